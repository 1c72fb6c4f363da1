package org.chiasma.genomics.internal;

import static org.chiasma.genomics.internal.BcfContent.floats;
import static org.chiasma.genomics.internal.BcfContent.gt;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.genotype.BcfReadOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BcfTest {
    private static final double NA = Double.NaN;

    @TempDir
    Path folder;

    private final FormatTrial bcf = FormatTrial.of(new BcfFormat(), BcfReadOptions.class, NoParameters.class);
    private Path file = Path.of("x");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("x.bcf");
    }

    @Test
    void readsGenotypesAsSamplesByVariants() throws IOException {
        Matrix matrix = bcf.read(new BcfContent("a", "b", "c")
                .site(100, "A,G", gt("0/0", "0/1", "./."))
                .site(200, "AT,A", gt("1|1", "1|0", "0|1"))
                .write(file));
        assertArrayEquals(new double[][] {{0, 2}, {1, 1}, {NA, 1}}, FormatTrial.readThrough(matrix));
        assertEquals("samples", matrix.rows().name());
        assertEquals(List.of("a", "b", "c"), matrix.rows().labels());
        assertEquals(List.of("22:100:A:G", "22:200:AT:A"), matrix.columns().labels());
        assertEquals(
                List.of("rs100", "rs200"),
                matrix.columns().metadata("id").orElseThrow().values());
        assertEquals(MissingValue.NAN, matrix.spec().missing());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsGenotypesOfEveryWidth(int bytes) throws IOException {
        Matrix matrix = bcf.read(new BcfContent("a", "b", "c")
                .site(100, "A,G", gt(bytes, 2, "0/1", "1/1", "./."))
                .write(file));
        assertArrayEquals(new double[][] {{1}, {2}, {NA}}, FormatTrial.readThrough(matrix));
    }

    @Test
    void readsVersion1WithoutDictionaryNumbers() throws IOException {
        String header = """
                ##FILTER=<ID=q10,Description="x">
                ##FORMAT=<ID=GT,Number=1,Type=String,Description="=,>">
                ##contig=<ID=22>
                """;
        Matrix matrix = bcf.read(new BcfContent("a")
                .version(1)
                .header(header)
                .site(0, 100, 50, new int[] {1}, "A,G", gt("0/1"))
                .write(file));
        assertArrayEquals(new double[][] {{1}}, FormatTrial.readThrough(matrix));
    }

    @Test
    void readsBgzfAndPlainContentAlike() throws IOException {
        BcfContent content = new BcfContent("a", "b").site(100, "A,G", gt("0/1", "1/1"));
        double[][] plain = FormatTrial.readThrough(bcf.read(content.write(file)));
        Path packed = bgzf(content.bytes());
        assertArrayEquals(plain, FormatTrial.readThrough(bcf.read(packed)));
    }

    @Test
    void takesVariantsAsRowsOnRequest() throws IOException {
        Matrix matrix = bcf.read(
                new BcfContent("a", "b").site(100, "A,G", gt("0/1", "1/1")).write(file), "?rows=variants&type=float64");
        assertArrayEquals(new double[][] {{1, 2}}, FormatTrial.readThrough(matrix));
        assertEquals("variants", matrix.rows().name());
    }

    @Test
    void selectsSamplesAndRegions() throws IOException {
        Path written = new BcfContent("a", "b", "c")
                .site(100, "A,G", gt("0/0", "0/1", "1/1"))
                .site(200, "ATTT,A", gt("0/1", "0/1", "0/0"))
                .site(5, 300, 50, new int[] {0}, "C,T", gt("1/1", "0/1", "0/1"))
                .write(file);
        assertArrayEquals(
                new double[][] {{0}, {1}},
                FormatTrial.readThrough(bcf.read(written, "?region=22:203-210&samples=c,a")));
        assertArrayEquals(
                new double[][] {{1}},
                FormatTrial.readThrough(bcf.read(written, "?region=chrX&contig-alias=auto&samples=c")));
        assertTrue(bcf.refusal(written, "?region=chr22", "E-CONTIG-MISMATCH").contains("contig-alias=auto"));
        assertTrue(bcf.refusal(written, "?region=22:1-50", "E-BCF-NOVARIANT").contains("no variant"));
        assertTrue(bcf.refusal(written, "?samples=d", "E-BCF-SAMPLE").contains("\"d\""));
    }

    @Test
    void splitsSkipsCountsOrRefusesMultiallelicSites() throws IOException {
        Path written = new BcfContent("a", "b", "c")
                .site(100, "A,G,T", gt("1/2", "0/2", "./."))
                .site(101, "A,G", gt("0/0", "0/1", "0/0"))
                .write(file);
        Matrix split = bcf.read(written);
        assertArrayEquals(new double[][] {{1, 1, 0}, {0, 1, 1}, {NA, NA, 0}}, FormatTrial.readThrough(split));
        assertEquals(
                List.of("22:100:A:G", "22:100:A:T", "22:101:A:G"),
                split.columns().labels());
        Matrix counted = bcf.read(written, "?multiallelic=altcount");
        assertArrayEquals(new double[][] {{2, 0}, {1, 1}, {NA, 0}}, FormatTrial.readThrough(counted));
        assertEquals("22:100:A:G,T", counted.columns().label(0));
        assertEquals(1, bcf.read(written, "?multiallelic=skip").columnCount());
        assertTrue(bcf.progress().mentions("1 sites left out, with several alternate alleles"));
        assertTrue(bcf.refusal(written, "?multiallelic=refuse", "E-BCF-MULTIALLELIC")
                .contains("22:100"));
    }

    @Test
    void treatsHalfCallsByPolicyAndCountsThem() throws IOException {
        Path written =
                new BcfContent("a", "b").site(100, "A,G", gt("1/.", "0/1")).write(file);
        assertArrayEquals(new double[][] {{NA}, {1}}, FormatTrial.readThrough(bcf.read(written)));
        assertTrue(bcf.progress().mentions("1 half calls such as 0/. taken as missing"));
        assertArrayEquals(
                new double[][] {{1}, {1}}, FormatTrial.readThrough(bcf.read(written, "?half-call=reference")));
        assertTrue(bcf.refusal(written, "?half-call=refuse", "E-BCF-HALFCALL").contains("22:100"));
    }

    @Test
    void countsHaploidCallsOnlyWhenTold() throws IOException {
        Path written = new BcfContent("a", "b", "c")
                .site(100, "A,G", gt("1", "0/1", "."))
                .write(file);
        String refusal = bcf.refusal(written, "", "E-BCF-PLOIDY");
        assertTrue(refusal.contains("22:100") && refusal.contains("\"a\""), refusal);
        assertArrayEquals(
                new double[][] {{2}, {1}, {NA}}, FormatTrial.readThrough(bcf.read(written, "?haploid=double")));
        assertArrayEquals(
                new double[][] {{1}, {1}, {NA}}, FormatTrial.readThrough(bcf.read(written, "?haploid=single")));
        assertTrue(bcf.progress().mentions("1 haploid calls counted once"));
    }

    @Test
    void readsOtherPloidies() throws IOException {
        Path written = new BcfContent("a", "b")
                .site(100, "A,G", gt(1, 4, "0/0/1/1", "1/1/1/1"))
                .write(file);
        assertArrayEquals(new double[][] {{2}, {4}}, FormatTrial.readThrough(bcf.read(written, "?ploidy=4")));
        assertTrue(bcf.refusal(written, "", "E-BCF-PLOIDY").contains("pass ploidy=4"));
        assertThrows(UsageException.class, () -> bcf.read(written, "?ploidy=0"));
    }

    @Test
    void readsEstimatedDosages() throws IOException {
        Path written = new BcfContent("a", "b")
                .site(100, "A,G", floats(BcfContent.DS, 1, 0.25f, NA_FLOAT))
                .site(200, "A,G,T", floats(BcfContent.DS, 2, 0.5f, 1, 0, 2))
                .write(file);
        assertArrayEquals(
                new double[][] {{0.25, 0.5, 1}, {NA, 0, 2}}, FormatTrial.readThrough(bcf.read(written, "?field=ds")));
        assertArrayEquals(
                new double[][] {{0.25, 1.5}, {NA, 2}},
                FormatTrial.readThrough(bcf.read(written, "?field=ds&multiallelic=altcount")));
    }

    @Test
    void refusesDosagesOutOfRange() throws IOException {
        for (float wrong : new float[] {7.5f, -0.5f}) {
            Path written = new BcfContent("a")
                    .site(100, "A,G", floats(BcfContent.DS, 1, wrong))
                    .write(file);
            assertTrue(bcf.refusal(written, "?field=ds", "E-BCF-DOSAGE").contains("22:100"));
        }
        Path several = new BcfContent("a")
                .site(100, "A,G,T", floats(BcfContent.DS, 1, 1))
                .write(file);
        assertTrue(bcf.refusal(several, "?field=ds", "E-BCF-FIELD").contains("expected 2 numbers"));
    }

    @Test
    void readsProbabilitiesAsExpectedDosages() throws IOException {
        Path written = new BcfContent("a", "b", "c")
                .site(100, "A,G", floats(BcfContent.GP, 3, 0.25f, 0.5f, 0.25f, 0, 0.5f, 0.5f, NA_FLOAT, END, END))
                .write(file);
        assertArrayEquals(new double[][] {{1}, {1.5}, {NA}}, FormatTrial.readThrough(bcf.read(written, "?field=gp")));
        // genotypes AA AG GG AT GT TT
        Path several = new BcfContent("a")
                .site(100, "A,G,T", floats(BcfContent.GP, 6, 0, 0.25f, 0.25f, 0.25f, 0, 0.25f))
                .write(file);
        assertArrayEquals(new double[][] {{0.75, 0.75}}, FormatTrial.readThrough(bcf.read(several, "?field=gp")));
        Path haploid = new BcfContent("a")
                .site(100, "A,G", floats(BcfContent.GP, 3, 0.25f, 0.75f, END))
                .write(file);
        assertArrayEquals(
                new double[][] {{1.5}}, FormatTrial.readThrough(bcf.read(haploid, "?field=gp&haploid=double")));
        assertTrue(bcf.refusal(haploid, "?field=gp", "E-BCF-PLOIDY").contains("22:100"));
        Path wrong = new BcfContent("a")
                .site(100, "A,G", floats(BcfContent.GP, 3, 0.5f, 0.5f, 0.5f))
                .write(file);
        assertTrue(bcf.refusal(wrong, "?field=gp", "E-BCF-PROBABILITY").contains("1.5"));
    }

    @Test
    void filtersSites() throws IOException {
        Path written = new BcfContent("a")
                .site(0, 100, 10, new int[] {BcfContent.Q10}, "A,G", gt("0/1"))
                .site(0, 200, Float.NaN, new int[] {}, "A,GT", gt("0/1"))
                .site(0, 300, 99, new int[] {BcfContent.PASS}, "A,<DEL>", gt("0/1"))
                .site(0, 400, 99, new int[] {BcfContent.PASS}, "A", gt("0/0"))
                .write(file);
        assertEquals(
                List.of("22:300:A:<DEL>"),
                bcf.read(written, "?filter=PASS").columns().labels());
        assertEquals(
                List.of("22:300:A:<DEL>"),
                bcf.read(written, "?min-qual=20").columns().labels());
        assertEquals(
                List.of("22:100:A:G"),
                bcf.read(written, "?variants=snps").columns().labels());
        assertEquals(
                List.of("22:200:A:GT"),
                bcf.read(written, "?variants=indels").columns().labels());
        assertEquals(3, bcf.read(written).columnCount());
        assertTrue(bcf.progress().mentions("1 sites left out, without alternate allele"));
        assertTrue(bcf.progress().mentions("sites left out by filter"));
    }

    @Test
    void fillsRecordsWithoutTheField() throws IOException {
        Path written = new BcfContent("a")
                .site(100, "A,G", floats(BcfContent.DS, 1, 1))
                .site(200, "A,G", gt("0/1"))
                .site(150, "A,G", gt("0/1"))
                .write(file);
        assertArrayEquals(new double[][] {{NA, 1, 1}}, FormatTrial.readThrough(bcf.read(written)));
        assertTrue(bcf.progress().mentions("1 records have no field GT"));
        assertTrue(bcf.progress().mentions("1 records stand before others"));
    }

    @Test
    void refusesDuplicateSampleNamesAndVariants() throws IOException {
        assertTrue(bcf.refusal(
                        new BcfContent("a", "a")
                                .site(100, "A,G", gt("0/1", "0/0"))
                                .write(file),
                        "",
                        "E-BCF-DUPSAMPLE")
                .contains("\"a\""));
        Path twice = new BcfContent("a")
                .site(100, "A,G", gt("0/1"))
                .site(100, "A,G", gt("1/1"))
                .write(file);
        assertTrue(bcf.refusal(twice, "", "E-BCF-DUPVARIANT").contains("22:100:A:G"));
        assertArrayEquals(new double[][] {{1, 2}}, FormatTrial.readThrough(bcf.read(twice, "?duplicates=suffix")));
    }

    @Test
    void refusesNumbersThatTheHeaderLacks() throws IOException {
        byte[] unknownField = gt("0/1");
        unknownField[1] = 77;
        assertTrue(
                bcf.refusal(new BcfContent("a").site(100, "A,G", unknownField).write(file), "", "E-BCF-DICTIONARY")
                        .contains("field number 77"));
        assertTrue(bcf.refusal(
                        new BcfContent("a")
                                .site(0, 100, 50, new int[] {88}, "A,G", gt("0/1"))
                                .write(file),
                        "",
                        "E-BCF-DICTIONARY")
                .contains("filter number 88"));
        assertTrue(bcf.refusal(
                        new BcfContent("a")
                                .site(3, 100, 50, new int[] {0}, "A,G", gt("0/1"))
                                .write(file),
                        "",
                        "E-BCF-CONTIG")
                .contains("contig number 3"));
        assertTrue(bcf.refusal(new BcfContent("a").site(100, "A,G", gt("0/3")).write(file), "", "E-BCF-GT")
                .contains("allele 3 of sample \"a\""));
        assertTrue(bcf.refusal(
                        new BcfContent("a")
                                .claimSamples(2)
                                .site(100, "A,G", gt("0/1", "0/1"))
                                .write(file),
                        "",
                        "E-BCF-SAMPLES")
                .contains("found 2 samples, expected 1"));
    }

    @Test
    void refusesWhatIsNoBcf2() throws IOException {
        byte[] valid = new BcfContent("a").site(100, "A,G", gt("0/1")).bytes();
        byte[] old = valid.clone();
        old[3] = 4;
        assertTrue(bcf.refusal(Files.write(file, old), "", "E-BCF-VERSION").contains("bcftools view"));
        byte[] other = valid.clone();
        other[0] = 'X';
        assertTrue(bcf.refusal(Files.write(file, other), "", "E-BCF-MAGIC").contains("BCF"));
        byte[] headless = new String(valid, StandardCharsets.ISO_8859_1)
                .replace("#CHROM", "#CHORM")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(bcf.refusal(Files.write(file, headless), "", "E-BCF-HEADER").contains("#CHROM"));
        byte[] badNumber = new String(valid, StandardCharsets.ISO_8859_1)
                .replace("IDX=4", "IDX=x")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(bcf.refusal(Files.write(file, badNumber), "", "E-BCF-HEADER").contains("IDX"));
        assertTrue(bcf.refusal(Files.write(file, valid), "#1", "E-BCF-PART").contains("#1"));
    }

    @Test
    void refusesCutFiles() throws IOException {
        byte[] valid = new BcfContent("a").site(100, "A,G", gt("0/1")).bytes();
        for (int length : new int[] {3, 7, 100, valid.length - 40, valid.length - 1}) {
            assertTrue(bcf.refusal(Files.write(file, Arrays.copyOf(valid, length)), "", "E-BCF-TRUNCATED")
                    .contains("content byte " + length));
        }
        byte[] packed = Files.readAllBytes(bgzf(valid));
        Files.write(file, Arrays.copyOf(packed, packed.length - 28));
        assertTrue(bcf.refusal(file, "", "E-BCF-EOF").contains("eof=warn"));
        assertEquals(1, bcf.read(file, "?eof=warn").columnCount());
        assertTrue(bcf.progress().mentions("may be cut"));
        Files.write(file, Arrays.copyOf(packed, packed.length - 40));
        assertTrue(bcf.refusal(file, "?eof=warn", "E-GZIP-TRUNCATED").contains("compressed byte"));
    }

    @Test
    void refusesLengthsThatDoNotFit() throws IOException {
        byte[] valid = new BcfContent("a").site(100, "A,G", gt("0/1")).bytes();
        int record = valid.length - (8 + 24 + 6 + 2 + 2 + 2 + 5);
        byte[] shortSite = valid.clone();
        shortSite[record] = 3;
        assertTrue(bcf.refusal(Files.write(file, shortSite), "", "E-BCF-RECORD").contains("3 bytes"));
        byte[] huge = valid.clone();
        huge[record + 3] = 0x7F;
        assertTrue(bcf.refusal(Files.write(file, huge), "", "E-BCF-TRUNCATED").contains("record 1"));
        byte[] hugeText = valid.clone();
        hugeText[8] = (byte) 0xFF;
        bcf.refusal(Files.write(file, hugeText), "", "E-BCF-RECORD");
    }

    /** One block for the header and the first record, one for the second; the index knows the second only. */
    @Test
    void readsTheSpansOfAnIndex() throws IOException {
        byte[] first = new BcfContent("a").site(100, "A,G", gt("0/1")).bytes();
        byte[] both = new BcfContent("a")
                .site(100, "A,G", gt("0/1"))
                .site(40_000, "A,G", gt("1/1"))
                .bytes();
        long from;
        long to;
        try (BlockCompressedOutputStream out = new BlockCompressedOutputStream(file.toFile())) {
            out.write(first);
            out.flush();
            from = out.getFilePointer();
            out.write(both, first.length, both.length - first.length);
            to = out.getFilePointer();
        }
        Path index = folder.resolve("x.bcf.csi");
        int leafOfSecond = 4681 + (40_000 >> 14);
        Files.write(index, csi(leafOfSecond, from, to));
        assertEquals(
                List.of("22:40000:A:G"), bcf.read(file, "?region=22").columns().labels());
        bcf.refusal(file, "?region=22:1-1000", "E-BCF-NOVARIANT");
        assertEquals(2, bcf.read(file).columnCount());

        Files.write(index, csi(leafOfSecond, from + (5L << 16), to + (5L << 16)));
        assertTrue(bcf.refusal(file, "?region=22", "E-BCF-INDEX").contains("bcftools index"));
        Files.write(index, csi(leafOfSecond, from + 1, to));
        assertTrue(bcf.refusal(file, "?region=22", "E-BCF-TRUNCATED").contains("by the index"));
        Files.write(index, csi(0, from, to + (1L << 40)));
        bcf.refusal(file, "?region=22", "E-BCF-INDEX");
        Files.writeString(index, "not an index, but a text");
        assertTrue(bcf.refusal(file, "?region=22", "E-BCF-INDEX").contains("x.bcf.csi"));
        Files.setLastModifiedTime(index, FileTime.fromMillis(0));
        assertEquals(2, bcf.read(file, "?region=22").columnCount());
        assertTrue(bcf.progress().mentions("the index is older than the file"));
    }

    /** An index of one contig with one bin that holds one span, by the CSI specification. */
    static byte[] csi(int bin, long from, long to) {
        ByteBuffer index = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
        index.put(new byte[] {'C', 'S', 'I', 1}).putInt(14).putInt(5).putInt(0).putInt(1);
        return index.putInt(1)
                .putInt(bin)
                .putLong(from)
                .putInt(1)
                .putLong(from)
                .putLong(to)
                .array();
    }

    @Test
    void isRecognisedByContentAndNotWritten() {
        BcfFormat format = new BcfFormat();
        assertTrue(format.recognises(new BcfContent("a").bytes()));
        assertFalse(format.recognises("BCFTOOLS\n".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(format.recognises(new byte[] {'B', 'C', 'F'}));
        DataException refused = assertThrows(
                DataException.class,
                () -> bcf.write(
                        bcf.read(new BcfContent("a").site(1, "A,G", gt("0/1")).write(file)),
                        folder.resolve("y.bcf"),
                        ""));
        assertEquals("E-FORMAT-READONLY", refused.code());
    }

    private static final float NA_FLOAT = Float.NaN;
    private static final float END = Float.POSITIVE_INFINITY;

    private Path bgzf(byte[] content) throws IOException {
        Path packed = folder.resolve("packed.bcf");
        try (OutputStream out = new BlockCompressedOutputStream(packed.toFile())) {
            out.write(content);
        }
        return packed;
    }
}

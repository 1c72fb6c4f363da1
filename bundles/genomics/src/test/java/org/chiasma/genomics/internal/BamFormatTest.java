package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chiasma.api.CancelledException;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.api.parameter.ParameterSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BamFormatTest {
    private static final String HEADER = """
            @HD VN:1.6 SO:coordinate
            @SQ SN:chr1 LN:100
            @SQ SN:chr2 LN:45
            @RG ID:a SM:one
            @RG ID:b SM:two
            @RG ID:c SM:one
            """;
    private static final String READS = """
            r1 0 chr1 1 60 10M * 0 0 * * RG:Z:a
            r2 16 chr1 6 30 5M5D5M * 0 0 * * NM:i:5 RG:Z:b
            r3 0 chr1 16 60 5M20N5M * 0 0 * * XB:B:s,1,2 RG:Z:c
            r4 0 chr1 21 10 3S10M2I5M * 0 0 * * XA:A:x RG:Z:a
            r5 1024 chr1 21 60 10M * 0 0 * * RG:Z:a
            r6 4 chr1 21 0 * * 0 0 ACGT IIII RG:Z:a
            r8 256 chr2 1 60 10M * 0 0 * * RG:Z:a
            r7 0 chr2 36 60 10= * 0 0 * * RG:Z:b
            r9 4 * 0 0 * * 0 0 ACGT IIII RG:Z:a
            """;

    /** Size of the records' lengths, and where a record's fields are behind it. */
    private static final int LENGTH = 4;

    @TempDir
    Path directory;

    private final FormatTrial trial = FormatTrial.of(new BamFormat(), BamReadOptions.class, NoParameters.class);

    private Path bam() throws IOException {
        return SamText.bam(directory.resolve("x.bam"), HEADER + READS, true);
    }

    private double[] row(String tail) throws IOException {
        return FormatTrial.readThrough(trial.read(bam(), tail))[0];
    }

    /** Expected numbers of these tests: samtools 1.16.1 bedcov of the same reads, with the options named there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?bins=10|15 15 20 15 5 0 0 0 0 0 0 0 0 5 5",
                "?bins=10&gaps=skip|15 10 10 5 5 0 0 0 0 0 0 0 0 5 5",
                "?bins=10&min-mapq=20|15 15 10 10 5 0 0 0 0 0 0 0 0 5 5",
                "?bins=10&exclude-flags=0x304|15 15 30 15 5 0 0 0 0 0 0 0 0 5 5",
                "?bins=10&exclude-flags=UNMAP|15 15 30 15 5 0 0 0 0 0 10 0 0 5 5",
                "?bins=10&exclude-flags=0|15 15 30 15 5 0 0 0 0 0 10 0 0 5 5",
                "?bins=10&value=reads|2 2 2 2 1 0 0 0 0 0 0 0 0 1 1",
                "?bins=10&value=reads&exclude-flags=0|2 2 3 2 1 0 0 0 0 0 1 0 0 1 1",
                "?bins=10&include-flags=16|5 10 0 0 0 0 0 0 0 0 0 0 0 0 0",
                "?bins=10&include-flags=REVERSE&exclude-flags=1796|5 10 0 0 0 0 0 0 0 0 0 0 0 0 0"
            })
    void entriesAreThoseOfBedcov(String tail, String expected) throws IOException {
        double[] numbers = Arrays.stream(expected.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertArrayEquals(numbers, row(tail));
    }

    @Test
    void meanDividesByTheLengthOfTheBin() throws IOException {
        double[] mean = row("?bins=10&value=mean");
        assertEquals(1.5, mean[0]);
        assertEquals(0.5, mean[13]);
        assertEquals(1, mean[14], "the last bin has 5 positions");
    }

    @Test
    void nothingIsMissingAndBinsHaveTheirPlaces() throws IOException {
        Matrix matrix = trial.read(bam(), "?bins=10");
        assertEquals(MissingValue.NONE, matrix.spec().missing());
        assertEquals(ElementType.FLOAT32, matrix.spec().elementType());
        assertEquals("files", matrix.rows().name());
        assertEquals(List.of("x"), matrix.rows().labels());
        assertEquals("bins", matrix.columns().name());
        assertEquals("chr2:40-45", matrix.columns().label(14));
        assertEquals(
                "chr2",
                matrix.columns().metadata("contig").orElseThrow().values().get(14));
        assertEquals(
                "40", matrix.columns().metadata("start").orElseThrow().values().get(14));
        assertEquals(
                "45", matrix.columns().metadata("end").orElseThrow().values().get(14));
        assertTrue(trial.progress().mentions("9 reads looked at, 4 left out"));
        assertEquals(
                ElementType.FLOAT64,
                trial.read(bam(), "?bins=10&type=float64").spec().elementType());
    }

    @Test
    void strandsAreRows() throws IOException {
        Matrix matrix = trial.read(bam(), "?bins=50&rows=strand");
        assertEquals(List.of("+", "-"), matrix.rows().labels());
        double[][] rows = FormatTrial.readThrough(matrix);
        assertArrayEquals(new double[] {55, 0, 10}, rows[0]);
        assertArrayEquals(new double[] {15, 0, 0}, rows[1]);
    }

    @Test
    void samplesOfReadGroupsAreRows() throws IOException {
        Matrix matrix = trial.read(bam(), "?bins=50&rows=sample");
        assertEquals(List.of("one", "two"), matrix.rows().labels());
        double[][] rows = FormatTrial.readThrough(matrix);
        assertArrayEquals(new double[] {55, 0, 0}, rows[0]);
        assertArrayEquals(new double[] {15, 0, 10}, rows[1]);
    }

    @Test
    void regionsSelectBinsOfTheSameGrid() throws IOException {
        Matrix matrix = trial.read(bam(), "?bins=10&region=chr1:12-25;chr2:45");
        assertEquals(
                List.of("chr1:10-20", "chr1:20-30", "chr2:40-45"),
                matrix.columns().labels());
        assertArrayEquals(new double[] {15, 20, 5}, FormatTrial.readThrough(matrix)[0]);
    }

    @Test
    void anIndexChangesNoEntry() throws IOException {
        StringBuilder sam = new StringBuilder("@HD VN:1.6 SO:coordinate\n@SQ SN:c LN:5000000\n@SQ SN:d LN:900000\n");
        for (int i = 0; i < 5000; i++) {
            sam.append("r 0 c ").append(1 + i * 900).append(" 60 50M2000N50M * 0 0 * *\n");
        }
        for (int i = 0; i < 500; i++) {
            sam.append("r 0 d ").append(1 + i * 900).append(" 60 100M * 0 0 * *\n");
        }
        Path indexed = SamText.bam(directory.resolve("i.bam"), sam.toString(), true);
        Path plain = Files.copy(indexed, directory.resolve("p.bam"));
        Path bed = Files.writeString(
                directory.resolve("b.bed"), "c\t4000000\t4000100\nc\t2000000\t2050000\nd\t10\t20000\nc\t20\t21\n");
        for (String tail : List.of("?bins=1k&region=c:3000001-3000900;d:400000-", "?bins=" + bed, "?bins=1k")) {
            assertArrayEquals(
                    FormatTrial.readThrough(trial.read(plain, tail)),
                    FormatTrial.readThrough(trial.read(indexed, tail)),
                    tail);
        }
        FormatTrial counted = FormatTrial.of(new BamFormat(), BamReadOptions.class, NoParameters.class);
        counted.read(indexed, "?bins=1k&region=d:400000-");
        assertFalse(
                counted.progress().mentions("5500 reads looked at"),
                counted.progress().notes().toString());
    }

    @Test
    void anIndexOlderThanTheFileIsNoted() throws IOException {
        Path file = bam();
        Files.setLastModifiedTime(directory.resolve("x.bai"), FileTime.fromMillis(0));
        trial.read(file, "?bins=10&region=chr2:1-10");
        assertTrue(trial.progress().mentions("older than x.bam"));
    }

    @Test
    void refusesADamagedIndex() throws IOException {
        Path file = bam();
        Files.writeString(directory.resolve("x.bai"), "no index");
        assertTrue(
                trial.refusal(file, "?bins=10&region=chr2:1-10", "E-BAM-INDEX").contains("samtools index"));
    }

    @Test
    void refusesTheIndexOfAnotherFile() throws IOException {
        StringBuilder sam = new StringBuilder("@HD VN:1.6 SO:coordinate\n@SQ SN:chr1 LN:90000000\n@SQ SN:chr2 LN:90\n");
        for (int i = 0; i < 20_000; i++) {
            sam.append("r")
                    .append(i * 7919L)
                    .append(" 0 chr1 ")
                    .append(1 + i * 4000)
                    .append(" 60 50M * 0 0 * *\n");
        }
        SamText.bam(directory.resolve("y.bam"), sam.toString(), true);
        Path file = SamText.bam(directory.resolve("x.bam"), sam.substring(0, sam.indexOf("\n", 4000) + 1), false);
        Files.move(directory.resolve("y.bai"), directory.resolve("x.bai"));
        trial.refusal(file, "?bins=10k&region=chr1:60000000-60100000", "E-BAM-INDEX");
    }

    @Test
    void binsOfABedFileMayOverlapAndLieInAnyOrder() throws IOException {
        Path bed = Files.writeString(
                directory.resolve("b.bed"), "chr2\t35\t45\nchr1\t0\t30\nchr1\t20\t40\nchr1\t25\t26\n");
        assertArrayEquals(new double[] {10, 50, 35, 2}, row("?bins=" + bed));
        assertArrayEquals(new double[] {1, 4, 2, 2}, row("?bins=" + bed + "&value=reads"));
    }

    @Test
    void readsInAnyOrderAreCounted() throws IOException {
        String unsorted = HEADER.replace("coordinate", "unsorted")
                + "r7 0 chr2 36 60 10= * 0 0 * *\nr3 0 chr1 16 60 5M20N5M * 0 0 * *\nr1 0 chr1 1 60 10M * 0 0 * *\n"
                + "r4 0 chr1 21 10 3S10M2I5M * 0 0 * *\nr2 16 chr1 6 30 5M5D5M * 0 0 * *\n";
        Path file = SamText.bam(directory.resolve("u.bam"), unsorted, false);
        assertArrayEquals(row("?bins=10"), FormatTrial.readThrough(trial.read(file, "?bins=10"))[0]);
    }

    @Test
    void contigsAreFoundUnderTheirAliasWhenAsked() throws IOException {
        Path bed = Files.writeString(directory.resolve("b.bed"), "1\t0\t10\n");
        assertArrayEquals(new double[] {15}, row("?contig-alias=auto&bins=" + bed));
        assertTrue(trial.refusal(bam(), "?bins=" + bed, "E-CONTIG-MISMATCH").contains("contig-alias=auto"));
    }

    @Test
    void refusesBinsOfAnotherBuildWithThreeNamesOfEach() throws IOException {
        Path bed = Files.writeString(directory.resolve("b.bed"), "2L\t0\t10\n2R\t0\t10\n3L\t0\t10\n3R\t0\t10\n");
        String refusal = trial.refusal(bam(), "?bins=" + bed, "E-CONTIG-MISMATCH");
        assertTrue(refusal.contains("chr1, chr2"), refusal);
        assertTrue(refusal.contains("2L, 2R, 3L, ..."), refusal);
    }

    @Test
    void binsOfContigsThatTheFileLacksAreLeftOutAndNoted() throws IOException {
        Path bed = Files.writeString(directory.resolve("b.bed"), "chr9\t0\t10\nchr1\t0\t10\n");
        assertArrayEquals(new double[] {15}, row("?bins=" + bed));
        assertTrue(trial.progress().mentions("1 of 2 bins left out: the file has no contig chr9"));
    }

    @Test
    void refusesARegionOfAnUnknownContigEvenBesideAKnownOne() throws IOException {
        assertTrue(trial.refusal(bam(), "?bins=10&region=chr1:1-10;chr7:1-10", "E-CONTIG-MISMATCH")
                .contains("chr7"));
        trial.refusal(bam(), "?bins=10&region=chr1:101-110", "E-REGION-BEYOND");
    }

    @Test
    void refusesABinGivenTwice() throws IOException {
        Path bed = Files.writeString(directory.resolve("b.bed"), "chr1\t0\t10\nchr1\t0\t10\n");
        Path file = bam();
        DataException refused = assertThrows(DataException.class, () -> trial.read(file, "?bins=" + bed));
        assertEquals("E-BINS-DUPLICATE", refused.code());
        assertTrue(refused.getMessage().contains("chr1:0-10 twice"));
    }

    @Test
    void refusesBinsThatNoRegionOverlaps() throws IOException {
        Path bed = Files.writeString(directory.resolve("b.bed"), "chr1\t0\t10\n");
        trial.refusal(bam(), "?bins=" + bed + "&region=chr2", "E-BAM-BINS");
    }

    @Test
    void binsAreForTheUserToGive() throws IOException {
        assertTrue(trial.refusal(bam(), "", "E-BAM-BINS").contains("bins=10k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bins=0", "min-mapq=256", "include-flags=0x10000", "exclude-flags=DUPLICATE", "include-flags="})
    void refusesOptionsOutOfRange(String option) throws IOException {
        Path file = bam();
        UsageException refused = assertThrows(
                UsageException.class,
                () -> trial.read(file, "?" + (option.startsWith("bins") ? "" : "bins=10&") + option));
        assertEquals("E-FLAG-VALUE", refused.code());
    }

    @Test
    void sumsThatFloatRoundsAreNoted() throws IOException {
        StringBuilder sam = new StringBuilder("@HD VN:1.6 SO:coordinate\n@SQ SN:c LN:200000000\n");
        sam.append("r 0 c 1 60 16777217M * 0 0 * *\n");
        Path file = SamText.bam(directory.resolve("l.bam"), sam.toString(), false);
        assertEquals(16777216, FormatTrial.readThrough(trial.read(file, "?bins=100M"))[0][0]);
        assertTrue(trial.progress().mentions("1 sums are rounded"));
        assertEquals(16777217, FormatTrial.readThrough(trial.read(file, "?bins=100M&type=float64"))[0][0]);
    }

    @Test
    void alignmentsOfMoreThan65535OperationsAreTakenFromTheirTag() throws IOException {
        String operations = "1M1D".repeat(40_000) + "1M";
        Path file = SamText.bam(
                directory.resolve("l.bam"),
                "@HD VN:1.6 SO:coordinate\n@SQ SN:c LN:200000\nr 0 c 101 60 " + operations + " * 0 0 "
                        + "A".repeat(40_001) + " *\n",
                false);
        assertEquals(80_001, FormatTrial.readThrough(trial.read(file, "?bins=200k"))[0][0]);
        assertEquals(40_001, FormatTrial.readThrough(trial.read(file, "?bins=200k&gaps=skip"))[0][0]);
    }

    @Test
    void refusesReadsWithoutASampleForRowsOfSamples() throws IOException {
        Path none =
                SamText.bam(directory.resolve("n.bam"), "@SQ SN:chr1 LN:100\nr1 0 chr1 1 60 10M * 0 0 * *\n", false);
        assertTrue(trial.refusal(none, "?bins=10&rows=sample", "E-BAM-SAMPLES").contains("rows=file"));
        Path some = SamText.bam(directory.resolve("s.bam"), HEADER + "r1 0 chr1 1 60 10M * 0 0 * *\n", false);
        assertTrue(trial.refusal(some, "?bins=10&rows=sample", "E-BAM-SAMPLES")
                .contains("read 1 at chr1:1: found no read group"));
    }

    @Test
    void refusesAHeaderWithoutContigs() throws IOException {
        Path file = SamText.bam(directory.resolve("n.bam"), "@HD VN:1.6\nr9 4 * 0 0 * * 0 0 ACGT IIII\n", false);
        trial.refusal(file, "?bins=10", "E-BAM-CONTIGS");
    }

    @Test
    void refusesAContigListedTwice() throws IOException {
        byte[] content = SamText.content(bam());
        String text = new String(content, StandardCharsets.ISO_8859_1);
        content[text.lastIndexOf("chr2\0") + 3] = '1';
        Path file = SamText.compressed(content, directory.resolve("d.bam"));
        assertTrue(trial.refusal(file, "?bins=10", "E-BAM-CONTIGS").contains("\"chr1\" twice"));
    }

    @Test
    void refusesWhatIsNoBam() throws IOException {
        Path text = Files.writeString(directory.resolve("t.bam"), "@HD\tVN:1.6\n");
        assertTrue(trial.refusal(text, "?bins=10", "E-BAM-MAGIC").contains("samtools view -b"));
        Path raw = Files.write(directory.resolve("r.bam"), SamText.content(bam()));
        trial.refusal(raw, "?bins=10", "E-BAM-MAGIC");
        Path vcf = SamText.compressed(
                "##fileformat=VCFv4.2\n".getBytes(StandardCharsets.UTF_8), directory.resolve("v.bam"));
        trial.refusal(vcf, "?bins=10", "E-BAM-MAGIC");
        trial.refusal(Files.write(directory.resolve("e.bam"), new byte[0]), "?bins=10", "E-BAM-MAGIC");
    }

    @Test
    void recognisesItselfOnly() throws IOException {
        assertTrue(new BamFormat().recognises(SamText.content(bam())));
        assertFalse(new BamFormat().recognises("BAM\2".getBytes(StandardCharsets.UTF_8)));
        assertFalse(new BamFormat().recognises(new byte[0]));
    }

    @Test
    void refusesAFileCutInsideABlock() throws IOException {
        byte[] whole = Files.readAllBytes(bam());
        Path cut = Files.write(directory.resolve("c.bam"), Arrays.copyOf(whole, whole.length - 60));
        assertTrue(trial.refusal(cut, "?bins=10", "E-BAM-TRUNCATED").contains("compressed byte 0"));
    }

    @Test
    void refusesContentCutInsideARecordWithThePlaceBefore() throws IOException {
        byte[] content = SamText.content(bam());
        Path cut = SamText.compressed(Arrays.copyOf(content, content.length - 5), directory.resolve("c.bam"));
        assertTrue(trial.refusal(cut, "?bins=10", "E-BAM-TRUNCATED").contains("after read 8 at chr2:36"));
    }

    @Test
    void aFileWithoutEndMarkerIsReadWithANoteOrRefused() throws IOException {
        byte[] whole = Files.readAllBytes(bam());
        Path cut = Files.write(directory.resolve("c.bam"), Arrays.copyOf(whole, whole.length - 28));
        assertEquals(15, FormatTrial.readThrough(trial.read(cut, "?bins=10"))[0][0]);
        assertTrue(trial.progress().mentions("no end marker"));
        assertTrue(trial.refusal(cut, "?bins=10&eof=refuse", "E-BAM-EOF").contains("eof=warn"));
    }

    @Test
    void refusesAFlippedByteByItsChecksum() throws IOException {
        byte[] whole = Files.readAllBytes(bam());
        whole[whole.length - 28 - 8] ^= 1;
        trial.refusal(Files.write(directory.resolve("f.bam"), whole), "?bins=10", "E-BAM-CHECKSUM");
    }

    @Test
    void aFaultNamesTheLastReadBeforeItsBlock() throws IOException {
        StringBuilder sam = new StringBuilder("@HD VN:1.6 SO:coordinate\n@SQ SN:c LN:9000000\n");
        for (int i = 0; i < 9000; i++) {
            sam.append("r 0 c ").append(1 + i * 900).append(" 60 50M2000N50M * 0 0 * *\n");
        }
        byte[] whole = Files.readAllBytes(SamText.bam(directory.resolve("l.bam"), sam.toString(), false));
        int second = 1 + (whole[16] & 0xFF) + ((whole[17] & 0xFF) << 8);
        int third = second + 1 + (whole[second + 16] & 0xFF) + ((whole[second + 17] & 0xFF) << 8);
        whole[third - 8] ^= 1;
        Path file = Files.write(directory.resolve("f.bam"), whole);
        String refusal = trial.refusal(file, "?bins=1k", "E-BAM-CHECKSUM");
        assertTrue(refusal.contains("compressed byte " + second + ", after read "), refusal);
        assertTrue(refusal.contains(" at c:"), refusal);
    }

    @Test
    void refusesDamagedCompression() throws IOException {
        byte[] whole = Files.readAllBytes(bam());
        whole[18] = (byte) 0xFF;
        trial.refusal(Files.write(directory.resolve("f.bam"), whole), "?bins=10", "E-BAM-CORRUPT");
    }

    @Test
    void refusesBytesBehindTheLastBlock() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Files.readAllBytes(bam()));
        out.write("and more than that".getBytes(StandardCharsets.UTF_8));
        trial.refusal(Files.write(directory.resolve("g.bam"), out.toByteArray()), "?bins=10", "E-BAM-BLOCK");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 7, contig number 7",
        "4, -5, position -5",
        "8, 0, fields of",
        "12, 65535, fields of",
        "16, 2000000000, fields of",
        "16, -1, fields of",
        "-4, 20, a length of 20",
        "-4, -1, a length of -1",
        "-4, 2000000000, more bytes"
    })
    void refusesAMalformedRecord(int field, int value, String expected) throws IOException {
        byte[] content = SamText.content(bam());
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(firstRecord(content) + field, value);
        Path file = SamText.compressed(content, directory.resolve("m.bam"));
        String refusal =
                trial.refusal(file, "?bins=10", expected.equals("more bytes") ? "E-BAM-TRUNCATED" : "E-BAM-RECORD");
        assertTrue(refusal.contains(expected), refusal);
    }

    @Test
    void refusesAnUnknownOperationOfAnAlignment() throws IOException {
        byte[] content = SamText.content(bam());
        content[firstRecord(content) + 32 + 3] |= 0xF;
        Path file = SamText.compressed(content, directory.resolve("m.bam"));
        assertTrue(trial.refusal(file, "?bins=10", "E-BAM-RECORD").contains("read 1 "));
    }

    @ParameterizedTest
    @CsvSource({"2, q", "0, X"})
    void refusesMalformedTags(int position, char written) throws IOException {
        byte[] content = SamText.content(bam());
        int tag = new String(content, StandardCharsets.ISO_8859_1).indexOf("RGZa\0");
        content[tag + position] = (byte) written;
        Path file = SamText.compressed(content, directory.resolve("m.bam"));
        trial.refusal(file, "?bins=10&rows=sample", position == 0 ? "E-BAM-SAMPLES" : "E-BAM-RECORD");
    }

    @Test
    void refusesFalseLengthsOfTheHeaderWithoutTakingMemory() throws IOException {
        byte[] content = SamText.content(bam());
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int text = bytes.getInt(4);
        bytes.putInt(4, 1_000_000_000);
        trial.refusal(SamText.compressed(content, directory.resolve("h.bam")), "?bins=10", "E-BAM-TRUNCATED");
        bytes.putInt(4, -1);
        trial.refusal(SamText.compressed(content, directory.resolve("h.bam")), "?bins=10", "E-BAM-HEADER");
        bytes.putInt(4, text).putInt(8 + text, Integer.MAX_VALUE);
        trial.refusal(SamText.compressed(content, directory.resolve("h.bam")), "?bins=10", "E-BAM-HEADER");
    }

    @Test
    void refusesAPartAndWriting() throws IOException {
        trial.refusal(bam(), "?bins=10#1", "E-BAM-PART");
        Matrix matrix = new HeapMatrixStore()
                .create(MatrixSpec.dense(Axis.anonymous("rows", 1), Axis.anonymous("columns", 1)))
                .seal();
        DataException refused = assertThrows(DataException.class, () -> new BamFormat()
                .write(matrix, directory.resolve("w.bam"), NoParameters.DEFAULTS, Progress.NONE));
        assertEquals("E-FORMAT-READONLY", refused.code());
    }

    @Test
    void readingStopsWhenCancelled() throws IOException {
        String read = "r 0 c 1 60 5M * 0 0 * *\n";
        Path file = SamText.bam(
                directory.resolve("l.bam"), "@HD VN:1.6 SO:coordinate\n@SQ SN:c LN:2000\n" + read.repeat(9000), false);
        BamReadOptions options = ParameterSchema.of(BamReadOptions.class).bindText(Map.of("bins", "10"));
        assertThrows(CancelledException.class, () -> new BamFormat()
                .read(file, "", options, new HeapMatrixStore(), RecordedProgress.cancelled()));
    }

    /** Where the first record's fields begin. */
    private static int firstRecord(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int at = 8 + bytes.getInt(4);
        int contigs = bytes.getInt(at);
        at += LENGTH;
        for (int i = 0; i < contigs; i++) {
            at += LENGTH + bytes.getInt(at) + LENGTH;
        }
        return at + LENGTH;
    }
}

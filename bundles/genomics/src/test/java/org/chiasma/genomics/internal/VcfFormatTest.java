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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.chiasma.api.DataException;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.PeerReadings;
import org.chiasma.api.fixture.PublicData;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.variant.VcfReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VcfFormatTest {
    private static final double NA = Double.NaN;
    private static final String REAL = "vcf/1kg-phase3.chr22_16-16.5Mb.vcf.gz";
    private static final String HEAD = """
            ##fileformat=VCFv4.2
            ##contig=<ID=21,length=46709983>
            ##contig=<ID=22,length=51304566>
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t\
            """;
    private static final String THREE = HEAD + "S1\tS2\tS3\n";

    private final FormatTrial vcf = FormatTrial.of(new VcfFormat(), VcfReadOptions.class, NoParameters.class);

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.vcf"), text);
    }

    private static String record(int position, String reference, String alternate, String format, String... samples) {
        return "22\t" + position + "\trs" + position + "\t" + reference + "\t" + alternate + "\t30\tPASS\t.\t" + format
                + "\t" + String.join("\t", samples) + "\n";
    }

    private double[][] read(String text, String tail) throws IOException {
        return FormatTrial.readThrough(vcf.read(file(text), tail));
    }

    @Test
    void countsAlternateAllelesOfEachSample() throws IOException {
        Matrix matrix = vcf.read(file(THREE
                + record(100, "A", "G", "GT", "0/0", "0|1", "1/1")
                + record(200, "C", "T", "GT:DP", "./.:3", "1/0:4", "0/0")));
        assertArrayEquals(new double[][] {{0, NA}, {1, 1}, {2, 0}}, FormatTrial.readThrough(matrix));
        assertEquals("samples", matrix.rows().name());
        assertEquals(List.of("S1", "S2", "S3"), matrix.rows().labels());
        assertEquals(List.of("22:100:A:G", "22:200:C:T"), matrix.columns().labels());
        assertEquals(
                List.of("rs100", "rs200"),
                matrix.columns().metadata("id").orElseThrow().values());
        assertEquals(
                List.of("100", "200"),
                matrix.columns().metadata("position").orElseThrow().values());
        assertEquals(MissingValue.NAN, matrix.spec().missing());
        assertTrue(vcf.progress().mentions("1 of 6 genotypes are missing"));
    }

    @Test
    void variantsMayBeRows() throws IOException {
        Matrix matrix = vcf.read(file(THREE + record(100, "A", "G", "GT", "0/0", "0|1", "1/1")), "?rows=variants");
        assertArrayEquals(new double[][] {{0, 1, 2}}, FormatTrial.readThrough(matrix));
        assertEquals("variants", matrix.rows().name());
        assertEquals(MissingValue.NONE, matrix.spec().missing());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NA",
            value = {"nan, NA, 1", "mean, 0.5, 1", "mode, 0, 1", "zero, 0, 1"})
    void fillsMissingGenotypes(String policy, Double first, double last) throws IOException {
        double[][] cells = read(
                HEAD + "S1\tS2\tS3\tS4\tS5\n" + record(100, "A", "G", "GT", "./.", "0/0", "0/0", "0/1", "0/1"),
                "?missing=" + policy);
        assertEquals(first == null ? NA : first, cells[0][0]);
        assertEquals(last, cells[4][0]);
    }

    @Test
    void refusesMissingGenotypesOnRequest() throws IOException {
        String message = vcf.refusal(
                file(THREE + record(100, "A", "G", "GT", "./.", "0/0", "0/1")), "?missing=refuse", "E-VCF-MISSING");
        assertTrue(message.contains("22:100:A:G"), message);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NA",
            value = {"missing, NA", "reference, 1"})
    void halfCallsFollowTheirPolicy(String policy, Double dosage) throws IOException {
        double[][] cells = read(THREE + record(100, "A", "G", "GT", "1/.", "0/0", "0/1"), "?half-call=" + policy);
        assertEquals(dosage == null ? NA : dosage, cells[0][0]);
        assertTrue(vcf.progress().mentions("1 genotypes with one missing allele"));
    }

    @Test
    void refusesHalfCallsOnRequest() throws IOException {
        vcf.refusal(
                file(THREE + record(100, "A", "G", "GT", "0/.", "0/0", "0/1")), "?half-call=refuse", "E-VCF-HALFCALL");
    }

    @ParameterizedTest
    @CsvSource({"single, 1", "double, 2"})
    void haploidCallsFollowTheirRule(String rule, double dosage) throws IOException {
        assertArrayEquals(
                new double[][] {{dosage}, {0}, {1}},
                read(THREE + record(100, "A", "G", "GT", "1", "0", "0/1"), "?haploid=" + rule));
    }

    @Test
    void multiallelicSitesAreSplitSkippedCountedOrRefused() throws IOException {
        String text = THREE
                + record(100, "A", "G,T", "GT", "1/2", "0/2", "2|2")
                + record(101, "A", "C", "GT", "0/0", "0/1", "0/0");
        assertArrayEquals(new double[][] {{1, 1, 0}, {0, 1, 1}, {0, 2, 0}}, read(text, ""));
        assertArrayEquals(new double[][] {{0}, {1}, {0}}, read(text, "?multiallelic=skip"));
        assertArrayEquals(new double[][] {{2, 0}, {1, 1}, {2, 0}}, read(text, "?multiallelic=altcount"));
        vcf.refusal(file(text), "?multiallelic=refuse", "E-VCF-MULTIALLELIC");
    }

    @Test
    void samplesComeInTheOrderGiven() throws IOException {
        String text = THREE + record(100, "A", "G", "GT", "0/0", "0/1", "1/1");
        Matrix matrix = vcf.read(file(text), "?samples=S3,S1");
        assertEquals(List.of("S3", "S1"), matrix.rows().labels());
        assertArrayEquals(new double[][] {{2}, {0}}, FormatTrial.readThrough(matrix));
        assertEquals(
                List.of("S1", "S3"), vcf.read(file(text), "?samples=^S2").rows().labels());
        Path list = Files.writeString(folder.resolve("list.txt"), "S2\nS1\n");
        assertEquals(
                List.of("S2", "S1"),
                vcf.read(file(text), "?samples-file=" + list).rows().labels());
        String message = vcf.refusal(file(text), "?samples=S4", "E-VCF-SAMPLE");
        assertTrue(message.contains("did you mean S1"), message);
    }

    @Test
    void filtersByFrequencyMissingnessQualityFilterAndKind() throws IOException {
        String text = THREE
                + record(100, "A", "G", "GT", "0/0", "0/0", "0/0")
                + record(200, "A", "G", "GT", "./.", "./.", "0/1")
                + record(300, "A", "AT", "GT", "0/1", "0/1", "0/1").replace("\t30\tPASS", "\t9\tq10;s50")
                + record(400, "A", "C", "GT", "0/1", "1/1", "0/0").replace("\t30\tPASS", "\t.\t.");
        assertEquals(
                List.of("22:200:A:G", "22:300:A:AT", "22:400:A:C"),
                vcf.read(file(text), "?min-maf=0.1").columns().labels());
        assertEquals(
                List.of("22:100:A:G", "22:300:A:AT", "22:400:A:C"),
                vcf.read(file(text), "?max-missing=0.5").columns().labels());
        assertEquals(
                List.of("22:100:A:G", "22:200:A:G"),
                vcf.read(file(text), "?min-qual=20").columns().labels());
        assertEquals(
                List.of("22:300:A:AT", "22:400:A:C"),
                vcf.read(file(text), "?filter=s50,.").columns().labels());
        assertEquals(
                List.of("22:300:A:AT"),
                vcf.read(file(text), "?variants=indels").columns().labels());
        assertEquals(3, vcf.read(file(text), "?variants=snps").columnCount());
        vcf.refusal(file(text), "?region=21", "E-VCF-NOVARIANT");
    }

    @Test
    void readsDosagesAndProbabilities() throws IOException {
        String text = THREE + record(100, "A", "G", "GT:DS:GP", "0/0:0.25:0.75,0.25,0", "0/1:.:.", "1/1:2:0,0,1");
        assertArrayEquals(new double[][] {{0.25}, {NA}, {2}}, read(text, "?field=ds"));
        assertArrayEquals(new double[][] {{0.25}, {NA}, {2}}, read(text, "?field=gp"));
        assertArrayEquals(
                new double[][] {{0.25, 0.5}, {1, 0}, {0, 2}},
                read(THREE + record(100, "A", "G,T", "DS", "0.25,0.5", "1,0", "0,2"), "?field=ds"));
        vcf.refusal(file(THREE + record(100, "A", "G", "GP", "0.1,0.1,0.1", ".", ".")), "?field=gp", "E-VCF-DOSAGE");
        vcf.refusal(file(THREE + record(100, "A", "G", "DS", "1", "1", "1")), "", "E-VCF-FORMAT");
    }

    @Test
    void regionsTakeWhatOverlapsThem() throws IOException {
        String text = THREE
                + record(100, "AAAAA", "A", "GT", "0/0", "0/1", "0/0")
                + record(104, "A", "C", "GT", "0/0", "0/1", "0/0")
                + record(105, "A", "C", "GT", "0/0", "0/1", "0/0")
                + record(300, "A", "C", "GT", "0/0", "0/1", "0/0");
        assertEquals(
                List.of("22:100:AAAAA:A", "22:104:A:C"),
                vcf.read(file(text), "?region=22:102-104").columns().labels());
        assertEquals(
                List.of("22:300:A:C"),
                vcf.read(file(text), "?region=chr22:200-&contig-alias=auto")
                        .columns()
                        .labels());
        Path bed = Files.writeString(folder.resolve("r.bed"), "22\t104\t105\n22\t299\t300\n");
        assertEquals(
                List.of("22:105:A:C", "22:300:A:C"),
                vcf.read(file(text), "?regions-file=" + bed).columns().labels());
        vcf.refusal(file(text), "?region=chr22:200-", "E-CONTIG-MISMATCH");
        vcf.refusal(file(text), "?region=22:99999999", "E-REGION-BEYOND");
    }

    @Test
    void repeatedVariantsAreRefusedNumberedOrLeftOut() throws IOException {
        String text = THREE
                + record(100, "A", "G", "GT", "0/0", "0/1", "1/1")
                + record(100, "A", "G", "GT", "1/1", "0/1", "1/1");
        vcf.refusal(file(text), "", "E-VCF-DUPVARIANT");
        assertEquals(
                List.of("22:100:A:G", "22:100:A:G.1"),
                vcf.read(file(text), "?duplicates=suffix").columns().labels());
        assertArrayEquals(new double[][] {{0}, {1}, {2}}, read(text, "?duplicates=first"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E-VCF-PLOIDY|22,100,.,A,G,.,.,.,GT,0/0/1,0/0,0/0|22:100 sample S1: found genotype \"0/0/1\"",
                "E-VCF-GENOTYPE|22,100,.,A,G,.,.,.,GT,0/0,x,0/0|22:100 sample S2: found genotype \"x\"",
                "E-VCF-ALLELE|22,100,.,A,G,.,.,.,GT,0/0,0/0,0/12|22:100 sample S3: found allele 12",
                "E-VCF-POSITION|22,0,.,A,G,.,.,.,GT,0/0,0/0,0/0|found position \"0\"",
                "E-VCF-POSITION|22,1e5,.,A,G,.,.,.,GT,0/0,0/0,0/0|found position \"1e5\"",
                "E-VCF-COLUMNS|22,100,.,A,G,.,.,.,GT,0/0,0/0,0/0,0/0|found genotypes of 4 samples, expected 3",
                "E-VCF-COLUMNS|22,100,.,A,G|found the end of the line before the genotypes",
                "E-VCF-FORMAT|22,100,.,A,G,.,.,.,DP:GT,1,1,1|found format \"DP:GT\"",
            })
    void refusesBrokenRecordsWithTheirPlace(String code, String fields, String found) throws IOException {
        String message = vcf.refusal(
                file(THREE + record(50, "A", "G", "GT", "0/0", "0/0", "0/1") + fields.replace(',', '\t') + "\n"),
                "",
                code);
        assertTrue(message.contains("t.vcf:6: "), message);
        assertTrue(message.contains(found), message);
    }

    @ParameterizedTest
    @CsvSource({
        "dup_samples.vcf, E-VCF-DUPSAMPLE, ':5: found sample \"S1\" in columns 10 and 11'",
        "contig_not_in_header.vcf, E-VCF-CONTIG, ':6: found contig \"chr99\"'",
        "mixed_ploidy.vcf, E-VCF-PLOIDY, 22:100 sample S1: found genotype \"0\"",
        "too_few_columns.vcf, E-VCF-COLUMNS, ':6: found genotypes of 1 sample, expected 2'",
        "gt_index_out_of_range.vcf, E-VCF-ALLELE, 22:100 sample S1: found allele 3",
        "spaces_not_tabs.vcf, E-VCF-TABS, ':5: found blanks'",
        "no_chrom_line.vcf, E-VCF-HEADER, ':5: found a record before'",
        "bitflip.vcf.gz, E-GZIP-CORRUPT, compressed byte 58400",
        "truncated_midblock.vcf.gz, E-GZIP-TRUNCATED, the last whole record is 22:16152911",
        "no_eof_marker.vcf.gz, E-VCF-EOF, the file may be cut after 22:16499957"
    })
    void refusesMalformedFiles(String name, String code, String found) {
        String message = vcf.refusal(PublicData.file("malformed/" + name), "?duplicates=suffix", code);
        assertTrue(message.contains(found), message);
    }

    @Test
    void malformedFilesAreReadWhereAPolicySaysHow() throws IOException {
        assertArrayEquals(
                new double[][] {{0}}, FormatTrial.readThrough(vcf.read(PublicData.file("malformed/crlf.vcf"))));
        assertArrayEquals(
                new double[][] {{1, 1}, {0, 1}},
                FormatTrial.readThrough(vcf.read(PublicData.file("malformed/multiallelic.vcf"))));
        assertArrayEquals(
                new double[][] {{NA}, {NA}, {NA}},
                FormatTrial.readThrough(vcf.read(PublicData.file("malformed/missing_gt.vcf"))));
        assertArrayEquals(
                new double[][] {{0, 1}, {1, 2}},
                FormatTrial.readThrough(vcf.read(PublicData.file("malformed/unsorted.vcf"))));
        assertTrue(vcf.progress().mentions("out of order"));
        vcf.refusal(PublicData.file("malformed/unsorted.vcf"), "?order=refuse", "E-VCF-ORDER");
        assertArrayEquals(
                new double[][] {{0}, {1}}, FormatTrial.readThrough(vcf.read(PublicData.file("malformed/nan_ds.vcf"))));
        String message = vcf.refusal(PublicData.file("malformed/nan_ds.vcf"), "?field=ds", "E-VCF-DOSAGE");
        assertTrue(message.contains(":6: 22:100 sample S1: found DS \"nan\""), message);
        assertEquals(
                6139,
                vcf.read(
                                PublicData.file("malformed/no_eof_marker.vcf.gz"),
                                "?eof=warn&duplicates=suffix&samples=HG00096")
                        .columnCount());
    }

    @Test
    void agreesWithPeersOnRealGenotypes() throws IOException {
        PeerReadings peers = new PeerReadings(VcfFormatTest.class, "variants-peers.tsv");
        Path real = PublicData.file(REAL);
        peers.assertAgrees("whole", vcf.read(real, "?duplicates=suffix"));
        peers.assertAgrees("variants as rows", vcf.read(real, "?duplicates=suffix&rows=variants"));
        peers.assertAgrees("region", vcf.read(real, "?region=22:16100000-16110000"));
        peers.assertAgrees(
                "samples",
                vcf.read(real, "?region=22:16100000-16110000&multiallelic=skip&samples=NA20828,HG00096,NA18486"));
        peers.assertAgrees(
                "common SNPs",
                vcf.read(real, "?region=22:16050000-16200000&multiallelic=skip&variants=snps&min-maf=0.05"));
    }

    @Test
    void anIndexFindsWhatTheWholeFileHolds() throws IOException {
        Path copy = Files.copy(PublicData.file(REAL), folder.resolve("copy.vcf.gz"));
        String tail = "?region=22:16100000-16110000;22:16300000-16310000";
        Matrix streamed = vcf.read(copy, tail);
        Path index = Files.copy(PublicData.file(REAL + ".tbi"), folder.resolve("copy.vcf.gz.tbi"));
        Matrix found = vcf.read(copy, tail);
        assertEquals(streamed.columns(), found.columns());
        assertArrayEquals(FormatTrial.readThrough(streamed), FormatTrial.readThrough(found));
        Files.writeString(index, "no index");
        assertEquals(streamed.columns(), vcf.read(copy, tail).columns());
        assertTrue(vcf.progress().mentions("no tabix index"));
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedFilesAreReadOrRefused() throws IOException {
        byte[] text = (THREE
                        + record(100, "A", "G,T", "GT:DS", "1/2:1,1", "0/.:0,0", "./.")
                        + record(200, "CA", "T", "GT:DS", "0|0:0.5", "1/1:2", "0/0:0"))
                .getBytes(StandardCharsets.UTF_8);
        assertTrue(vcf.damage(text, folder.resolve("d.vcf"), "", 700, 11) > 70);
        assertTrue(vcf.damage(text, folder.resolve("d.vcf"), "?field=ds", 400, 12) > 40);
        assertTrue(vcf.damage(bgzf(text), folder.resolve("d.vcf.gz"), "", 400, 13) > 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000, 1_200_000})
    void blocksOfAnySizeAreInflatedInOrder(int size) throws IOException {
        StringBuilder text = new StringBuilder(THREE);
        for (int position = 1; text.length() < size; position++) {
            text.append(record(position, "A", "G", "GT", "0/" + position % 2, "0/0", "1/1"));
        }
        byte[] plain = text.toString().getBytes(StandardCharsets.UTF_8);
        if (size < THREE.length()) {
            Path empty = Files.write(folder.resolve("z.vcf.gz"), bgzf(plain));
            vcf.refusal(empty, "", "E-VCF-NOVARIANT");
            return;
        }
        Matrix matrix = vcf.read(Files.write(folder.resolve("z.vcf.gz"), bgzf(plain)));
        double[][] cells = FormatTrial.readThrough(matrix);
        for (int j = 0; j < matrix.columnCount(); j++) {
            assertEquals((j + 1) % 2, cells[0][j]);
        }
    }

    @Test
    void isRecognisedByItsFirstLine() {
        assertTrue(new VcfFormat().recognises("##fileformat=VCFv4.2\n".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(new VcfFormat().recognises("#CHROM\tPOS".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(new VcfFormat().recognises(new byte[0]));
    }

    @Test
    void isNotWritten() throws IOException {
        Matrix matrix = vcf.read(file(THREE + record(100, "A", "G", "GT", "0/0", "0|1", "1/1")));
        assertEquals(
                "E-FORMAT-READONLY",
                assertThrows(DataException.class, () -> vcf.write(matrix, folder.resolve("o.vcf"), ""))
                        .code());
    }

    /** BGZF with blocks of up to 60,000 bytes and the block that ends it (SAM specification 4.1). */
    static byte[] bgzf(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < content.length; from += 60_000) {
            block(Arrays.copyOfRange(content, from, Math.min(content.length, from + 60_000)), out);
        }
        block(new byte[0], out);
        return out.toByteArray();
    }

    private static void block(byte[] content, ByteArrayOutputStream out) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] deflated = new byte[70_000];
        int length = deflater.deflate(deflated);
        deflater.end();
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ByteBuffer block = ByteBuffer.allocate(26 + length).order(ByteOrder.LITTLE_ENDIAN);
        block.put(new byte[] {0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, (byte) 0xFF, 6, 0, 'B', 'C', 2, 0});
        block.putShort((short) (block.capacity() - 1)).put(deflated, 0, length);
        block.putInt((int) checksum.getValue()).putInt(content.length);
        out.writeBytes(block.array());
    }
}

package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.genomics.internal.genotype.PlinkReadOptions;
import org.chiasma.genomics.internal.genotype.PlinkWriteOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlinkTest {
    private static final double NA = Double.NaN;

    /**
     * Three variants of six samples, as plink1.9 --make-bed writes them: the genotypes (copies of A1) are 2 NA 1 0 2 0, all 0,
     * and 1 1 2 2 NA NA.
     */
    private static final byte[] BED = {0x6C, 0x1B, 1, (byte) 0b11_10_01_00, 0b11_00, -1, 0b11_11, 0b00_00_10_10, 0b01_01
    };

    private static final String BIM = """
            1	rs1	0	100	G	A
            1	.	0	200	T	C
            X	rs3	0	5e+05	A	AT
            """;

    private static final double[][] DOSAGES = {{2, 0, 1}, {NA, 0, 1}, {1, 0, 2}, {0, 0, 2}, {2, 0, NA}, {0, 0, NA}};

    @TempDir
    Path folder;

    private final FormatTrial plink =
            FormatTrial.of(new PlinkFormat(), PlinkReadOptions.class, PlinkWriteOptions.class);
    private Path bed = Path.of("x");

    @BeforeEach
    void writeFiles() throws IOException {
        bed = Files.write(folder.resolve("x.bed"), BED);
        Files.writeString(folder.resolve("x.bim"), BIM);
        Files.writeString(folder.resolve("x.fam"), fam(6));
    }

    @Test
    void countsA1() throws IOException {
        Matrix matrix = plink.read(bed);
        assertArrayEquals(DOSAGES, FormatTrial.readThrough(matrix));
        assertEquals(List.of("s1", "s2", "s3", "s4", "s5", "s6"), matrix.rows().labels());
        assertEquals(
                List.of("1:100:A:G", "1:200:C:T", "X:500000:AT:A"),
                matrix.columns().labels());
        assertEquals(
                List.of("G", "T", "A"),
                matrix.columns().metadata("alternate").orElseThrow().values());
        assertEquals(
                List.of("rs1", "", "rs3"),
                matrix.columns().metadata("id").orElseThrow().values());
        assertTrue(plink.progress().mentions("3 of 18 genotypes are missing"));
    }

    @Test
    void selectsSamplesRegionsAndFrequencies() throws IOException {
        assertArrayEquals(
                new double[][] {{NA}, {1}}, FormatTrial.readThrough(plink.read(bed, "?region=X&samples=s5,s1")));
        assertEquals(2, plink.read(bed, "?min-maf=0.1").columnCount());
        assertEquals(2, plink.read(bed, "?max-missing=0.2").columnCount());
        assertArrayEquals(
                new double[][] {{2, 1, 1, 0, 2, 0}},
                FormatTrial.readThrough(plink.read(bed, "?rows=variants&region=1:100&missing=mean")));
        assertTrue(assertThrows(ChiasmaException.class, () -> plink.read(bed, "?region=7"))
                .getMessage()
                .startsWith("E-CONTIG-MISMATCH " + folder.resolve("x.bim")));
        assertTrue(plink.refusal(bed, "?missing=refuse", "E-PLINK-MISSING").contains("1:100:A:G"));
    }

    @Test
    void namesSamplesByFamilyOnRequest() throws IOException {
        Files.writeString(folder.resolve("x.fam"), fam(6).replace("s2", "s1"));
        assertTrue(plink.refusal(bed, "", "E-PLINK-DUPSAMPLE").contains("\"s1\""));
        assertEquals(
                "f2_s1",
                plink.read(bed, "?sample-names=family-individual").rows().label(1));
    }

    @Test
    void readsTheFilesThatAreNamed() throws IOException {
        Path bim = Files.move(folder.resolve("x.bim"), folder.resolve("variants.txt"));
        Path fam = Files.move(folder.resolve("x.fam"), folder.resolve("samples.txt"));
        assertArrayEquals(DOSAGES, FormatTrial.readThrough(plink.read(bed, "?bim=" + bim + "&fam=" + fam)));
    }

    @Test
    void refusesAbsentCompanionsByName() throws IOException {
        Files.delete(folder.resolve("x.bim"));
        assertTrue(plink.refusal(bed, "", "E-PLINK-COMPANION").contains("found no file " + folder.resolve("x.bim")));
        Files.delete(folder.resolve("x.fam"));
        assertTrue(plink.refusal(bed, "", "E-PLINK-COMPANION").contains("found no file " + folder.resolve("x.fam")));
    }

    @Test
    void refusesSizesThatDoNotMatch() throws IOException {
        Files.writeString(folder.resolve("x.fam"), fam(9));
        String refusal = plink.refusal(bed, "", "E-PLINK-SIZE");
        assertTrue(refusal.contains("found 9 bytes, expected 12 for 3 variants"), refusal);
        Files.writeString(folder.resolve("x.fam"), fam(6));
        Files.write(bed, java.util.Arrays.copyOf(BED, BED.length - 1));
        plink.refusal(bed, "", "E-PLINK-SIZE");
        Files.writeString(folder.resolve("x.fam"), "");
        plink.refusal(bed, "", "E-PLINK-SIZE");
    }

    /** As {@code malformed/plink_bad_magic.bed} and {@code malformed/plink_sample_major.bed}. */
    @Test
    void refusesOtherOrdersAndMagicNumbers() throws IOException {
        Files.write(bed, new byte[] {0x6C, 0x1B, 2, 0, 0, 0, 0, 0, 0, 0, 0});
        assertTrue(plink.refusal(bed, "", "E-PLINK-MAGIC").contains("found 6c 1b 02, expected 6c 1b 01"));
        Files.write(bed, new byte[] {0x6C, 0x1B, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertTrue(plink.refusal(bed, "", "E-PLINK-SAMPLEMAJOR").contains("--make-bed"));
        Files.writeString(bed, "chr1\t0\t100\n");
        assertTrue(plink.refusal(bed, "", "E-PLINK-MAGIC").contains("format=bed"));
        Files.write(bed, new byte[] {0x1F, (byte) 0x8B, 8});
        assertTrue(plink.refusal(bed, "", "E-PLINK-MAGIC").contains("gunzip"));
        Files.write(bed, new byte[0]);
        assertTrue(plink.refusal(bed, "", "E-PLINK-MAGIC").contains("found nothing"));
    }

    @Test
    void refusesLinesThatAreNone() throws IOException {
        Files.writeString(folder.resolve("x.bim"), BIM.replace("\t200\t", "\t2x\t"));
        assertTrue(refusal().startsWith("E-PLINK-POSITION " + folder.resolve("x.bim") + ":2:"));
        Files.writeString(folder.resolve("x.bim"), BIM.replace("5e+05", "5.5e+00"));
        assertTrue(refusal().startsWith("E-PLINK-POSITION"));
        Files.writeString(folder.resolve("x.bim"), BIM.replace("\tC\n", "\n"));
        assertTrue(refusal().startsWith("E-PLINK-FIELDS " + folder.resolve("x.bim") + ":2: found 5 fields"));
    }

    @Test
    void leavesOutNegativePositions() throws IOException {
        Files.writeString(folder.resolve("x.bim"), BIM.replace("\t200\t", "\t-200\t"));
        assertEquals(2, plink.read(bed).columnCount());
        assertTrue(plink.progress().mentions("1 variants left out, at negative positions"));
    }

    @Test
    void writesWhatItReads() throws IOException {
        for (String tail : List.of("", "?rows=variants")) {
            Path copy = plink.write(plink.read(bed, tail), folder.resolve("copy.bed"), "");
            assertArrayEquals(BED, Files.readAllBytes(copy));
            assertEquals(BIM.replace("5e+05", "500000"), Files.readString(folder.resolve("copy.bim")));
            assertEquals(
                    "0\ts1\t0\t0\t0\t-9",
                    Files.readAllLines(folder.resolve("copy.fam")).get(0));
        }
    }

    @Test
    void writesManyVariantsOfManySamples() throws IOException {
        int samples = 301;
        int variants = 7001;
        Random random = new Random(5);
        double[][] dosages = new double[samples][variants];
        for (double[] row : dosages) {
            for (int j = 0; j < variants; j++) {
                int code = random.nextInt(4);
                row[j] = code == 3 ? NA : code;
            }
        }
        Matrix matrix = matrix(
                dosages,
                "samples",
                "variants",
                IntStream.range(0, variants)
                        .mapToObj(j -> "1:" + (j + 1) + ":A:G")
                        .toList());
        Path copy = plink.write(matrix, folder.resolve("copy.bed"), "");
        assertArrayEquals(dosages, FormatTrial.readThrough(plink.read(copy)));
    }

    @Test
    void roundsOnlyWhenTold() throws IOException {
        Matrix matrix =
                matrix(new double[][] {{0.2, 1.5}, {0.5, 1.9}}, "samples", "variants", List.of("1:1:A:G", "1:2:A:G"));
        Path target = folder.resolve("copy.bed");
        String refusal = writeRefusal(matrix, target, "", "E-PLINK-DOSAGE");
        assertTrue(
                refusal.contains("0.2") && refusal.contains("1:1:A:G") && refusal.contains("round=nearest"), refusal);
        plink.write(matrix, target, "?round=nearest");
        assertArrayEquals(new double[][] {{0, 2}, {0, 2}}, FormatTrial.readThrough(plink.read(target)));
        assertTrue(plink.progress().mentions("4 dosages were rounded"));
        Matrix large = matrix(new double[][] {{3}}, "samples", "variants", List.of("1:1:A:G"));
        assertTrue(
                writeRefusal(large, target, "?round=nearest", "E-PLINK-DOSAGE").contains("3.0"));
    }

    @Test
    void demandsVariantsOnOneAxis() throws IOException {
        Path target = folder.resolve("copy.bed");
        Matrix unknown = matrix(new double[][] {{1, 2}}, "rows", "columns", List.of("1:1:A:G", "1:2:A:G"));
        assertTrue(writeRefusal(unknown, target, "", "E-PLINK-AXES").contains("rows=samples"));
        plink.write(unknown, target, "?rows=samples");
        assertArrayEquals(new double[][] {{1, 2}}, FormatTrial.readThrough(plink.read(target)));
        Matrix unplaced = matrix(new double[][] {{1}}, "samples", "variants", List.of("rs1"));
        assertTrue(writeRefusal(unplaced, target, "", "E-PLINK-VARIANT").contains("\"rs1\""));
        Matrix blank = matrix(new double[][] {{1}}, "samples", "variants", List.of("1:1:A:G T"));
        assertTrue(writeRefusal(blank, target, "", "E-PLINK-LABEL").contains("without blanks"));
    }

    @Test
    void describesVariantsByMetadataFirst() throws IOException {
        Matrix plain = matrix(new double[][] {{1}}, "samples", "variants", List.of("v"));
        Axis described = plain.columns()
                .withMetadata(List.of(
                        new MetadataColumn("contig", List.of("7")),
                        new MetadataColumn("position", List.of("12")),
                        new MetadataColumn("reference", List.of("C")),
                        new MetadataColumn("alternate", List.of("T"))));
        try (MatrixDraft draft = new HeapMatrixStore().create(MatrixSpec.dense(plain.rows(), described))) {
            Path copy = plink.write(draft.seal(), folder.resolve("copy.bed"), "");
            assertEquals("7:12:C:T", plink.read(copy).columns().label(0));
        }
    }

    @Test
    void isRecognisedByItsMagicNumber() {
        PlinkFormat format = new PlinkFormat();
        assertTrue(format.recognises(BED));
        assertFalse(format.recognises("chr1\t0\t100\n".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(List.of("bim", "fam"), format.companions());
    }

    private String refusal() {
        return assertThrows(ChiasmaException.class, () -> plink.read(bed)).getMessage();
    }

    private String writeRefusal(Matrix matrix, Path target, String tail, String code) {
        ChiasmaException refused = assertThrows(ChiasmaException.class, () -> plink.write(matrix, target, tail));
        assertEquals(code, refused.code());
        return refused.getMessage();
    }

    private static String fam(int samples) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= samples; i++) {
            text.append("f" + i + " s" + i + " 0 0 1 -9\n");
        }
        return text.toString();
    }

    private static Matrix matrix(double[][] entries, String rows, String columns, List<String> variants) {
        Axis samples = Axis.labelled(
                rows, IntStream.range(0, entries.length).mapToObj(i -> "s" + i).toList());
        try (MatrixDraft draft =
                new HeapMatrixStore().create(MatrixSpec.dense(samples, Axis.labelled(columns, variants)))) {
            for (int i = 0; i < entries.length; i++) {
                draft.writeRow(i, entries[i], 0);
            }
            return draft.seal();
        }
    }
}

package org.chiasma.genomics.internal.relationship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.fixture.PublicData;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelationshipTest {
    private final LinearAlgebra algebra = new LinearAlgebra();
    private final RecordedProgress progress = new RecordedProgress();
    private final HeapMatrixStore store = new HeapMatrixStore();

    private static Matrix matrix(double[][] samplesByVariants, boolean samplesAreRows) {
        int n = samplesByVariants.length;
        int m = samplesByVariants[0].length;
        Axis samples = Axis.labelled(
                "samples", IntStream.range(0, n).mapToObj(i -> "s" + i).toList());
        List<String> labels = IntStream.range(0, m).mapToObj(i -> "v" + i).toList();
        Axis variants = Axis.labelled("variants", labels)
                .withMetadata(List.of(
                        new MetadataColumn(
                                "contig",
                                IntStream.range(0, m)
                                        .mapToObj(i -> i < m / 2 ? "21" : "22")
                                        .toList()),
                        new MetadataColumn(
                                "position",
                                IntStream.range(0, m)
                                        .mapToObj(i -> Integer.toString(100 * (i % (m / 2) + 1)))
                                        .toList())));
        MatrixSpec spec = samplesAreRows ? MatrixSpec.dense(samples, variants) : MatrixSpec.dense(variants, samples);
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            for (int i = 0; i < spec.rows().size(); i++) {
                double[] row = new double[(int) spec.columns().size()];
                for (int j = 0; j < row.length; j++) {
                    row[j] = samplesAreRows ? samplesByVariants[i][j] : samplesByVariants[j][i];
                }
                draft.writeRow(i, row, 0);
            }
            return draft.seal();
        }
    }

    private static double[][] genotypes(int samples, int variants, double missing, boolean whole, long seed) {
        Random random = new Random(seed);
        double[][] dosages = new double[samples][variants];
        for (int v = 0; v < variants; v++) {
            double p = 0.1 + 0.8 * random.nextDouble();
            for (double[] sample : dosages) {
                double dosage = (random.nextDouble() < p ? 1 : 0) + (random.nextDouble() < p ? 1 : 0);
                dosage = whole ? dosage : Math.max(0, Math.min(2, dosage + 0.1 * random.nextGaussian()));
                sample[v] = random.nextDouble() < missing ? Double.NaN : dosage;
            }
        }
        return dosages;
    }

    private static double[][] rows(Matrix matrix) {
        double[][] rows = new double[(int) matrix.rowCount()][(int) matrix.columnCount()];
        for (int i = 0; i < rows.length; i++) {
            matrix.copyRow(i, rows[i], 0);
        }
        return rows;
    }

    private Matrix relationship(Matrix dosages, RelationshipScale scale, double maf) {
        return new RelationshipMatrix(algebra, Dosages.of(dosages, DosageAxes.AUTO), scale, maf, progress)
                .compute(store);
    }

    private LinkageDisequilibrium linkage(Matrix dosages, CorrelationMeasure measure) {
        return new LinkageDisequilibrium(algebra, Dosages.of(dosages, DosageAxes.AUTO), measure, 0, progress);
    }

    /** The defining sum, entry by entry. */
    private static double related(double[][] dosages, int i, int j, RelationshipScale scale) {
        double sum = 0;
        double weight = 0;
        for (int v = 0; v < dosages[0].length; v++) {
            double alleles = 0;
            int observed = 0;
            for (double[] sample : dosages) {
                if (!Double.isNaN(sample[v])) {
                    alleles += sample[v];
                    observed++;
                }
            }
            double p = alleles / (2 * observed);
            double variance = 2 * p * (1 - p);
            double product = (dosages[i][v] - 2 * p) * (dosages[j][v] - 2 * p);
            if (!Double.isNaN(product)) {
                sum += scale == RelationshipScale.VARIANT ? product / variance : product;
                weight += scale == RelationshipScale.VARIANT ? 1 : variance;
            }
        }
        return sum / weight;
    }

    /** Pearson's correlation over the samples observed at both. */
    private static double correlation(double[][] dosages, int v, int w) {
        List<double[]> both = new ArrayList<>();
        for (double[] sample : dosages) {
            if (!Double.isNaN(sample[v] + sample[w])) {
                both.add(new double[] {sample[v], sample[w]});
            }
        }
        double meanV = both.stream().mapToDouble(pair -> pair[0]).average().orElseThrow();
        double meanW = both.stream().mapToDouble(pair -> pair[1]).average().orElseThrow();
        double vw = 0;
        double vv = 0;
        double ww = 0;
        for (double[] pair : both) {
            vw += (pair[0] - meanV) * (pair[1] - meanW);
            vv += (pair[0] - meanV) * (pair[0] - meanV);
            ww += (pair[1] - meanW) * (pair[1] - meanW);
        }
        return vw / Math.sqrt(vv * ww);
    }

    @ParameterizedTest
    @EnumSource(RelationshipScale.class)
    void relationshipIsTheDefiningSumWithMissingDosages(RelationshipScale scale) {
        double[][] dosages = genotypes(37, 150, 0.1, false, 1);
        double[][] found = rows(relationship(matrix(dosages, true), scale, 0));
        for (int i = 0; i < found.length; i++) {
            for (int j = 0; j < found.length; j++) {
                assertEquals(related(dosages, i, j, scale), found[i][j], 1e-12);
            }
        }
    }

    @Test
    void tilesOfSamplesAndOfVariantsMeet() {
        double[][] dosages = genotypes(1100, 1300, 0.01, true, 2);
        Matrix matrix = relationship(matrix(dosages, true), RelationshipScale.VARIANT, 0);
        double[] entry = new double[1];
        for (int[] pair : new int[][] {{0, 0}, {0, 1099}, {1023, 1024}, {1050, 1060}, {1024, 1024}}) {
            matrix.copyBlock(pair[0], pair[1], 1, 1, entry, 0, 1);
            assertEquals(related(dosages, pair[0], pair[1], RelationshipScale.VARIANT), entry[0], 1e-12);
        }
    }

    @Test
    void orientationDoesNotMatter() {
        double[][] dosages = genotypes(30, 80, 0.05, true, 3);
        Assertions.assertArrayEquals(
                rows(relationship(matrix(dosages, true), RelationshipScale.VARIANT, 0)),
                rows(relationship(matrix(dosages, false), RelationshipScale.VARIANT, 0)));
        Assertions.assertArrayEquals(
                rows(linkage(matrix(dosages, true), CorrelationMeasure.R).all(store)),
                rows(linkage(matrix(dosages, false), CorrelationMeasure.R).all(store)));
    }

    @Test
    void rareVariantsAreLeftOut() {
        double[][] dosages = genotypes(20, 40, 0, true, 4);
        for (double[] sample : dosages) {
            sample[7] = 0;
        }
        RelationshipMatrix all = new RelationshipMatrix(
                algebra, Dosages.of(matrix(dosages, true), DosageAxes.AUTO), RelationshipScale.VARIANT, 0, progress);
        assertEquals(1, all.unvaryingCount());
        double[][] without = new double[20][];
        for (int i = 0; i < 20; i++) {
            double[] sample = dosages[i];
            without[i] = IntStream.range(0, 40)
                    .filter(v -> v != 7)
                    .mapToDouble(v -> sample[v])
                    .toArray();
        }
        Matrix filtered = relationship(matrix(dosages, true), RelationshipScale.VARIANT, 0.01);
        assertEquals(related(without, 3, 5, RelationshipScale.VARIANT), rows(filtered)[3][5], 1e-12);
        assertEquals(39.0 / 40 * rows(filtered)[3][5], rows(all.compute(store))[3][5], 1e-12);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void linkageIsTheCorrelationOfAllPairs(boolean whole) {
        double[][] dosages = genotypes(60, 70, 0.1, whole, 5);
        double[][] found =
                rows(linkage(matrix(dosages, true), CorrelationMeasure.R).all(store));
        double[][] squared =
                rows(linkage(matrix(dosages, true), CorrelationMeasure.R2).all(store));
        for (int v = 0; v < found.length; v++) {
            for (int w = 0; w < found.length; w++) {
                double r = correlation(dosages, v, w);
                assertEquals(r, found[v][w], 1e-7);
                assertEquals(r * r, squared[v][w], 1e-7);
            }
        }
    }

    @Test
    void aBandHoldsWhatAllPairsHoldThere() {
        double[][] dosages = genotypes(25, 1200, 0.02, true, 6);
        Matrix matrix = matrix(dosages, true);
        double[][] all = rows(linkage(matrix, CorrelationMeasure.R).all(store));
        Matrix band = linkage(matrix, CorrelationMeasure.R).banded(store, v -> Math.min(1199, v + 600));
        double[][] found = rows(band);
        for (int v = 0; v < all.length; v++) {
            for (int w = 0; w < all.length; w++) {
                assertEquals(Math.abs(v - w) <= 600 ? all[v][w] : 0, found[v][w], 0);
            }
        }
        assertEquals(1200L * 1201 - 600L * 599 - 1200, band.storedEntries() + 0L);
    }

    @Test
    void aWindowOfBasesEndsWithTheContig() {
        double[][] dosages = genotypes(25, 40, 0, true, 7);
        Matrix matrix = matrix(dosages, true);
        LinkageDisequilibrium linkage = linkage(matrix, CorrelationMeasure.R);
        double[][] found = rows(linkage.banded(store, BaseWindow.of(linkage.variants(), 300)));
        assertTrue(found[0][3] != 0);
        assertEquals(0, found[0][4]);
        assertTrue(found[17][19] != 0);
        assertEquals(0, found[19][20]);
    }

    @Test
    void aVariantThatDoesNotVaryHasNoCorrelation() {
        double[][] dosages = genotypes(25, 4, 0, true, 8);
        for (double[] sample : dosages) {
            sample[2] = 1;
        }
        double[][] found =
                rows(linkage(matrix(dosages, true), CorrelationMeasure.R).all(store));
        assertEquals(Double.NaN, found[2][2]);
        assertEquals(Double.NaN, found[0][2]);
        assertEquals(1, found[0][0]);
    }

    @Test
    void refusesWhatIsNoDosage() {
        double[][] dosages = genotypes(5, 4, 0, true, 9);
        dosages[3][2] = 2.5;
        DataException refused = Assertions.assertThrows(
                DataException.class, () -> relationship(matrix(dosages, true), RelationshipScale.VARIANT, 0));
        assertEquals(
                "E-DOSAGE-RANGE dosages: found 2.5 of sample s3 at variant v2, expected 0 to 2 or missing; check that the "
                        + "matrix holds dosages",
                refused.getMessage());
    }

    @Test
    void refusesAxesThatDoNotTell() {
        try (MatrixDraft draft =
                store.create(MatrixSpec.dense(Axis.anonymous("rows", 2), Axis.anonymous("columns", 2)))) {
            Matrix anonymous = draft.seal();
            assertEquals(
                    "E-DOSAGE-AXES",
                    Assertions.assertThrows(DataException.class, () -> Dosages.of(anonymous, DosageAxes.AUTO))
                            .code());
        }
    }

    @Test
    void refusesWhenNothingVaries() {
        DataException refused = Assertions.assertThrows(
                DataException.class,
                () -> relationship(matrix(new double[][] {{0, 2}, {0, 2}}, true), RelationshipScale.VARIANT, 0));
        assertEquals("E-DOSAGE-NONE", refused.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "example-missing"})
    void agreesWithPlinkOnRealGenotypes(String name) throws IOException {
        double[][] dosages = plink(name);
        double[][] found = rows(relationship(matrix(dosages, true), RelationshipScale.VARIANT, 0));
        assertAgrees("grm " + name, found, 1e-12);
        if (name.equals("example-missing")) {
            assertAgrees(
                    "ld " + name,
                    rows(linkage(matrix(dosages, true), CorrelationMeasure.R).all(store)),
                    1e-6);
        }
    }

    private static void assertAgrees(String name, double[][] found, double tolerance) throws IOException {
        int compared = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RelationshipTest.class.getResourceAsStream(
                        "/org/chiasma/genomics/internal/relationship-peers.tsv")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", -1);
                if (fields[0].equals(name)) {
                    double expected = Double.parseDouble(fields[3]);
                    assertEquals(
                            expected, found[Integer.parseInt(fields[1])][Integer.parseInt(fields[2])], tolerance, line);
                    compared++;
                }
            }
        }
        assertEquals(200, compared);
    }

    /** Copies of A1, samples x variants. */
    private static double[][] plink(String name) throws IOException {
        Path bed = PublicData.file("plink/" + name + ".bed");
        int samples = lineCount(PublicData.file("plink/" + name + ".fam"));
        int variants = lineCount(PublicData.file("plink/" + name + ".bim"));
        byte[] bytes = Files.readAllBytes(bed);
        double[] dosage = {2, Double.NaN, 1, 0};
        double[][] dosages = new double[samples][variants];
        int width = (samples + 3) / 4;
        for (int v = 0; v < variants; v++) {
            for (int i = 0; i < samples; i++) {
                dosages[i][v] = dosage[(bytes[3 + v * width + i / 4] >> (2 * (i % 4))) & 3];
            }
        }
        return dosages;
    }

    private static int lineCount(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }
}

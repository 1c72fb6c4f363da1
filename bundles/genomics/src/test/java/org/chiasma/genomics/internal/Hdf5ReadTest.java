package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What options and parts do, on small files that h5py, anndata and cooler wrote; expected values are those of the script. */
class Hdf5ReadTest {
    private static final double NAN = Double.NaN;

    @TempDir
    Path folder;

    @Test
    void gctxIsTurnedToRowsByColumns() throws IOException {
        Matrix matrix = read("small.gctx", "");

        assertEntries(new double[][] {{1.5, 4}, {-666, NAN}, {3, 6}}, matrix);
        assertEquals(List.of("g1", "g2", "g3"), matrix.rows().labels());
        assertEquals(List.of("s1", "s2"), matrix.columns().labels());
        assertEquals("genes", matrix.rows().name());
        assertEquals(ElementType.FLOAT32, matrix.spec().elementType());
    }

    @Test
    void gctxSentinelIsMissingInMetadataOnly() throws IOException {
        Matrix matrix = read("small.gctx", "");

        assertEquals(List.of("A", "", "C"), values(matrix.rows(), "symbol"));
        assertEquals(List.of("10", ""), values(matrix.columns(), "dose"));
    }

    @Test
    void gctxDuplicatesCanBeNumberedAndAxesNamed() throws IOException {
        Matrix matrix = read("duplicates.gctx", "?duplicates=suffix&rows=proteins&columns=wells");

        assertEquals(List.of("s1", "s1.1"), matrix.columns().labels());
        assertEquals("proteins", matrix.rows().name());
        assertEquals("wells", matrix.columns().name());
    }

    @Test
    void linksInsideTheFileAreFollowed() throws IOException {
        Matrix matrix = read("soft.gctx", "");

        assertEntries(new double[][] {{1, 4}, {2, 5}, {3, 6}}, matrix);
        assertEquals(MissingValue.NONE, matrix.spec().missing());
    }

    @Test
    void annDataCompressedColumnsComeOutAsRows() throws IOException {
        Matrix matrix = read("small.h5ad", "");

        assertEntries(new double[][] {{1, 0, 2}, {0, 0, 3}, {4, 0, 0}, {0, 5, 6}}, matrix);
        assertEquals(Layout.CSR, matrix.spec().layout());
        assertEquals(6, matrix.storedEntries());
        assertEquals("cells", matrix.rows().name());
        assertEquals(List.of("g1", "g2", "g3"), matrix.columns().labels());
    }

    @Test
    void annDataCategoriesNumbersAndBooleansAreMetadata() throws IOException {
        Matrix matrix = read("small.h5ad", "");

        assertEquals(List.of("T", "", "B", "T"), values(matrix.rows(), "type"));
        assertEquals(List.of("3", "3", "4", "11"), values(matrix.rows(), "depth"));
        assertEquals(List.of("True", "False", "True", "True"), values(matrix.rows(), "good"));
        assertEquals(List.of("a", "b", "c"), values(matrix.columns(), "symbol"));
    }

    @Test
    void annDataLayersKeepMissingEntries() throws IOException {
        assertEntries(
                new double[][] {{1.5, NAN, 2}, {0, 0, 3}, {4, 0, 0}, {0, 5, 6}}, read("small.h5ad", "#layers/scaled"));
    }

    @Test
    void annDataPairsArePackedIfSymmetric() throws IOException {
        Matrix symmetric = read("small.h5ad", "#obsp/graph");
        Matrix directed = read("small.h5ad", "#obsp/directed");

        assertEntries(new double[][] {{0, 1, 0, 2}, {1, 0, 0, 0}, {0, 0, 0, 3}, {2, 0, 3, 0}}, symmetric);
        assertEquals(Layout.PACKED_SYMMETRIC, symmetric.spec().layout());
        assertEntries(new double[][] {{0, 1, 0, 2}, {0, 0, 0, 0}, {0, 0, 0, 3}, {0, 0, 0, 0}}, directed);
        assertEquals(Layout.CSR, directed.spec().layout());
    }

    @Test
    void annDataEmbeddingsHaveAnonymousDimensions() throws IOException {
        Matrix matrix = read("small.h5ad", "#obsm/pca");

        assertEntries(new double[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}}, matrix);
        assertEquals("dimensions", matrix.columns().name());
    }

    @Test
    void cellRangerFeaturesAreLabelledByIdentifier() throws IOException {
        Matrix matrix = read("small.h5", "");

        assertEntries(new double[][] {{2, 0}, {0, 3}, {1, 0}}, matrix);
        assertEquals(List.of("ENSG1", "ENSG2", "ENSG3"), matrix.rows().labels());
        assertEquals(List.of("Gene Expression", "Gene Expression", "Gene Expression"), values(matrix.rows(), "type"));
        assertEquals(MissingValue.NONE, matrix.spec().missing());
    }

    @Test
    void cellRangerFeaturesCanBeLabelledByName() throws IOException {
        Matrix matrix = read("small.h5", "?label=name&duplicates=suffix");

        assertEquals(List.of("TBCE", "TBCE.1", "MYC"), matrix.rows().labels());
    }

    @Test
    void cellRangerTwoHasAPartForEachGenome() throws IOException {
        assertEntries(new double[][] {{2, 0}, {0, 3}, {1, 0}}, read("genomes.h5", "#mm10"));
    }

    @Test
    void loomLayersAndLabels() throws IOException {
        Matrix matrix = read("small.loom", "?duplicates=suffix&row-label=Accession#layers/spliced");

        assertEntries(new double[][] {{1, 0, 1}, {0, 2, 3}}, matrix);
        assertEquals(List.of("E1", "E2"), matrix.rows().labels());
        assertEquals(List.of("x", "x.1", "y"), matrix.columns().labels());
        assertEquals(List.of("MYC", "TP53"), values(matrix.rows(), "Gene"));
        assertEquals(List.of("0", "1", "1"), values(matrix.columns(), "Clusters"));
    }

    @Test
    void contactsAreMultipliedByWeightsAndMaskedBinsMissing() throws IOException {
        Matrix matrix = read("small.cool", "");

        assertEntries(
                new double[][] {
                    {2, 3, NAN, 0, 2},
                    {3, 20, NAN, 0, 0},
                    {NAN, NAN, NAN, NAN, NAN},
                    {0, 0, NAN, 2, 24},
                    {2, 0, NAN, 24, 0}
                },
                matrix);
        assertEquals(Layout.PACKED_SYMMETRIC, matrix.spec().layout());
        assertEquals(
                List.of("1:0-10", "1:10-20", "1:20-25", "2:0-10", "2:10-18"),
                matrix.rows().labels());
        assertEquals(List.of("0.5", "2", "", "1", "4"), values(matrix.rows(), "weight"));
        assertEquals(List.of("10", "20", "25", "10", "18"), values(matrix.rows(), "end"));
    }

    @Test
    void contactsWithoutWeightsAreCounts() throws IOException {
        Matrix matrix = read("small.cool", "?weights=none");

        assertEntries(
                new double[][] {{8, 3, 0, 0, 1}, {3, 5, 0, 0, 0}, {0, 0, 7, 0, 0}, {0, 0, 0, 2, 6}, {1, 0, 0, 6, 0}},
                matrix);
        assertEquals(MissingValue.NONE, matrix.spec().missing());
    }

    @Test
    void vectorsOfJuicerDivideUnlessToldToMultiply() throws IOException {
        double[][] multiplied = FormatTrial.readThrough(read("small.cool", ""));

        assertEntries(multiplied, read("small.cool", "?weight-column=KR"));
        assertEntries(multiplied, read("small.cool", "?weight-column=KR&weights=divide"));
        assertEquals(32, FormatTrial.readThrough(read("small.cool", "?weight-column=KR&weights=multiply"))[0][0]);
    }

    @Test
    void regionsAreBinsThatOverlapAndTheirPixels() throws IOException {
        Matrix matrix = read("small.cool", "?weights=none&region=1:5-15;chr2:11-&contig-alias=auto&type=float32");

        assertEntries(new double[][] {{8, 3, 1}, {3, 5, 0}, {1, 0, 0}}, matrix);
        assertEquals(List.of("1:0-10", "1:10-20", "2:10-18"), matrix.rows().labels());
        assertEquals(ElementType.FLOAT32, matrix.spec().elementType());
    }

    @Test
    void resolutionsAreParts() throws IOException {
        assertEquals(5, read("small.mcool", "#resolutions/20").rowCount());
    }

    @Test
    void squareMapsAreDense() throws IOException {
        Matrix matrix = read("square.cool", "?weights=none");

        assertEquals(Layout.DENSE, matrix.spec().layout());
        assertEntries(
                new double[][] {{8, 3, 0, 0, 1}, {0, 5, 0, 0, 0}, {0, 0, 7, 0, 0}, {0, 0, 0, 2, 6}, {0, 0, 0, 0, 0}},
                matrix);
    }

    @Test
    void notesSayHowCountsWereBalanced() throws IOException {
        FormatTrial trial = Hdf5Trials.of("small.cool");

        trial.read(Hdf5Trials.file(folder, "small.cool"));

        assertTrue(trial.progress().mentions("multiplied by bins/weight of both bins; 1 of 5 bins are masked"));
    }

    private Matrix read(String name, String tail) throws IOException {
        return Hdf5Trials.of(name).read(Hdf5Trials.file(folder, name), tail);
    }

    private static List<String> values(Axis axis, String field) {
        return axis.metadata(field).orElseThrow().values();
    }

    private static void assertEntries(double[][] expected, Matrix matrix) {
        double[][] found = FormatTrial.readThrough(matrix);
        assertEquals(expected.length, found.length);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], found[i], "row " + i);
        }
    }
}

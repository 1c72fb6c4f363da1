package org.chiasma.tables.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.PeerReadings;
import org.chiasma.api.fixture.PublicData;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.parameter.NoParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MtxTest {
    private static final double NA = Double.NaN;
    private static final String GENERAL = "%%MatrixMarket matrix coordinate real general\n";
    private static final String SYMMETRIC = "%%MatrixMarket matrix coordinate real symmetric\n";

    private final FormatTrial mtx = FormatTrial.of(new MtxFormat(), MtxReadOptions.class, NoParameters.class);

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.mtx"), text);
    }

    private double[][] read(String text, String tail) throws IOException {
        return FormatTrial.readThrough(mtx.read(file(text), tail));
    }

    @Test
    void listsEntriesInAnyOrder() throws IOException {
        Matrix matrix = mtx.read(file(GENERAL + "% a comment\n\n3 4 4\n3 4 -2.5e-1\n 1\t2  7 \r\n3 1 1e3\n1 1 .5\n\n"));
        assertEquals(Layout.CSR, matrix.spec().layout());
        assertEquals(MissingValue.NONE, matrix.spec().missing());
        assertEquals(4, matrix.storedEntries());
        assertArrayEquals(
                new double[][] {{0.5, 7, 0, 0}, {0, 0, 0, 0}, {1000, 0, 0, -0.25}}, FormatTrial.readThrough(matrix));
    }

    @Test
    void absentEntriesMayBeMissing() throws IOException {
        Matrix matrix = mtx.read(file(GENERAL + "2 2 2\n1 1 0\n2 2 3\n"), "?absent=missing");
        assertEquals(MissingValue.NAN, matrix.spec().missing());
        assertArrayEquals(new double[][] {{0, NA}, {NA, 3}}, FormatTrial.readThrough(matrix));
        assertTrue(mtx.progress().mentions("2 of 4 entries are missing"));
    }

    @Test
    void patternsAreOnes() throws IOException {
        assertArrayEquals(
                new double[][] {{0, 1}, {0, 0}},
                read("%%matrixmarket MATRIX Coordinate Pattern General\n2 2 1\n1 2\n", ""));
    }

    @Test
    void symmetricMatricesArePackedUnlessNearlyEmpty() throws IOException {
        Matrix dense = mtx.read(file(SYMMETRIC + "3 3 3\n1 1 1\n3 1 2\n3 2 4\n"));
        assertEquals(Layout.PACKED_SYMMETRIC, dense.spec().layout());
        assertArrayEquals(new double[][] {{1, 0, 2}, {0, 0, 4}, {2, 4, 0}}, FormatTrial.readThrough(dense));
        Matrix sparse = mtx.read(file(SYMMETRIC + "9 9 2\n1 1 1\n9 2 5\n"));
        assertEquals(Layout.CSR, sparse.spec().layout());
        double[][] cells = FormatTrial.readThrough(sparse);
        assertEquals(5, cells[8][1]);
        assertEquals(5, cells[1][8]);
        assertArrayEquals(
                new double[][] {{0, -7}, {7, 0}},
                read("%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n2 1 7\n", ""));
    }

    @Test
    void arraysFollowColumnByColumn() throws IOException {
        assertArrayEquals(
                new double[][] {{1, 3, 5}, {2, 4, 6}},
                read("%%MatrixMarket matrix array integer general\n2 3\n1\n2\n3\n4\n5\n6\n", ""));
        assertArrayEquals(
                new double[][] {{1, 2, 3}, {2, 4, 5}, {3, 5, 6}},
                read("%%MatrixMarket matrix array real symmetric\n3 3\n1\n2\n3\n4\n5\n6\n", ""));
        assertArrayEquals(
                new double[][] {{0, -1, -2}, {1, 0, -3}, {2, 3, 0}},
                read("%%MatrixMarket matrix array real skew-symmetric\n3 3\n1\n2\n3\n", ""));
    }

    @Test
    void entriesListedTwiceAreRefusedOrAdded() throws IOException {
        String text = GENERAL + "2 2 3\n1 1 1\n2 2 5\n1 1 2\n";
        assertTrue(mtx.refusal(file(text), "", "E-MTX-DUPLICATE").contains("entry (1, 1) twice"));
        assertArrayEquals(new double[][] {{3, 0}, {0, 5}}, read(text, "?duplicates=sum"));
        assertArrayEquals(new double[][] {{3, NA}, {NA, 5}}, read(text, "?duplicates=sum&absent=missing"));
    }

    @Test
    void tripletsHaveTheLabelsBesideThem() throws IOException {
        Files.writeString(folder.resolve("features.tsv"), "E1\tS1\tGene Expression\nE2\tS2\tGene Expression\n");
        Files.writeString(folder.resolve("barcodes.tsv"), "AAA-1\nAAC-1\nAAG-1\n");
        Path file = file("%%MatrixMarket matrix coordinate integer general\n2 3 1\n2 3 9\n");
        Matrix matrix = mtx.read(file);
        assertEquals("features", matrix.rows().name());
        assertEquals(List.of("E1", "E2"), matrix.rows().labels());
        assertEquals(
                List.of("S1", "S2"),
                matrix.rows().metadata("symbol").orElseThrow().values());
        assertEquals(List.of("AAA-1", "AAC-1", "AAG-1"), matrix.columns().labels());
        assertEquals("rows", mtx.read(file, "?labels=none").rows().name());
        Files.writeString(folder.resolve("barcodes.tsv"), "AAA-1\nAAC-1\n");
        mtx.refusal(file, "", "E-MTX-LABELS".replace("E-", "E-"));
    }

    @Test
    void refusesFeaturesOfOneColumn() throws IOException {
        Files.writeString(folder.resolve("genes.tsv"), "E1\nE2\n");
        Files.writeString(folder.resolve("barcodes.tsv"), "A\nB\n");
        Path file = file(GENERAL + "2 2 1\n1 1 1\n");
        assertTrue(
                org.junit.jupiter.api.Assertions.assertThrows(org.chiasma.api.DataException.class, () -> mtx.read(file))
                        .getMessage()
                        .startsWith("E-MTX-FEATURES " + folder.resolve("genes.tsv") + ":1: found one column"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mtx_index_out_of_range.mtx|E-MTX-INDEX|:4: found row 4, expected 1 to 3",
                "mtx_zero_based.mtx|E-MTX-INDEX|:3: found row 0, expected 1 to 3 (MatrixMarket counts from 1)",
                "mtx_symmetric_upper_entry.mtx|E-MTX-TRIANGLE|:3: found entry (1, 2)",
                "mtx_symmetric_not_square.mtx|E-MTX-SQUARE|:2: found 3 rows and 4 columns",
                "mtx_nnz_short.mtx|E-MTX-COUNT|found the end of the file after 1 entries, expected 3",
                "mtx_nnz_long.mtx|E-MTX-COUNT|:4: found more entries than the 1",
                "mtx_duplicate_entry.mtx|E-MTX-DUPLICATE|found entry (1, 1) twice",
                "mtx_dims_overflow.mtx|E-MTX-COUNT|after 1 numbers, expected 10000000000",
                "mtx_pattern_complex.mtx|E-MTX-KIND|:1: found \"matrix coordinate complex general\"",
                "mtx_bad_banner.mtx|E-MTX-BANNER|:1: found \"%MatrixMarket matrix"
            })
    void refusesMalformedFiles(String name, String code, String found) {
        String message = mtx.refusal(PublicData.file("malformed/" + name), "", code);
        assertTrue(message.contains(found), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 1|E-MTX-ENTRY",
                "1 1 x|E-MTX-ENTRY",
                "1 1 nan|E-MTX-ENTRY",
                "1 1 1 1|E-MTX-ENTRY",
                "1.5 1 1|E-MTX-ENTRY",
                "-1 1 1|E-MTX-ENTRY",
                "1 99999999999999999999 1|E-MTX-ENTRY",
                "1 3000000000 1|E-MTX-INDEX"
            })
    void refusesLinesThatAreNoEntry(String line, String code) throws IOException {
        assertTrue(
                mtx.refusal(file(GENERAL + "2 2 1\n" + line + "\n"), "", code).contains("t.mtx:3: "));
    }

    @Test
    void takesNoMemoryForWhatAHeaderClaims() throws IOException {
        mtx.refusal(file(GENERAL + "2000000000 5 1\n1 1 1\n"), "", "E-MTX-EMPTY");
        mtx.refusal(file(GENERAL + "2000000 2000000 1\n1 1 1\n"), "?absent=missing", "E-MTX-EMPTY");
        mtx.refusal(file(GENERAL + "9999999999 5 1\n1 1 1\n"), "", "E-MTX-SIZES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"o.mtx", "o.mtx.gz"})
    void readsBackWhatItWrites(String name) throws IOException {
        Path target = folder.resolve(name);
        for (String text : List.of(
                GENERAL + "3 4 4\n3 4 -0.25\n1 2 7\n3 1 1000\n1 1 0.1\n",
                SYMMETRIC + "3 3 3\n1 1 1\n3 1 2.5\n3 2 4\n")) {
            Matrix matrix = mtx.read(file(text));
            mtx.write(matrix, target, "");
            Matrix back = mtx.read(target);
            assertEquals(matrix.spec().layout(), back.spec().layout());
            assertArrayEquals(FormatTrial.readThrough(matrix), FormatTrial.readThrough(back));
            byte[] first = Files.readAllBytes(target);
            mtx.write(matrix, target, "");
            assertArrayEquals(first, Files.readAllBytes(target));
        }
        Matrix gaps = mtx.read(file(GENERAL + "2 2 2\n1 1 0\n2 2 3\n"), "?absent=missing");
        mtx.write(gaps, target, "");
        assertArrayEquals(FormatTrial.readThrough(gaps), FormatTrial.readThrough(mtx.read(target, "?absent=missing")));
        assertTrue(mtx.progress().mentions("absent=missing"));
    }

    @Test
    void agreesWithScipyOnRealFiles() throws IOException {
        PeerReadings peers = new PeerReadings(MtxTest.class, "sparse-peers.tsv");
        for (String name : List.of("dds", "dss", "exome", "ge", "met", "rppa")) {
            Path file = PublicData.file("drug/dream7/" + name + ".mm");
            peers.assertAgrees(name, mtx.read(file));
            if (Files.readString(file).contains("coordinate")) {
                peers.assertAgrees(name + " observed", mtx.read(file, "?absent=missing"));
            }
        }
        Matrix triplet = mtx.read(PublicData.file("singlecell/10x_v3_filtered_feature_bc_matrix/matrix.mtx.gz"));
        peers.assertAgrees("triplet", triplet);
        assertEquals(
                "CH507-9B2.2",
                triplet.rows().metadata("symbol").orElseThrow().values().get(0));
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedFilesAreReadOrRefused() throws IOException {
        byte[] text = (SYMMETRIC + "% c\n3 3 3\n1 1 1\n3 1 2.5e-3\n3 2 4\n").getBytes(StandardCharsets.UTF_8);
        byte[] array =
                "%%MatrixMarket matrix array real general\n2 3\n1\n2\n3\n4\n5\n6\n".getBytes(StandardCharsets.UTF_8);
        assertTrue(mtx.damage(text, folder.resolve("d.mtx"), "", 600, 21) > 200);
        assertTrue(mtx.damage(text, folder.resolve("d.mtx"), "?absent=missing&duplicates=sum", 300, 22) > 100);
        assertTrue(mtx.damage(array, folder.resolve("d.mtx"), "", 300, 23) > 100);
        assertTrue(mtx.damage(Tables.gzip(text), folder.resolve("d.mtx.gz"), "", 300, 24) > 200);
    }
}

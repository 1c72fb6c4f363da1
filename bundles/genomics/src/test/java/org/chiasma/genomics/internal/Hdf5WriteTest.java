package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MetadataColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written reads back as it was, and the same bytes are written twice. */
class Hdf5WriteTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"x.gctx, FLOAT32", "x.gctx, FLOAT64", "x.h5ad, FLOAT32", "x.h5ad, FLOAT64"})
    void denseMatricesReadBackAsTheyWere(String name, ElementType type) throws IOException {
        Matrix matrix = dense(type, 700, 500);
        FormatTrial trial = Hdf5Trials.of(name);

        Matrix back = trial.read(trial.write(matrix, folder.resolve(name), ""));

        assertSame(matrix, back);
        assertEquals(type, back.spec().elementType());
        assertEquals(matrix.rows().metadata(), back.rows().metadata());
        assertEquals(matrix.columns().metadata(), back.columns().metadata());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.gctx", "x.h5ad"})
    void theSameMatrixGivesTheSameBytes(String name) throws IOException {
        Matrix matrix = dense(ElementType.FLOAT32, 9, 8);
        FormatTrial trial = Hdf5Trials.of(name);

        byte[] first = Files.readAllBytes(trial.write(matrix, folder.resolve("1" + name), ""));
        byte[] second = Files.readAllBytes(trial.write(matrix, folder.resolve("2" + name), ""));

        assertArrayEquals(first, second);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 5", "FLOAT64, 5", "FLOAT32, 0"})
    void sparseMatricesStaySparseInAnnData(ElementType type, int stored) throws IOException {
        MatrixSpec spec = MatrixSpec.dense(labelled("cells", 6), labelled("genes", 7))
                .withElementType(type)
                .withLayout(Layout.CSR);
        MatrixDraft draft = new HeapMatrixStore().create(spec);
        draft.writeSparseRow(2, IntStream.range(0, stored).toArray(), new double[] {1, -2.5, 3, 4, 5}, stored);
        Matrix matrix = draft.seal();
        FormatTrial trial = Hdf5Trials.of("x.h5ad");

        Matrix back = trial.read(trial.write(matrix, folder.resolve("x.h5ad"), ""));

        assertSame(matrix, back);
        assertEquals(Layout.CSR, back.spec().layout());
        assertEquals(Math.max(1, stored), back.storedEntries(), "jHDF writes no empty array");
    }

    @Test
    void gctxWritesMissingMetadataAsTheSentinelAndNumbersAsNumbers() throws IOException {
        Axis rows = labelled("genes", 3)
                .withMetadata(List.of(
                        new MetadataColumn("symbol/name", List.of("a", "", "µ")),
                        new MetadataColumn("dose", List.of("0.5", "1", "-3e-07"))));
        Matrix matrix = new HeapMatrixStore()
                .create(MatrixSpec.dense(rows, Axis.anonymous("wells", 1)))
                .seal();
        FormatTrial trial = Hdf5Trials.of("x.gctx");

        Matrix back = trial.read(trial.write(matrix, folder.resolve("x.gctx"), ""));

        assertEquals(
                List.of("a", "", "µ"),
                back.rows().metadata("symbol_name").orElseThrow().values());
        assertEquals(
                List.of("0.5", "1", "-3e-07"),
                back.rows().metadata("dose").orElseThrow().values());
        assertEquals(List.of("1"), back.columns().labels());
        assertTrue(trial.progress().mentions("have no labels"));
        assertTrue(trial.progress().mentions("symbol_name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.bg2", "x.bg2.gz"})
    void contactMapsReadBackWithBinsThatHaveNoContacts(String name) throws IOException {
        Matrix map = Hdf5Trials.of("small.cool")
                .read(Hdf5Trials.file(folder, "small.cool"), "?weights=none&region=2;1:1-25");
        FormatTrial trial = Hdf5Trials.of(name);

        Matrix back = trial.read(trial.write(map, folder.resolve(name), ""));

        assertSame(map, back);
        assertEquals(Layout.PACKED_SYMMETRIC, back.spec().layout());
        assertEquals(map.rows().metadata(), back.rows().metadata());
    }

    @Test
    void contactMapsAreTextThatCoolerLoads() throws IOException {
        Matrix map =
                Hdf5Trials.of("small.cool").read(Hdf5Trials.file(folder, "small.cool"), "?weights=none&region=1:1-25");

        Path file = Hdf5Trials.of("x.bg2").write(map, folder.resolve("x.bg2"), "");

        assertEquals("""
                1	0	10	1	0	10	8
                1	0	10	1	10	20	3
                1	10	20	1	10	20	5
                1	20	25	1	20	25	7
                """, Files.readString(file));
    }

    @Test
    void textMayHaveAHeadingAndEntriesBelowTheDiagonal() throws IOException {
        Path file = folder.resolve("x.bg2");
        Files.writeString(
                file,
                "chrom1\tstart1\tend1\tchrom2\tstart2\tend2\tcount\n2\t0\t9\t1\t0\t9\t4.5\n#\n1\t0\t9\t1\t0\t9\t1\n");

        Matrix back = Hdf5Trials.of("x.bg2").read(file, "?type=float32");

        assertEquals(List.of("2:0-9", "1:0-9"), back.rows().labels());
        assertArrayEquals(new double[] {0, 4.5}, FormatTrial.readThrough(back)[0]);
        assertArrayEquals(new double[] {4.5, 1}, FormatTrial.readThrough(back)[1]);
    }

    private static Matrix dense(ElementType type, int rows, int columns) {
        MatrixSpec spec = MatrixSpec.dense(
                        labelled("genes", rows)
                                .withMetadata(List.of(new MetadataColumn(
                                        "number",
                                        IntStream.range(0, rows)
                                                .mapToObj(Integer::toString)
                                                .toList()))),
                        labelled("samples", columns))
                .withElementType(type);
        MatrixDraft draft = new HeapMatrixStore().create(spec);
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                row[j] = (i + j) % 97 == 0 ? Double.NaN : (i - j) / 7.0;
            }
            draft.writeRow(i, row, 0);
        }
        return draft.seal();
    }

    private static Axis labelled(String name, int size) {
        return Axis.labelled(
                name, IntStream.range(0, size).mapToObj(i -> name + "-" + i).toList());
    }

    private static void assertSame(Matrix expected, Matrix found) {
        assertEquals(expected.rows().labels(), found.rows().labels());
        assertEquals(expected.columns().labels(), found.columns().labels());
        double[][] rows = FormatTrial.readThrough(expected);
        double[][] back = FormatTrial.readThrough(found);
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(rows[i], back[i], "row " + i);
        }
    }
}

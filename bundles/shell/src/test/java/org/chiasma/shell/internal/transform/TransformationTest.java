package org.chiasma.shell.internal.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransformationTest {
    private static final double NA = Double.NaN;

    private static Axis axis(String name, int size) {
        return Axis.labelled(
                name, IntStream.range(0, size).mapToObj(i -> name + i).toList());
    }

    private static Matrix matrix(Layout layout, double[][] cells) {
        Axis rows = axis("r", cells.length);
        Axis columns = layout == Layout.PACKED_SYMMETRIC ? rows : axis("c", cells[0].length);
        MatrixSpec spec = MatrixSpec.dense(rows, columns).withLayout(layout);
        spec = layout == Layout.CSR ? spec.withMissing(MissingValue.NONE) : spec;
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            for (int i = 0; i < cells.length; i++) {
                double[] row = cells[i];
                if (layout == Layout.CSR) {
                    int[] stored = IntStream.range(0, row.length)
                            .filter(j -> row[j] != 0)
                            .toArray();
                    draft.writeSparseRow(
                            i,
                            stored,
                            IntStream.of(stored).mapToDouble(j -> row[j]).toArray(),
                            stored.length);
                } else {
                    draft.writeRow(i, row, 0);
                }
            }
            return draft.seal();
        }
    }

    private static double[][] rows(Matrix matrix) {
        double[][] rows = new double[(int) matrix.rowCount()][(int) matrix.columnCount()];
        for (int i = 0; i < rows.length; i++) {
            matrix.copyRow(i, rows[i], 0);
        }
        return rows;
    }

    private static Matrix apply(Matrix matrix, int[] rows, int[] columns, boolean transposed) {
        return new Transformation(
                        Optional.ofNullable(rows),
                        Optional.ofNullable(columns),
                        transposed,
                        MissingEntries.KEEP,
                        Optional.empty())
                .apply(matrix, new HeapMatrixStore(), Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void picksAndTurnsWhatEntriesSay(Layout layout) {
        Random random = new Random(7);
        double[][] cells = new double[300][300];
        for (int i = 0; i < 300; i++) {
            for (int j = i; j < 300; j++) {
                cells[i][j] = random.nextInt(3) == 0 ? random.nextInt(1, 100) : 0;
                cells[j][i] = cells[i][j];
            }
        }
        if (layout != Layout.PACKED_SYMMETRIC) {
            cells[5][280] = -3;
        }
        Matrix matrix = matrix(layout, cells);
        int[] rows = {299, 0, 5, 17};
        int[] columns = {280, 3, 281};
        Matrix picked = apply(matrix, rows, columns, false);
        Matrix turned = apply(matrix, rows, columns, true);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                assertEquals(cells[rows[i]][columns[j]], rows(picked)[i][j]);
                assertEquals(cells[rows[i]][columns[j]], rows(turned)[j][i]);
            }
        }
        assertEquals("r299", picked.rows().label(0));
        assertEquals("r299", turned.columns().label(0));
        double[][] whole = rows(apply(matrix, null, null, true));
        for (int i = 0; i < 300; i++) {
            for (int j = 0; j < 300; j++) {
                assertEquals(cells[j][i], whole[i][j]);
            }
        }
        assertEquals(
                layout == Layout.CSR ? Layout.CSR : Layout.DENSE, picked.spec().layout());
    }

    @Test
    void symmetricMatricesStayPackedUnderEqualSelections() {
        Matrix matrix = matrix(Layout.PACKED_SYMMETRIC, new double[][] {{1, 2, 3}, {2, 4, 5}, {3, 5, 6}});
        Matrix picked = apply(matrix, new int[] {2, 0}, new int[] {2, 0}, true);
        assertEquals(Layout.PACKED_SYMMETRIC, picked.spec().layout());
        assertArrayEquals(new double[][] {{6, 3}, {3, 1}}, rows(picked));
        assertSame(matrix, apply(matrix, null, null, true));
    }

    @Test
    void whatDoesNotChangeIsNotCopied() {
        Matrix matrix = matrix(Layout.DENSE, new double[][] {{1, NA}, {3, 4}});
        assertSame(matrix, apply(matrix, null, null, false));
    }

    @Test
    void fillsMissingEntries() {
        Matrix matrix = matrix(Layout.DENSE, new double[][] {{1, NA, NA}, {3, 4, NA}, {NA, 8, NA}});
        assertArrayEquals(new double[][] {{1, 0, 0}, {3, 4, 0}, {0, 8, 0}}, rows(filled(matrix, MissingEntries.ZERO)));
        Matrix means = filled(matrix, MissingEntries.MEAN);
        assertArrayEquals(new double[][] {{1, 6, 0}, {3, 4, 0}, {2, 8, 0}}, rows(means));
        assertEquals(MissingValue.NONE, means.spec().missing());
        assertEquals(ElementType.FLOAT32, means.spec().elementType());
        DataException refused = assertThrows(DataException.class, () -> filled(matrix, MissingEntries.REFUSE));
        assertEquals("E-CONVERT-MISSING", refused.code());
    }

    private static Matrix filled(Matrix matrix, MissingEntries missing) {
        return new Transformation(Optional.empty(), Optional.empty(), false, missing, Optional.of(ElementType.FLOAT32))
                .apply(matrix, new HeapMatrixStore(), Progress.NONE);
    }

    @Test
    void metadataFollowTheirPositions() {
        Matrix matrix = matrix(Layout.DENSE, new double[][] {{1, 2}, {3, 4}});
        assertEquals(
                List.of("r1"), apply(matrix, new int[] {1}, null, false).rows().labels());
        assertEquals(
                Arrays.asList("c0", "c1"),
                apply(matrix, null, null, true).rows().labels());
    }
}

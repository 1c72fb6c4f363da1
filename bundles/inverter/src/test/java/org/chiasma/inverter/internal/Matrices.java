package org.chiasma.inverter.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;

/** Small matrices and stacks from arrays and back. */
public final class Matrices {
    private Matrices() {}

    /** One matrix without labels. */
    public static Matrix of(double[]... rows) {
        return stack(rows.length, rows);
    }

    /** Matrices of {@code blockRows} rows, one below the other, without labels. */
    public static Matrix stack(int blockRows, double[]... rows) {
        return of(
                MatrixSpec.dense(Axis.anonymous("rows", rows.length), Axis.anonymous("columns", rows[0].length))
                        .withBlockRows(blockRows),
                rows);
    }

    /** Matrices of n x n from their entries, row-major, one after the other. */
    public static Matrix stack(int n, double[] entries) {
        double[][] rows = new double[entries.length / n][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(entries, i * n, (i + 1) * n);
        }
        return stack(n, rows);
    }

    /** One matrix with labels. */
    public static Matrix labelled(List<String> rows, List<String> columns, double[]... values) {
        return of(MatrixSpec.dense(Axis.labelled("rows", rows), Axis.labelled("columns", columns)), values);
    }

    public static Matrix of(MatrixSpec spec, double[]... values) {
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            for (int i = 0; i < values.length; i++) {
                draft.writeRow(i, values[i], 0);
            }
            return draft.seal();
        }
    }

    /** The entries of any matrix. */
    public static double[][] array(Matrix matrix) {
        double[][] values = new double[(int) matrix.rowCount()][(int) matrix.columnCount()];
        for (int i = 0; i < values.length; i++) {
            matrix.copyRow(i, values[i], 0);
        }
        return values;
    }

    /** The entries of any matrix, row-major. */
    public static double[] flat(Matrix matrix) {
        return Stream.of(array(matrix)).flatMapToDouble(Arrays::stream).toArray();
    }
}

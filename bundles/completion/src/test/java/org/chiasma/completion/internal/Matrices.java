package org.chiasma.completion.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;

/** Small matrices from arrays and back. */
public final class Matrices {
    private Matrices() {}

    /** Rows and columns labelled r1, r2, ... and c1, c2, ... */
    public static Matrix of(double[][] values) {
        return of(
                MatrixSpec.dense(labelled("rows", "r", values.length), labelled("columns", "c", values[0].length)),
                values);
    }

    public static Matrix of(List<String> rows, List<String> columns, double[][] values) {
        return of(MatrixSpec.dense(Axis.labelled("rows", rows), Axis.labelled("columns", columns)), values);
    }

    public static Matrix of(MatrixSpec spec, double[][] values) {
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            for (int i = 0; i < values.length; i++) {
                draft.writeRow(i, values[i], 0);
            }
            return draft.seal();
        }
    }

    static Axis labelled(String name, String prefix, int size) {
        return Axis.labelled(
                name, IntStream.rangeClosed(1, size).mapToObj(i -> prefix + i).toList());
    }

    /** The entries of any matrix. */
    public static double[][] array(Matrix matrix) {
        double[][] values = new double[(int) matrix.rowCount()][(int) matrix.columnCount()];
        for (int i = 0; i < values.length; i++) {
            matrix.copyRow(i, values[i], 0);
        }
        return values;
    }
}

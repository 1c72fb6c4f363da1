package org.chiasma.completion.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;

/** A small matrix on the heap. */
@SuppressWarnings("ArrayRecordComponent") // a fixture, never compared
public record HeapMatrix(MatrixSpec spec, double[][] values) implements Matrix {
    /** Rows and columns labelled r1, r2, ... and c1, c2, ... */
    public static HeapMatrix of(double[][] values) {
        return new HeapMatrix(
                MatrixSpec.dense(labelled("rows", "r", values.length), labelled("columns", "c", values[0].length)),
                values);
    }

    public static HeapMatrix of(List<String> rows, List<String> columns, double[][] values) {
        return new HeapMatrix(MatrixSpec.dense(Axis.labelled("rows", rows), Axis.labelled("columns", columns)), values);
    }

    static Axis labelled(String name, String prefix, int size) {
        return Axis.labelled(
                name, IntStream.rangeClosed(1, size).mapToObj(i -> prefix + i).toList());
    }

    @Override
    public long storedEntries() {
        return rowCount() * columnCount();
    }

    @Override
    public void copyBlock(
            long firstRow, long firstColumn, int rowCount, int columnCount, double[] target, int offset, int stride) {
        for (int i = 0; i < rowCount; i++) {
            System.arraycopy(values[(int) firstRow + i], (int) firstColumn, target, offset + i * stride, columnCount);
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
}

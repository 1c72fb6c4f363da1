package org.chiasma.symmetric.internal.storage;

import java.util.Random;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.symmetric.internal.model.Link;

/** Small matrices for tests. */
public final class ArrayMatrix {
    private ArrayMatrix() {}

    /** Dense float64 without labels. */
    public static Matrix of(double[][] entries) {
        int columns = entries.length == 0 ? 0 : entries[0].length;
        return of(entries, Axis.anonymous("rows", entries.length), Axis.anonymous("columns", columns));
    }

    /** Dense float64. */
    public static Matrix of(double[][] entries, Axis rows, Axis columns) {
        try (MatrixDraft draft = new HeapMatrixStore().create(MatrixSpec.dense(rows, columns))) {
            for (int i = 0; i < entries.length; i++) {
                draft.writeRow(i, entries[i], 0);
            }
            return draft.seal();
        }
    }

    /** Random symmetric entries. */
    public static double[][] symmetric(int n, long seed) {
        Random random = new Random(seed);
        double[][] entries = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                entries[i][j] = random.nextGaussian();
                entries[j][i] = entries[i][j];
            }
        }
        return entries;
    }

    /** Random factors without labels. */
    public static FactoredMatrix factored(int n, int rank, Link link, long seed) {
        Random random = new Random(seed);
        float[] factors = new float[n * rank];
        for (int k = 0; k < factors.length; k++) {
            factors[k] = (float) random.nextGaussian();
        }
        double[] core = new double[rank * rank];
        for (int k = 0; k < rank; k++) {
            for (int l = 0; l <= k; l++) {
                core[k * rank + l] = random.nextGaussian() / rank;
                core[l * rank + k] = core[k * rank + l];
            }
        }
        float[] biases = new float[n];
        for (int i = 0; i < n; i++) {
            biases[i] = (float) random.nextGaussian();
        }
        return new FactoredMatrix(
                Axis.anonymous("loci", n), Axis.anonymous("loci", n), factors, core, biases, 0.25f, link);
    }

    /** All entries by the double accessor. */
    public static double[][] entries(Matrix matrix) {
        double[][] entries = new double[(int) matrix.rowCount()][(int) matrix.columnCount()];
        for (int i = 0; i < entries.length; i++) {
            matrix.copyRow(i, entries[i], 0);
        }
        return entries;
    }
}

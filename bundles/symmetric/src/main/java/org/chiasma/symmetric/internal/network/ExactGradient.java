package org.chiasma.symmetric.internal.network;

import org.chiasma.api.Progress;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.Target;

/**
 * The gradient of the mean squared error over all pairs i != j of the columns of one example with respect to their factors
 * and biases, from one pass over Z: for the prediction P = F T F' with F = (E, b, 1) and the symmetric T that holds the signs
 * and pairs b with 1,
 *
 * <pre>|Zo - P|^2 = |Zo|^2 - 2 tr(T F'ZoF) + tr(T G T G),  G = F'F,   dF = -4 Zo F T + 4 F T G T,</pre>
 *
 * <p>less the diagonal's part, d/dF sum_i P_ii^2 = 4 diag(P) F T. 2 D^2 (r + 2) operations.
 */
final class ExactGradient {
    private static final int STRIP = 512;

    private final LinearAlgebra algebra;
    private final Target target;
    private final int[] columns;

    /** @param columns ascending; other columns of the target are left out */
    ExactGradient(LinearAlgebra algebra, Target target, int[] columns) {
        this.algebra = algebra;
        this.target = target;
        this.columns = columns;
    }

    /**
     * The gradient.
     *
     * @param outputs (e, b) of every column, D x (r + 1)
     * @param signs of the factors
     * @return D x (r + 1)
     */
    float[] of(float[] outputs, int[] signs, Progress progress) {
        int d = columns.length;
        int r = signs.length;
        int width = r + 2;
        try (FloatMatrix left = FloatMatrix.zeros(d, width);
                FloatMatrix right = FloatMatrix.zeros(d, width);
                FloatMatrix gram = FloatMatrix.zeros(width, width);
                FloatMatrix product = FloatMatrix.zeros(d, width)) {
            fill(outputs, signs, left, right);
            // dF T^-1 / 4 = -Zo F + F T G - diag(P) F; F T is "right", and right' again by T.
            multiplyEntries(left, product, progress);
            algebra.multiply(1, right, true, left, false, 0, gram);
            algebra.multiply(1, left, false, gram, false, -1, product);
            return gradient(left, right, product, signs);
        }
    }

    private void fill(float[] outputs, int[] signs, FloatMatrix left, FloatMatrix right) {
        int r = signs.length;
        float[] row = new float[r + 2];
        for (int j = 0; j < columns.length; j++) {
            System.arraycopy(outputs, j * (r + 1), row, 0, r + 1);
            row[r + 1] = 1;
            left.writeRow(j, 0, row, 0, r + 2);
            for (int k = 0; k < r; k++) {
                row[k] *= signs[k];
            }
            row[r + 1] = row[r];
            row[r] = 1;
            right.writeRow(j, 0, row, 0, r + 2);
        }
    }

    /** product := Zo F, strip by strip. */
    private void multiplyEntries(FloatMatrix left, FloatMatrix product, Progress progress) {
        int d = columns.length;
        int strips = (d + STRIP - 1) / STRIP;
        algebra.concurrently(strips, strip -> {
            progress.checkCancelled();
            int first = strip * STRIP;
            int rows = Math.min(STRIP, d - first);
            try (FloatMatrix tile = FloatMatrix.zeros(rows, STRIP)) {
                double[] block = new double[64 * STRIP];
                for (int column = 0; column < d; column += STRIP) {
                    int count = Math.min(STRIP, d - column);
                    copy(first, rows, column, count, block, tile);
                    algebra.multiply(
                            1,
                            tile.block(0, 0, rows, count),
                            false,
                            left.block(column, 0, count, left.columns()),
                            false,
                            column == 0 ? 0 : 1,
                            product.block(first, 0, rows, left.columns()));
                }
            }
        });
    }

    private void copy(int first, int rows, int column, int count, double[] block, FloatMatrix tile) {
        float[] row = new float[count];
        int span = columns[column + count - 1] - columns[column] + 1;
        double[] entries = span <= block.length ? block : new double[span];
        for (int i = 0; i < rows; i++) {
            target.copy(columns[first + i], columns[column], 1, span, entries);
            for (int j = 0; j < count; j++) {
                boolean diagonal = first + i == column + j;
                row[j] = diagonal ? 0 : (float) entries[columns[column + j] - columns[column]];
            }
            tile.writeRow(i, 0, row, 0, count);
        }
    }

    private float[] gradient(FloatMatrix left, FloatMatrix right, FloatMatrix product, int[] signs) {
        int d = columns.length;
        int r = signs.length;
        float[] gradient = new float[d * (r + 1)];
        float[] f = new float[r + 2];
        float[] t = new float[r + 2];
        float[] p = new float[r + 2];
        double scale = 4.0 / ((double) d * (d - 1));
        for (int j = 0; j < d; j++) {
            left.readRow(j, 0, f, 0, r + 2);
            right.readRow(j, 0, t, 0, r + 2);
            product.readRow(j, 0, p, 0, r + 2);
            double diagonal = 0;
            for (int k = 0; k < r + 2; k++) {
                diagonal += (double) f[k] * t[k];
            }
            for (int k = 0; k < r; k++) {
                gradient[j * (r + 1) + k] = (float) (scale * signs[k] * (p[k] - diagonal * f[k]));
            }
            // T pairs the bias with the constant: the bias's gradient is in the constant's place.
            gradient[j * (r + 1) + r] = (float) (scale * (p[r + 1] - diagonal * f[r + 1]));
        }
        return gradient;
    }
}

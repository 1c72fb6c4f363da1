package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;

/**
 * Two-sided scaling As = R A C by powers of two that brings the largest magnitude of every row and column near one.
 *
 * <p>Rows and columns are scaled together by the square roots of their largest magnitudes, again and again (Ruiz 2001),
 * so that a symmetric matrix stays symmetric. Nothing is rounded, unless an entry is 2^1000 times smaller than the others
 * of its row and column. For one matrix at a time and one thread.
 */
final class Equilibration {
    /** Every sweep halves the exponents, which have 11 bits. */
    private static final int SWEEPS = 12;

    private static final int ZERO = Integer.MIN_VALUE;

    private final int n;
    private final int[] rows;
    private final int[] columns;
    private final int[] largestInRow;
    private final int[] largestInColumn;

    Equilibration(int n) {
        this.n = n;
        rows = new int[n];
        columns = new int[n];
        largestInRow = new int[n];
        largestInColumn = new int[n];
    }

    /** Finds the scaling of the finite n x n matrix at {@code offset}; a few n^2 operations. */
    void fit(double[] matrix, int offset) {
        Arrays.fill(rows, 0);
        Arrays.fill(columns, 0);
        boolean changed = true;
        for (int sweep = 0; changed && sweep < SWEEPS; sweep++) {
            measure(matrix, offset);
            boolean rowsChanged = shrink(rows, largestInRow);
            changed = shrink(columns, largestInColumn) || rowsChanged;
        }
    }

    /** The binary exponents of the largest magnitude in every row and column of the scaled matrix. */
    private void measure(double[] matrix, int offset) {
        Arrays.fill(largestInRow, ZERO);
        Arrays.fill(largestInColumn, ZERO);
        for (int i = 0, at = offset; i < n; i++) {
            for (int j = 0; j < n; j++, at++) {
                if (matrix[at] != 0) {
                    int exponent = exponent(matrix[at]) + rows[i] + columns[j];
                    largestInRow[i] = Math.max(largestInRow[i], exponent);
                    largestInColumn[j] = Math.max(largestInColumn[j], exponent);
                }
            }
        }
    }

    private static int exponent(double value) {
        int exponent = Math.getExponent(value);
        return exponent < Double.MIN_EXPONENT ? Math.getExponent(value * 0x1p60) - 60 : exponent;
    }

    private static boolean shrink(int[] exponents, int[] largest) {
        boolean changed = false;
        for (int i = 0; i < exponents.length; i++) {
            // towards zero, so that the sweeps end
            int half = largest[i] == ZERO ? 0 : largest[i] / 2;
            exponents[i] -= half;
            changed |= half != 0;
        }
        return changed;
    }

    /** Whether the last matrix stays as it is. */
    boolean isIdentity() {
        return Arrays.stream(rows).allMatch(exponent -> exponent == 0)
                && Arrays.stream(columns).allMatch(exponent -> exponent == 0);
    }

    /** Binary logarithm of the scale of row i. */
    int row(int i) {
        return rows[i];
    }

    /** Binary logarithm of the scale of column j. */
    int column(int j) {
        return columns[j];
    }

    /** As = R A C, from the matrix at {@code offset} to the start of {@code scaled}. */
    void scale(double[] matrix, int offset, double[] scaled) {
        for (int i = 0, at = 0; i < n; i++) {
            for (int j = 0; j < n; j++, at++) {
                scaled[at] = times(matrix[offset + at], rows[i] + columns[j]);
            }
        }
    }

    /** X = C Xs R: the inverse of A, to {@code offset}, from the inverse of As. */
    void restore(double[] scaledInverse, double[] inverse, int offset) {
        for (int i = 0, at = 0; i < n; i++) {
            for (int j = 0; j < n; j++, at++) {
                inverse[offset + at] = times(scaledInverse[at], columns[i] + rows[j]);
            }
        }
    }

    /** Xs = C^-1 X R^-1: the inverse of As from the inverse of A at {@code offset}. */
    void scaleInverse(double[] inverse, int offset, double[] scaledInverse) {
        for (int i = 0, at = 0; i < n; i++) {
            for (int j = 0; j < n; j++, at++) {
                scaledInverse[at] = times(inverse[offset + at], -columns[i] - rows[j]);
            }
        }
    }

    /** |I - A X|_F from Rs = I - As Xs: I - A X = R^-1 Rs R. */
    double residual(double[] scaledResidual) {
        double squares = 0;
        for (int i = 0, at = 0; i < n; i++) {
            for (int j = 0; j < n; j++, at++) {
                double entry = times(scaledResidual[at], rows[j] - rows[i]);
                squares += entry * entry;
            }
        }
        return Math.sqrt(squares);
    }

    /**
     * The relative error of X = C Xs R in the Frobenius norm, if every row of Xs is off by at most {@code error} of its
     * length; n^2 operations. Scales are taken relative to the largest entry of X, so that its square does not overflow.
     */
    double error(double[] scaledInverse, double error) {
        int largest = ZERO;
        for (int i = 0, at = 0; i < n; i++) {
            for (int j = 0; j < n; j++, at++) {
                if (scaledInverse[at] != 0) {
                    largest = Math.max(largest, exponent(scaledInverse[at]) + columns[i] + rows[j]);
                }
            }
        }
        double squares = 0;
        double errors = 0;
        for (int i = 0, at = 0; i < n; i++) {
            double ofRow = 0;
            double largestScale = 0;
            for (int j = 0; j < n; j++, at++) {
                double scale = times(1, columns[i] + rows[j] - largest);
                double entry = times(scaledInverse[at], columns[i] + rows[j] - largest);
                squares += entry * entry;
                largestScale = Math.max(largestScale, scale);
                ofRow += scaledInverse[at] * scaledInverse[at];
            }
            errors += ofRow * largestScale * largestScale;
        }
        return Residual.guarded(error * Math.sqrt(errors / squares), n);
    }

    /** value 2^exponent with one rounding at most: the factor itself wherever it is a normal number. */
    private static double times(double value, int exponent) {
        return exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT
                ? value * Double.longBitsToDouble((long) (exponent - Double.MIN_EXPONENT + 1) << 52)
                : Math.scalb(value, exponent);
    }
}

package org.chiasma.inverter.internal.blocks;

import org.chiasma.linalg.OffHeapMatrix;

/**
 * As = R A C with diagonal R and C of powers of two, so that the largest magnitudes of rows and columns are near one.
 * Nothing is rounded, unless an entry underflows. A symmetric matrix gets R = C and stays symmetric.
 *
 * @param rows binary logarithms of R
 * @param columns binary logarithms of C
 */
@SuppressWarnings("ArrayRecordComponent") // numbers handed over once, never compared
record Equilibration(int[] rows, int[] columns) {
    /** Powers stay below this, so that they and their reciprocals are finite. */
    private static final int LARGEST = 1000;

    /** Halving the logarithms of 2000 binary orders takes eleven passes. */
    private static final int SYMMETRIC_PASSES = 12;

    /** Scales {@code a} in place: rows, then columns; symmetric ones by square roots until nothing changes. */
    static Equilibration apply(OffHeapMatrix a, boolean symmetric) {
        int n = Math.toIntExact(a.rows());
        Equilibration total = new Equilibration(new int[n], new int[n]);
        if (symmetric) {
            for (int pass = 0; pass < SYMMETRIC_PASSES; pass++) {
                int[] roots = exponents(Magnitudes.largestOfRows(a));
                boolean balanced = true;
                for (int i = 0; i < n; i++) {
                    roots[i] = -roots[i] / 2;
                    balanced &= roots[i] == 0;
                }
                if (balanced) {
                    return total;
                }
                total.scale(a, roots, roots);
            }
            return total;
        }
        total.scale(a, negative(exponents(Magnitudes.largestOfRows(a))), new int[n]);
        total.scale(a, new int[n], negative(exponents(Magnitudes.largestOfColumns(a))));
        return total;
    }

    private static int[] exponents(double[] magnitudes) {
        int[] exponents = new int[magnitudes.length];
        for (int i = 0; i < exponents.length; i++) {
            if (magnitudes[i] > 0) {
                exponents[i] = Math.max(-LARGEST, Math.min(LARGEST, Math.getExponent(magnitudes[i])));
            }
        }
        return exponents;
    }

    private static int[] negative(int[] values) {
        int[] negative = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            negative[i] = -values[i];
        }
        return negative;
    }

    private void scale(OffHeapMatrix a, int[] ofRows, int[] ofColumns) {
        multiply(a, ofRows, ofColumns, 1);
        for (int i = 0; i < rows.length; i++) {
            rows[i] += ofRows[i];
            columns[i] += ofColumns[i];
        }
    }

    /** The inverse of A from that of As: X = C Xs R, in place. */
    void restore(OffHeapMatrix inverse) {
        multiply(inverse, columns, rows, 1);
    }

    /** Whether {@link #restore} would keep all digits: no entry underflows or overflows. */
    boolean isExact(OffHeapMatrix inverse) {
        double[] row = new double[rows.length];
        for (int i = 0; i < columns.length; i++) {
            inverse.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                int exponent = Math.getExponent(row[j]) + columns[i] + rows[j];
                if (row[j] != 0 && (exponent < Double.MIN_EXPONENT || exponent > Double.MAX_EXPONENT)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The inverse of As from that of A, in place. */
    void scaleInverse(OffHeapMatrix inverse) {
        multiply(inverse, columns, rows, -1);
    }

    private static void multiply(OffHeapMatrix a, int[] left, int[] right, int sign) {
        double[] row = new double[right.length];
        for (int i = 0; i < left.length; i++) {
            a.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                int exponent = sign * (left[i] + right[j]);
                row[j] = Math.abs(exponent) < Double.MAX_EXPONENT
                        ? row[j] * power(exponent)
                        : Math.scalb(row[j], exponent);
            }
            a.writeRow(i, 0, row, 0, row.length);
        }
    }

    private static double power(int exponent) {
        return Math.abs(exponent) < Double.MAX_EXPONENT
                ? Double.longBitsToDouble((long) (exponent + Double.MAX_EXPONENT) << 52)
                : Math.scalb(1.0, exponent);
    }

    /**
     * The relative error of X = C Xs R in the Frobenius norm, if every row of Xs is off by at most {@code error} of its
     * length; n^2 operations.
     */
    double error(OffHeapMatrix scaledInverse, double error) {
        int n = rows.length;
        double[] row = new double[n];
        int largest = Integer.MIN_VALUE;
        for (int i = 0; i < n; i++) {
            scaledInverse.readRow(i, 0, row, 0, n);
            for (int j = 0; j < n; j++) {
                if (row[j] != 0) {
                    largest = Math.max(largest, Math.getExponent(row[j]) + columns[i] + rows[j]);
                }
            }
        }
        double squares = 0;
        double errors = 0;
        for (int i = 0; i < n; i++) {
            scaledInverse.readRow(i, 0, row, 0, n);
            double ofRow = 0;
            double largestScale = 0;
            double entries = 0;
            for (int j = 0; j < n; j++) {
                double scale = power(columns[i] + rows[j] - largest);
                double entry = row[j] * scale;
                entries += entry * entry;
                largestScale = Math.max(largestScale, scale);
                ofRow += row[j] * row[j];
            }
            squares += entries;
            errors += ofRow * largestScale * largestScale;
        }
        // sums of n terms without negative ones, three of them nested
        return error * Math.sqrt(errors / squares) * (1 + (4.0 * n + 64) * 0x1p-53);
    }

    /** |I - A X|_F from I - As Xs: entry (i, j) times R_j / R_i. */
    double residual(OffHeapMatrix scaledResidual) {
        int n = rows.length;
        double[] row = new double[n];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            scaledResidual.readRow(i, 0, row, 0, n);
            double ofRow = 0;
            for (int j = 0; j < n; j++) {
                double entry = row[j] * power(rows[j] - rows[i]);
                ofRow += entry * entry;
            }
            squares += ofRow;
        }
        return Math.sqrt(squares);
    }
}

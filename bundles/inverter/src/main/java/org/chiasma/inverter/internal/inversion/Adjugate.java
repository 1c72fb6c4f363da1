package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;

/**
 * Inverses of up to 4 x 4 by cofactors, X = adj(A) / det(A), in lanes (see {@link Lane}): 4 x 4 by the products of 2 x 2
 * minors of the upper and the lower rows. Scratch space for one thread.
 */
final class Adjugate {
    private final int n;
    private final double[] determinant;
    private final double[][] upper;
    private final double[][] lower;

    /** For matrices of n x n, 1 to 4, in so many lanes. */
    Adjugate(int n, int lanes) {
        this.n = n;
        determinant = new double[lanes];
        upper = new double[n == 4 ? 16 : 0][lanes];
        lower = new double[n == 4 ? 16 : 0][lanes];
    }

    /**
     * Inverts a group; nothing is checked, a determinant of zero gives infinities.
     *
     * @param a n x n arrays of lanes, row-major
     * @param x receives the inverses in the same layout
     */
    void invert(double[][] a, double[][] x, int count) {
        switch (n) {
            case 1 -> Arrays.fill(x[0], 0, count, 1);
            case 2 -> cofactorsOfTwo(a, x, count);
            case 3 -> cofactorsOfThree(a, x, count);
            default -> cofactorsOfFour(a, x, count);
        }
        divide(a, x, count);
    }

    /** The first row of A times the first column of the adjugate is the determinant. */
    private void divide(double[][] a, double[][] x, int count) {
        Arrays.fill(determinant, 0, count, 0);
        for (int j = 0; j < n; j++) {
            Lane.add(determinant, a[j], x[j * n], count);
        }
        Lane.reciprocal(determinant, determinant, count);
        for (double[] entries : x) {
            Lane.multiply(entries, determinant, count);
        }
    }

    private static void cofactorsOfTwo(double[][] a, double[][] x, int count) {
        for (int l = 0; l < count; l++) {
            x[0][l] = a[3][l];
            x[1][l] = -a[1][l];
            x[2][l] = -a[2][l];
            x[3][l] = a[0][l];
        }
    }

    /** Cyclic neighbours spare the signs. */
    private static void cofactorsOfThree(double[][] a, double[][] x, int count) {
        for (int i = 0; i < 3; i++) {
            int row = (i + 1) % 3 * 3;
            int otherRow = (i + 2) % 3 * 3;
            for (int j = 0; j < 3; j++) {
                int column = (j + 1) % 3;
                int otherColumn = (j + 2) % 3;
                Lane.cross(
                        x[j * 3 + i],
                        a[row + column],
                        a[otherRow + otherColumn],
                        a[row + otherColumn],
                        a[otherRow + column],
                        count);
            }
        }
    }

    private void cofactorsOfFour(double[][] a, double[][] x, int count) {
        minors(a, 0, upper, count);
        minors(a, 8, lower, count);
        for (int i = 0; i < 4; i++) {
            double[][] minors = i < 2 ? lower : upper;
            int row = 4 * (i < 2 ? 1 - i : 5 - i);
            for (int j = 0; j < 4; j++) {
                int p = j == 0 ? 1 : 0;
                int q = j <= 1 ? 2 : 1;
                int r = j == 3 ? 2 : 3;
                double[] cofactor = x[j * 4 + i];
                if ((i + j) % 2 == 0) {
                    Lane.cross(cofactor, a[row + p], minors[q * 4 + r], a[row + q], minors[p * 4 + r], count);
                    Lane.add(cofactor, a[row + r], minors[p * 4 + q], count);
                } else {
                    Lane.cross(cofactor, a[row + q], minors[p * 4 + r], a[row + p], minors[q * 4 + r], count);
                    Lane.subtract(cofactor, a[row + r], minors[p * 4 + q], count);
                }
            }
        }
    }

    /** Minors of two successive rows, at 4 p + q for columns p &lt; q. */
    private static void minors(double[][] a, int row, double[][] minors, int count) {
        for (int p = 0; p < 4; p++) {
            for (int q = p + 1; q < 4; q++) {
                Lane.cross(minors[p * 4 + q], a[row + p], a[row + 4 + q], a[row + q], a[row + 4 + p], count);
            }
        }
    }
}

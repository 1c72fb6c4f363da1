package org.chiasma.inverter.internal.blocks;

import java.util.Arrays;
import org.chiasma.linalg.OffHeapMatrix;

/** Sums and maxima of |entries|, each in one pass over the matrix. */
final class Magnitudes {
    private Magnitudes() {}

    /** max_j |a_ij| of every row. */
    static double[] largestOfRows(OffHeapMatrix a) {
        double[] largest = new double[Math.toIntExact(a.rows())];
        double[] row = new double[Math.toIntExact(a.columns())];
        for (int i = 0; i < largest.length; i++) {
            a.readRow(i, 0, row, 0, row.length);
            for (double entry : row) {
                largest[i] = Math.max(largest[i], Math.abs(entry));
            }
        }
        return largest;
    }

    /** max_i |a_ij| of every column. */
    static double[] largestOfColumns(OffHeapMatrix a) {
        double[] row = new double[Math.toIntExact(a.columns())];
        double[] largest = new double[row.length];
        for (long i = 0; i < a.rows(); i++) {
            a.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                largest[j] = Math.max(largest[j], Math.abs(row[j]));
            }
        }
        return largest;
    }

    /** |A| v. */
    static double[] times(OffHeapMatrix a, double[] v) {
        double[] product = new double[Math.toIntExact(a.rows())];
        double[] row = new double[v.length];
        for (int i = 0; i < product.length; i++) {
            a.readRow(i, 0, row, 0, row.length);
            double sum = 0;
            for (int j = 0; j < row.length; j++) {
                sum += Math.abs(row[j]) * v[j];
            }
            product[i] = sum;
        }
        return product;
    }

    /** |A|^T v. */
    static double[] transposedTimes(OffHeapMatrix a, double[] v) {
        double[] row = new double[Math.toIntExact(a.columns())];
        double[] product = new double[row.length];
        for (int i = 0; i < v.length; i++) {
            a.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                product[j] += Math.abs(row[j]) * v[i];
            }
        }
        return product;
    }

    /** |A|_F. */
    static double frobenius(OffHeapMatrix a) {
        double[] row = new double[Math.toIntExact(a.columns())];
        double squares = 0;
        for (long i = 0; i < a.rows(); i++) {
            a.readRow(i, 0, row, 0, row.length);
            double ofRow = 0;
            for (double entry : row) {
                ofRow += entry * entry;
            }
            squares += ofRow;
        }
        return Math.sqrt(squares);
    }

    /** The largest entry; NaN if one is. */
    static double largest(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }
}

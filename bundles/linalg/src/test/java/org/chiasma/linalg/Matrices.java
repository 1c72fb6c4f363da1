package org.chiasma.linalg;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** Random matrices, and the way between off-heap matrices and commons-math. */
final class Matrices {
    private Matrices() {}

    static OffHeapMatrix random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        OffHeapMatrix matrix = OffHeapMatrix.zeros(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, random.nextGaussian());
            }
        }
        return matrix;
    }

    /** G G^T / n + I of which only the lower triangle is right; NaN above it. */
    static OffHeapMatrix positiveLower(int n, long seed) {
        RealMatrix s = positive(n, seed);
        OffHeapMatrix matrix = OffHeapMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix.set(i, j, j <= i ? s.getEntry(i, j) : Double.NaN);
            }
        }
        return matrix;
    }

    static RealMatrix positive(int n, long seed) {
        try (OffHeapMatrix g = random(n, n, seed)) {
            RealMatrix dense = toCommons(g);
            RealMatrix s = dense.multiply(dense.transpose()).scalarMultiply(1.0 / n);
            for (int i = 0; i < n; i++) {
                s.addToEntry(i, i, 1);
            }
            return s;
        }
    }

    static RealMatrix toCommons(OffHeapMatrix matrix) {
        double[][] values = new double[(int) matrix.rows()][(int) matrix.columns()];
        for (int i = 0; i < values.length; i++) {
            matrix.readRow(i, 0, values[i], 0, values[i].length);
        }
        return new Array2DRowRealMatrix(values, false);
    }

    /** Largest |difference| of entries. */
    static double distance(RealMatrix a, RealMatrix b) {
        double largest = 0;
        for (int i = 0; i < a.getRowDimension(); i++) {
            for (int j = 0; j < a.getColumnDimension(); j++) {
                double difference = Math.abs(a.getEntry(i, j) - b.getEntry(i, j));
                // "not smaller" also catches NaN
                if (!(difference <= largest)) {
                    largest = difference;
                }
            }
        }
        return largest;
    }
}

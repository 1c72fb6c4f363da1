package org.chiasma.symmetric.internal.metrics;

import java.util.stream.IntStream;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.chiasma.linalg.SymmetricEigen;

/**
 * The first eigenvector of the correlation matrix of a map's rows, which tells compartments apart (Lieberman-Aiden et al.,
 * Science 2009), on covered bins: those that the observed map has a value for off the diagonal. Among them, missing
 * entries and the diagonal count as zero, the expected value of a logarithm of observed over expected. Rows that are
 * constant correlate with nothing. About 11 n^3 operations and five n x n matrices for n covered bins.
 */
final class FirstEigenvector {
    private final LinearAlgebra algebra;

    FirstEigenvector(LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    /** |Pearson's correlation| of the vectors of two maps, whose signs are arbitrary; {@code NaN} below two bins. */
    double agreement(DenseMap observed, DenseMap predicted) {
        int[] covered = covered(observed);
        if (covered.length < 2) {
            return Double.NaN;
        }
        double[] a = of(observed, covered);
        double[] b = of(predicted, covered);
        return Math.abs(Comoments.of(a, b, covered.length).pearson());
    }

    /** Bins with a value for a pair with another. */
    static int[] covered(DenseMap map) {
        return IntStream.range(0, map.size())
                .filter(i -> IntStream.range(0, map.size()).anyMatch(j -> j != i && map.has(i, j)))
                .toArray();
    }

    /** The vector, one number for each covered bin, of length 1; zeros when all rows are constant. */
    double[] of(DenseMap map, int[] covered) {
        int n = covered.length;
        try (OffHeapMatrix rows = OffHeapMatrix.zeros(n, n);
                OffHeapMatrix correlations = OffHeapMatrix.zeros(n, n)) {
            boolean constant = true;
            for (int i = 0; i < n; i++) {
                double[] row = standardised(map, covered, i);
                rows.writeRow(i, 0, row, 0, n);
                constant &= IntStream.range(0, n).allMatch(j -> row[j] == 0);
            }
            double[] vector = new double[n];
            if (constant) {
                return vector;
            }
            algebra.multiply(1, rows, false, rows, true, 0, correlations);
            try (SymmetricEigen eigen = algebra.eigen(correlations)) {
                eigen.vectorsTransposed().readRow(n - 1, 0, vector, 0, n);
            }
            return vector;
        }
    }

    private static double[] standardised(DenseMap map, int[] covered, int i) {
        int n = covered.length;
        double[] row = new double[n];
        double mean = 0;
        for (int j = 0; j < n; j++) {
            row[j] = j != i && map.has(covered[i], covered[j]) ? map.at(covered[i], covered[j]) : 0;
            mean += row[j] / n;
        }
        double squares = 0;
        double greatest = 0;
        for (int j = 0; j < n; j++) {
            greatest = Math.max(greatest, Math.abs(row[j]));
            row[j] -= mean;
            squares += row[j] * row[j];
        }
        // What is left of a constant after subtracting its mean is rounding.
        double rounding = n * greatest * Math.ulp(1.0);
        double scale = squares > n * rounding * rounding ? 1 / Math.sqrt(squares) : 0;
        for (int j = 0; j < n; j++) {
            row[j] *= scale;
        }
        return row;
    }
}

package org.chiasma.symmetric.internal.model;

import java.util.List;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * The part alpha C_X + beta C_Y of a prediction, C_X and C_Y the sample correlations of the columns of X and of Y. They are
 * products of profiles (see {@link FeatureSpec#profiles}), so the part is a W with alpha and beta on the diagonal of the
 * profiles, of rank N_X + N_Y at most, and its sums over pairs are in the {@link Moments}.
 *
 * @param start ordinal of the first profile of X
 * @param rowsOfX number of profiles of X
 * @param rowsOfY number of profiles of Y, which follow
 */
record ProfileSkip(int start, int rowsOfX, int rowsOfY) {
    /** Ordinary least squares of Z on a constant, C_X and C_Y over the pairs of examples: alpha and beta. */
    double[] coefficients(LinearAlgebra algebra, List<Moments> examples) {
        double[][] products = new double[3][3];
        double[] entries = new double[3];
        for (Moments example : examples) {
            addProducts(example, products, entries);
        }
        try (OffHeapMatrix a = OffHeapMatrix.zeros(3, 3);
                OffHeapMatrix b = OffHeapMatrix.zeros(3, 1)) {
            for (int i = 0; i < 3; i++) {
                a.writeRow(i, 0, products[i], 0, 3);
                b.set(i, 0, entries[i]);
            }
            try (var solution = algebra.leastSquares(a, b, 1e-10)) {
                return new double[] {
                    solution.solution().get(1, 0), solution.solution().get(2, 0)
                };
            }
        }
    }

    /** Sums over observed pairs of products of 1, C_X and C_Y with each other and with Z; pairs are taken to be missing at random. */
    private void addProducts(Moments example, double[][] products, double[] entries) {
        double share = example.observedShare();
        double[] traces = {example.columns(), trace(example.g(), 0), trace(example.g(), 1)};
        products[0][0] += share * (traces[0] * traces[0] - traces[0]);
        entries[0] += example.m().get(0, 0);
        for (int k = 1; k < 3; k++) {
            double sum = squares(example.g(), 0, 1, start(k), size(k));
            products[0][k] += share * (sum - traces[k]);
            products[k][0] += share * (sum - traces[k]);
            entries[k] += trace(example.m(), k - 1);
            for (int l = 1; l < 3; l++) {
                double product = squares(example.g(), start(k), size(k), start(l), size(l));
                products[k][l] += share * (product - Math.min(traces[k], traces[l]));
            }
        }
    }

    private int start(int matrix) {
        return matrix == 1 ? start : start + rowsOfX;
    }

    private int size(int matrix) {
        return matrix == 1 ? rowsOfX : rowsOfY;
    }

    private double trace(Dense matrix, int of) {
        double sum = 0;
        for (int k = start(of + 1); k < start(of + 1) + size(of + 1); k++) {
            sum += matrix.get(k, k);
        }
        return sum;
    }

    private static double squares(Dense matrix, int firstRow, int rows, int firstColumn, int columns) {
        double sum = 0;
        for (int i = firstRow; i < firstRow + rows; i++) {
            for (int j = firstColumn; j < firstColumn + columns; j++) {
                sum += matrix.get(i, j) * matrix.get(i, j);
            }
        }
        return sum;
    }

    /** W of this part among {@code features} features. */
    Dense matrix(int features, double[] coefficients) {
        double[] diagonal = new double[features];
        java.util.Arrays.fill(diagonal, start, start + rowsOfX, coefficients[0]);
        java.util.Arrays.fill(diagonal, start + rowsOfX, start + rowsOfX + rowsOfY, coefficients[1]);
        return Dense.diagonal(diagonal);
    }

    /** The moments of what this part leaves of the entries: M - rho (G W G - sum of phi_j (phi_j' W phi_j) phi_j'). */
    Moments residual(LinearAlgebra algebra, Moments example, double[] coefficients) {
        int p = example.m().rows();
        Dense product = Dense.congruence(algebra, example.g(), matrix(p, coefficients));
        // Profiles have length one: the diagonal of the part is alpha + beta for every column.
        product.add(-(coefficients[0] + coefficients[1]), example.g());
        Dense m = example.m().copy();
        m.add(-example.observedShare(), product);
        return example.with(m);
    }
}

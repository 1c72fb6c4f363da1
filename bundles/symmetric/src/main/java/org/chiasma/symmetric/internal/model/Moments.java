package org.chiasma.symmetric.internal.model;

import java.util.Optional;
import org.chiasma.linalg.LinearAlgebra;

/**
 * All that a closed form has to know of some columns of an example and the pairs of them: sums over ordered pairs i != j
 * with an observed entry, and over columns.
 *
 * <p>The products of sums that stand for sums over pairs, as tr(W G W G) for the squared predictions, include the diagonal,
 * which is no pair. With thousands of columns that is nothing; with few it is not, and then the features themselves are
 * here to take it out again.
 *
 * @param m sum of phi_i z_ij phi_j', p x p
 * @param g sum of phi_j phi_j' over columns, p x p
 * @param squares sum of z_ij^2
 * @param pairs how many ordered pairs are observed
 * @param columns how many columns are covered, that is have any observed pair
 * @param phi the features, columns x p, if there are few enough columns
 */
record Moments(Dense m, Dense g, double squares, double pairs, long columns, Optional<Dense> phi) {
    /** The same for some of the features. */
    Moments select(int[] features) {
        return new Moments(
                m.select(features),
                g.select(features),
                squares,
                pairs,
                columns,
                phi.map(rows -> rows.selectColumns(features)));
    }

    /** The same with another M. */
    Moments with(Dense otherM) {
        return new Moments(otherM, g, squares, pairs, columns, phi);
    }

    /** The share of the pairs of covered columns that are observed. */
    double observedShare() {
        double possible = (double) columns * (columns - 1);
        return possible > 0 ? pairs / possible : 0;
    }

    /** The squared error over pairs of the prediction phi_i' W phi_j. Pairs are taken to be missing at random. */
    double error(LinearAlgebra algebra, Dense w) {
        return squares - 2 * w.dot(m) + observedShare() * squaredPredictions(algebra, w);
    }

    private double squaredPredictions(LinearAlgebra algebra, Dense w) {
        if (phi.isPresent() && phi.get().rows() < w.rows()) {
            Dense rows = phi.get();
            Dense predictions =
                    Dense.product(algebra, Dense.product(algebra, rows, false, w, false), false, rows, true);
            double sum = predictions.dot(predictions);
            for (int j = 0; j < rows.rows(); j++) {
                sum -= predictions.get(j, j) * predictions.get(j, j);
            }
            return sum;
        }
        Dense product = Dense.product(algebra, w, false, g, false);
        double sum = product.traceOfProduct(product);
        for (double entry : diagonal(algebra, w)) {
            sum -= entry * entry;
        }
        return sum;
    }

    /** The predicted diagonal phi_j' W phi_j; empty if the features are not here. */
    double[] diagonal(LinearAlgebra algebra, Dense w) {
        if (phi.isEmpty()) {
            return new double[0];
        }
        Dense rows = phi.get();
        Dense product = Dense.product(algebra, rows, false, w, false);
        double[] diagonal = new double[rows.rows()];
        for (int j = 0; j < diagonal.length; j++) {
            for (int k = 0; k < rows.columns(); k++) {
                diagonal[j] += product.get(j, k) * rows.get(j, k);
            }
        }
        return diagonal;
    }

    /** M with the predicted diagonal as if it had been observed, to the share of the pairs that were. */
    Dense withDiagonal(LinearAlgebra algebra, Dense w) {
        if (phi.isEmpty()) {
            return m;
        }
        Dense rows = phi.get();
        Dense scaled = rows.copy().scaleRows(diagonal(algebra, w));
        Dense sum = Dense.product(algebra, rows, true, scaled, false);
        sum.scale(observedShare());
        sum.add(1, m);
        sum.symmetrize();
        return sum;
    }
}

package org.chiasma.symmetric.internal.model;

/**
 * All that a closed form has to know of some columns of an example and the pairs of them: sums over ordered pairs i != j
 * with an observed entry, and over columns.
 *
 * @param m sum of phi_i z_ij phi_j', p x p
 * @param g sum of phi_j phi_j' over columns, p x p
 * @param squares sum of z_ij^2
 * @param pairs how many ordered pairs are observed
 * @param columns how many columns are covered, that is have any observed pair
 */
record Moments(Dense m, Dense g, double squares, double pairs, long columns) {
    /** The same for some of the features. */
    Moments select(int[] features) {
        return new Moments(m.select(features), g.select(features), squares, pairs, columns);
    }

    /** The share of the pairs of covered columns that are observed. */
    double observedShare() {
        double possible = (double) columns * (columns - 1);
        return possible > 0 ? pairs / possible : 0;
    }

    /** The squared error over pairs of the prediction phi_i' W phi_j, counting the predicted diagonal as
     * error too. Pairs are taken to be missing at random.
     */
    double error(org.chiasma.linalg.LinearAlgebra algebra, Dense w) {
        Dense product = Dense.product(algebra, w, false, g, false);
        return squares - 2 * w.dot(m) + observedShare() * product.traceOfProduct(product);
    }
}

package org.chiasma.inverter.internal.network;

import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Products of the matrices of two batches, one by one, on rows of n^2 entries.
 *
 * <p>For small n each product is three large ones with fixed matrices of zeros and ones: P = ((A S1) * (X S2)) S3, where
 * the n^3 columns of A S1 and X S2 are the factors of all the terms a_ik x_kj, and S3 adds them up. That is n times the
 * arithmetic, but in three calls for the whole batch rather than one for each matrix.
 */
final class BatchProduct {
    /** Up to here the selection matrices are faster, gradients included. */
    private static final int LARGEST_SELECTED = 6;

    /** Added to squares that are divided by; far below those of any product near the identity. */
    private static final double SMALLEST_SQUARE = 1e-30;

    private final Layers layers;
    private final int n;
    private final SDVariable minusIdentity;
    private final SDVariable[] selections;

    BatchProduct(Layers layers, int n) {
        this.layers = layers;
        this.n = n;
        this.minusIdentity = layers.constant(identity(-1), (long) n * n);
        this.selections = n <= LARGEST_SELECTED ? selections() : new SDVariable[0];
    }

    /** The products A X. */
    SDVariable multiply(SDVariable a, SDVariable x) {
        if (selections.length > 0) {
            return a.mmul(selections[0]).mul(x.mmul(selections[1])).mmul(selections[2]);
        }
        return layers.graph().reshape(cube(a).mmul(cube(x)), -1, (long) n * n);
    }

    SDVariable transpose(SDVariable a) {
        double[] values = new double[n * n * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[(i * n + j) * n * n + j * n + i] = 1;
            }
        }
        return a.mmul(layers.constant(values, (long) n * n, (long) n * n));
    }

    /**
     * The number tr(P) / |P|_F^2 of each matrix, which makes |I - s P|_F smallest, in every column.
     *
     * @param products batch of products P = A X
     */
    SDVariable bestScales(SDVariable products) {
        SDVariable squares = products.mul(products).mmul(ones(n * n, 1)).add(SMALLEST_SQUARE);
        return products.mmul(layers.constant(identity(1), (long) n * n, 1))
                .div(squares)
                .mmul(ones(1, n * n));
    }

    /** X (aI + bP + cP^2) with P = A X. */
    SDVariable cubicStep(SDVariable a, SDVariable x, SDVariable first, SDVariable second, SDVariable third) {
        SDVariable products = multiply(a, x);
        SDVariable linear = multiply(x, products);
        SDVariable quadratic = multiply(linear, products);
        return x.mul(first).add(linear.mul(second)).add(quadratic.mul(third));
    }

    SDVariable minusIdentity(SDVariable a) {
        return layers.graph().nn().biasAdd(a, minusIdentity, false);
    }

    private SDVariable ones(int rows, int columns) {
        double[] values = new double[rows * columns];
        Arrays.fill(values, 1);
        return layers.constant(values, rows, columns);
    }

    private SDVariable cube(SDVariable rows) {
        return layers.graph().reshape(rows, -1, n, n);
    }

    private double[] identity(double value) {
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i * (n + 1)] = value;
        }
        return values;
    }

    private SDVariable[] selections() {
        int entries = n * n;
        int terms = entries * n;
        double[] left = new double[entries * terms];
        double[] right = new double[entries * terms];
        double[] sums = new double[terms * entries];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    int term = (k * n + i) * n + j;
                    left[(i * n + k) * terms + term] = 1;
                    right[(k * n + j) * terms + term] = 1;
                    sums[term * entries + i * n + j] = 1;
                }
            }
        }
        return new SDVariable[] {
            layers.constant(left, entries, terms),
            layers.constant(right, entries, terms),
            layers.constant(sums, terms, entries)
        };
    }
}

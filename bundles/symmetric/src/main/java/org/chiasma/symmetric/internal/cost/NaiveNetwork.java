package org.chiasma.symmetric.internal.cost;

/**
 * The network that one would draw first: X and Y as the two channels of an N x D image; a 3 x 3 convolution to
 * {@value #FIRST_CHANNELS} channels and one to {@value #SECOND_CHANNELS}, each with biases, stride one and zero padding;
 * the maximum over the N rows, which leaves {@value #SECOND_CHANNELS} D numbers; a dense layer of {@code hidden} units;
 * and a dense layer with one output for each of the D (D - 1) / 2 pairs. Trained by Adam in float32: each parameter with
 * its gradient and two moments, 16 bytes. A step takes three times the arithmetic of a prediction: the layer itself, the
 * gradient of its input and that of its weights.
 *
 * @param hidden units of the hidden dense layer
 */
public record NaiveNetwork(int hidden) {
    static final int FIRST_CHANNELS = 32;
    static final int SECOND_CHANNELS = 64;
    private static final int INPUT_CHANNELS = 2;
    private static final int KERNEL = 9;
    private static final double ADAM_BYTES = 16;
    private static final double PASSES = 3;

    /**
     * A step on one example; the memory is that of the parameters, their gradients and moments.
     *
     * @throws ArithmeticException if the parameters do not fit a {@code long}
     */
    public Cost cost(long rows, long columns) {
        long first = convolution(INPUT_CHANNELS, FIRST_CHANNELS);
        long second = convolution(FIRST_CHANNELS, SECOND_CHANNELS);
        long flattened = Math.multiplyExact(SECOND_CHANNELS, columns);
        long dense = Math.addExact(dense(flattened, hidden), dense(hidden, Cost.pairs(columns)));
        double pixels = (double) rows * columns;
        return trained(Math.addExact(first + second, dense), pixels * (first + second) + dense);
    }

    /**
     * A single dense layer, from one number of each column of X and of Y to the pairs.
     *
     * @throws ArithmeticException if the parameters do not fit a {@code long}
     */
    public static Cost singleLayer(long columns) {
        long parameters = dense(Math.multiplyExact(2, columns), Cost.pairs(columns));
        return trained(parameters, (double) parameters);
    }

    /** A multiplication and an addition for each use of a weight, three times. */
    private static Cost trained(long parameters, double uses) {
        return new Cost(parameters, ADAM_BYTES * parameters, PASSES * 2 * uses);
    }

    private static long convolution(long from, long to) {
        return KERNEL * from * to + to;
    }

    private static long dense(long from, long to) {
        return Math.multiplyExact(Math.addExact(from, 1), to);
    }
}

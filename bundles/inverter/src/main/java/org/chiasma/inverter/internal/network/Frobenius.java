package org.chiasma.inverter.internal.network;

/** Frobenius norms that neither overflow nor underflow. */
final class Frobenius {
    private Frobenius() {}

    /** The root of the sum of squares of so many values; 1 where they are all zero, so that one may divide by it. */
    static double norm(double[] values, int offset, int length) {
        double largest = 0;
        for (int i = offset; i < offset + length; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        if (largest == 0) {
            return 1;
        }
        double squares = 0;
        for (int i = offset; i < offset + length; i++) {
            double ratio = values[i] / largest;
            squares += ratio * ratio;
        }
        return largest * Math.sqrt(squares);
    }
}

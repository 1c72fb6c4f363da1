package org.chiasma.inverter.internal.inversion;

import java.util.function.DoubleUnaryOperator;

/** Gives the same guesses whatever it is asked, to each matrix of a batch from its place in it. */
@SuppressWarnings("ArrayRecordComponent") // numbers handed over once, never compared
record FixedGuess(Start start, double[] guesses) implements StartingGuess {
    /** The true inverses with every entry changed. */
    static FixedGuess near(double[] inverses, DoubleUnaryOperator change) {
        double[] guesses = new double[inverses.length];
        for (int i = 0; i < guesses.length; i++) {
            guesses[i] = change.applyAsDouble(inverses[i]);
        }
        return new FixedGuess(Start.NETWORK, guesses);
    }

    @Override
    public void guess(int n, int count, double[] matrices, double[] inverses) {
        System.arraycopy(guesses, 0, inverses, 0, count * n * n);
    }
}

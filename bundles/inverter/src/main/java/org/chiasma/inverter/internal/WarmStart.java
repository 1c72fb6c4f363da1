package org.chiasma.inverter.internal;

import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.inversion.StartingGuess;

/** Inverses of similar matrices: one for all, or one for each in the order of the batch. */
final class WarmStart implements StartingGuess {
    private final double[] guesses;

    /** @param guesses n x n entries for all matrices, or count x n x n */
    WarmStart(double[] guesses) {
        this.guesses = guesses;
    }

    @Override
    public Start start() {
        return Start.WARM;
    }

    @Override
    public void guess(int n, int count, double[] matrices, double[] inverses) {
        int size = n * n;
        for (int k = 0; k < count; k++) {
            int from = guesses.length == size ? 0 : k * size;
            System.arraycopy(guesses, from, inverses, k * size, size);
        }
    }
}

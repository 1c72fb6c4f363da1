package org.chiasma.inverter.internal.training;

import java.util.BitSet;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.inversion.StartingGuess;

/**
 * The guesses of another start where they are in the basin, |I - A X|_2 &lt; 1, and the scaled transpose, which always is,
 * where they are not.
 */
public final class SafeStart implements StartingGuess {
    private final StartingGuess guess;
    private final TransposeStart transpose = new TransposeStart();

    /** Makes {@code guess} safe. */
    public SafeStart(StartingGuess guess) {
        this.guess = guess;
    }

    @Override
    public Start start() {
        return guess.start();
    }

    @Override
    public void guess(int n, int count, double[] matrices, double[] inverses) {
        guess.guess(n, count, matrices, inverses);
        double[] safe = new double[count * n * n];
        transpose.guess(n, count, matrices, safe);
        BitSet inBasin = Residuals.basin(n, count, matrices, inverses);
        for (int k = inBasin.nextClearBit(0); k < count; k = inBasin.nextClearBit(k + 1)) {
            System.arraycopy(safe, k * n * n, inverses, k * n * n, n * n);
        }
    }
}

package org.chiasma.inverter.internal.training;

import org.jspecify.annotations.Nullable;

/**
 * How good the guesses of one start are, over a set of matrices.
 *
 * @param name of the start
 * @param count matrices
 * @param residual quantiles of |I - A X|_F of the guesses
 * @param inBasin guesses with |I - A X|_2 below 1
 * @param steps quantiles of the Newton-Schulz steps in float64 until the residual stops falling
 * @param used guesses that the iteration began with; the others were not provably good enough
 * @param inverted matrices whose inverse is certified in the end
 * @param agreement with the certified inverses, entry by entry; {@code null} where that means nothing
 */
public record StartQuality(
        String name,
        int count,
        Quantiles residual,
        long inBasin,
        Quantiles steps,
        long used,
        long inverted,
        @Nullable Agreement agreement) {
    /**
     * Guessed against certified entries.
     *
     * @param rootMeanSquare of the differences
     * @param determination 1 - sum of squared differences / sum of squared deviations from the mean
     */
    public record Agreement(double rootMeanSquare, double determination) {
        /** That of two arrays of one length. */
        static Agreement of(double[] truth, double[] guess) {
            double mean = 0;
            for (double value : truth) {
                mean += value / truth.length;
            }
            double errors = 0;
            double deviations = 0;
            for (int i = 0; i < truth.length; i++) {
                errors += (guess[i] - truth[i]) * (guess[i] - truth[i]);
                deviations += (truth[i] - mean) * (truth[i] - mean);
            }
            return new Agreement(Math.sqrt(errors / truth.length), 1 - errors / deviations);
        }
    }

    /** Share of the guesses from which the iteration contracts at once. */
    public double basinShare() {
        return (double) inBasin / count;
    }

    /** Share of the guesses that the iteration began with. */
    public double usedShare() {
        return (double) used / count;
    }
}

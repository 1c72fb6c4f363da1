package org.chiasma.inverter.internal.training;

import java.util.Arrays;
import java.util.List;
import org.chiasma.api.operation.OperationReport.Chart;

/** Guessed entries against true ones, of so many matrices as a picture can show. Holds its arrays without copying them. */
public final class Scatter {
    private static final int POINTS = 20_000;

    private final double[] truth;
    private final double[] guess;

    /** Takes the first entries of both arrays, which are of one length. */
    Scatter(double[] truth, double[] guess) {
        this.truth = Arrays.copyOf(truth, Math.min(POINTS, truth.length));
        this.guess = Arrays.copyOf(guess, Math.min(POINTS, guess.length));
    }

    /** The picture, with the line on which guess and truth agree. */
    public Chart chart(String title) {
        double least = Arrays.stream(truth).filter(Double::isFinite).min().orElse(0);
        double most = Arrays.stream(truth).filter(Double::isFinite).max().orElse(1);
        double[] ends = {least, most};
        return new Chart(
                title,
                new Chart.Scale("entry of the inverse", false),
                new Chart.Scale("the network's guess", false),
                List.of(
                        new Chart.Series("equal", Chart.Mark.LINE, ends, ends),
                        new Chart.Series("entries", Chart.Mark.POINTS, truth, guess)));
    }
}

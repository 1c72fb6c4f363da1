package org.chiasma.inverter.internal.training;

import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Inverses;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.inversion.StartingGuess;
import org.chiasma.inverter.internal.sampling.MatrixSampler;
import org.chiasma.linalg.LinearAlgebra;

/** Compares what Newton-Schulz iteration can start from, all on the same matrices. */
public final class StartEvaluation {
    private final LinearAlgebra algebra;
    private final HeldOut matrices;
    private final double[] truth;
    private final boolean comparable;

    /**
     * Takes the first matrices of a stream and inverts them.
     *
     * @param sampler the stream
     * @param count matrices
     * @param comparable whether squared differences to the inverses have a mean; they have none where matrices come
     *     arbitrarily near to singular ones
     */
    public StartEvaluation(LinearAlgebra algebra, MatrixSampler sampler, int count, boolean comparable) {
        this.algebra = algebra;
        this.matrices = new HeldOut(sampler, count);
        this.comparable = comparable;
        this.truth = matrices.inverses(algebra);
    }

    /** Evaluates one start. */
    public StartQuality evaluate(String name, StartingGuess start, Progress progress) {
        int n = matrices.size();
        int count = matrices.count();
        double[] guesses = matrices.guesses(start);
        Inverses refined = new BatchInversion(algebra, Method.NETWORK, start, algebra.threads())
                .invert(n, count, matrices.matrices(), progress);
        return new StartQuality(
                name,
                count,
                matrices.residuals(guesses),
                matrices.inBasin(guesses),
                Quantiles.of(IntStream.range(0, count)
                        .mapToDouble(k -> refined.certificate(k).steps())
                        .toArray()),
                IntStream.range(0, count)
                        .filter(k -> refined.certificate(k).start() == start.start())
                        .count(),
                IntStream.range(0, count)
                        .filter(k -> refined.verdict(k).isInverted())
                        .count(),
                comparable ? StartQuality.Agreement.of(truth, guesses) : null);
    }

    /** Guessed entries against certified ones. */
    public Scatter scatter(StartingGuess start) {
        return new Scatter(truth, matrices.guesses(start));
    }
}

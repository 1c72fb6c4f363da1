package org.chiasma.symmetric.internal.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.Feed;
import org.chiasma.nd4j.training.Optimizer;
import org.chiasma.nd4j.training.TrainingStep;
import org.chiasma.symmetric.internal.model.ColumnFeatures;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.model.LowRank;
import org.chiasma.symmetric.internal.model.TrainingExample;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Trains a column encoder from the closed form on: each step takes all pairs of a block of random columns of one example,
 * or with {@link EncoderSettings#exact} all pairs there are. A twentieth of the columns is held out; the parameters that
 * predict the pairs among those best are kept, which are those of the closed form if nothing is better. The same seed gives
 * the same encoder on the same number of threads.
 */
public final class EncoderTraining {
    private static final double HELD_OUT = 0.05;
    private static final int MOST_HELD_OUT = 768;
    private static final int FEWEST_HELD_OUT = 24;
    private static final int LOOKS = 60;
    private static final double WARM_UP = 0.05;

    private final Nd4jRuntime runtime;
    private final LinearAlgebra algebra;
    private final EncoderSettings settings;
    private final Progress progress;

    /** A training that has not begun. */
    public EncoderTraining(Nd4jRuntime runtime, LinearAlgebra algebra, EncoderSettings settings, Progress progress) {
        this.runtime = runtime;
        this.algebra = algebra;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * What training came to.
     *
     * @param encoder with the best parameters
     * @param history losses on held-out columns
     */
    public record Trained(ColumnEncoder encoder, List<Look> history) {}

    /**
     * A look at the held-out columns.
     *
     * @param step after so many steps
     * @param loss on the pairs among them
     */
    public record Look(int step, double loss) {}

    /**
     * Trains.
     *
     * @param features fitted to the examples
     * @param start the closed form
     * @param link tells the loss; targets are on its scale, but raw for {@link Link#LOGISTIC} and {@link Link#POISSON}
     * @throws DataException {@code E-SYMMETRIC-DIVERGED} if the loss is no longer finite
     */
    public Trained train(ColumnFeatures features, LowRank start, Link link, List<TrainingExample> examples) {
        runtime.nd4j();
        int threads = runtime.threads();
        List<EncoderExample> prepared = new ArrayList<>();
        try {
            // Of operations as small as these, dividing each costs more than it gains.
            runtime.threads(1);
            for (TrainingExample example : examples) {
                prepared.add(EncoderExample.of(features, example, HELD_OUT, FEWEST_HELD_OUT, MOST_HELD_OUT, algebra));
            }
            long columns = prepared.stream()
                    .mapToLong(example -> example.target().size())
                    .sum();
            PairLoss loss = loss(link, prepared);
            EncoderGraph network = new EncoderGraph(
                    start,
                    settings.extraRank(),
                    settings.hidden(),
                    settings.exact() ? PairLoss.GIVEN : loss,
                    settings.seed(),
                    DataType.FLOAT);
            if (settings.exact() && loss != PairLoss.SQUARED) {
                throw new org.chiasma.api.UsageException(
                        "E-FLAG-CONFLICT",
                        "--exact: found missing entries or a link other than identity, log1p or fisher, expected fully observed numbers; leave --exact out");
            }
            Optimizer optimizer = Optimizer.adamW(settings.weightDecay(columns)).clippedAt(1);
            try (TrainingStep training = new TrainingStep(network.graph(), EncoderGraph.LOSS, optimizer)) {
                return run(network, training, loss, prepared);
            }
        } finally {
            runtime.threads(threads);
            prepared.forEach(EncoderExample::close);
        }
    }

    private static PairLoss loss(Link link, List<EncoderExample> examples) {
        return switch (link) {
            case LOGISTIC -> PairLoss.LOGISTIC;
            case POISSON -> PairLoss.POISSON;
            case IDENTITY, LOG1P, FISHER ->
                examples.stream().anyMatch(EncoderExample::hasMissing) ? PairLoss.MASKED : PairLoss.SQUARED;
        };
    }

    private Trained run(EncoderGraph network, TrainingStep training, PairLoss loss, List<EncoderExample> examples) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        float[] best = training.parameters();
        List<Look> history = new ArrayList<>();
        double smallest = look(network, best, loss, examples);
        history.add(new Look(0, smallest));
        int sinceBest = 0;
        int between = Math.max(1, settings.steps() / LOOKS);
        progress.begin("training the encoder", settings.steps());
        CompletableFuture<Map<String, Feed>> next = settings.exact() ? null : prepare(examples, loss, random);
        for (int step = 1; step <= settings.steps() && sinceBest < settings.patience(); step++) {
            progress.checkCancelled();
            Map<String, Feed> values;
            if (next == null) {
                values = exactGradient(network, training.parameters(), examples.get(random.nextInt(examples.size())));
            } else {
                values = next.join();
                next = prepare(examples, loss, random);
            }
            double value = training.step(values, rate(step));
            if (!Double.isFinite(value)) {
                throw new DataException(
                        "E-SYMMETRIC-DIVERGED",
                        "step " + step + ": found a loss of " + value
                                + ", expected a finite number, use a smaller --rate");
            }
            if (step % between == 0 || step == settings.steps()) {
                double held = look(network, training.parameters(), loss, examples);
                history.add(new Look(step, held));
                sinceBest++;
                if (held < smallest) {
                    smallest = held;
                    best = training.parameters();
                    sinceBest = 0;
                }
            }
            progress.advance(1);
        }
        return new Trained(new ColumnEncoder(network.weights(best)), List.copyOf(history));
    }

    private double rate(int step) {
        double warmUp = Math.max(1, WARM_UP * settings.steps());
        double rise = Math.min(1, step / warmUp);
        return settings.rate() * rise * 0.5 * (1 + Math.cos(Math.PI * step / settings.steps()));
    }

    /** The next block, read while the step before it runs; what is drawn depends on the seed alone. */
    private CompletableFuture<Map<String, Feed>> prepare(
            List<EncoderExample> examples, PairLoss loss, SplittableRandom random) {
        EncoderExample example = examples.get(random.nextInt(examples.size()));
        int[] columns = example.draw(settings.block(), random);
        return CompletableFuture.supplyAsync(() -> batch(example, columns, loss));
    }

    private static Map<String, Feed> batch(EncoderExample example, int[] columns, PairLoss loss) {
        int b = columns.length;
        float[] entries = ColumnBlock.entries(example.target(), columns);
        Map<String, Feed> values = new HashMap<>();
        values.put(EncoderGraph.FEATURES, new Feed(example.features(columns), b, example.width()));
        if (loss == PairLoss.SQUARED) {
            for (int i = 0; i < b; i++) {
                entries[i * b + i] = 0;
            }
            values.put(EncoderGraph.WEIGHTS, new Feed(new float[] {1f / (b * (b - 1))}, 1, 1));
        } else {
            values.put(EncoderGraph.WEIGHTS, new Feed(weights(entries), b, b));
        }
        values.put(EncoderGraph.ENTRIES, new Feed(entries, b, b));
        return values;
    }

    /** One over the number of observed pairs, zero for the others, whose entries become zero. */
    private static float[] weights(float[] entries) {
        float[] weights = new float[entries.length];
        int observed = 0;
        for (float entry : entries) {
            observed += Float.isNaN(entry) ? 0 : 1;
        }
        float each = 1f / Math.max(1, observed);
        for (int k = 0; k < entries.length; k++) {
            boolean missing = Float.isNaN(entries[k]);
            weights[k] = missing ? 0 : each;
            entries[k] = missing ? 0 : entries[k];
        }
        return weights;
    }

    private Map<String, Feed> exactGradient(EncoderGraph network, float[] parameters, EncoderExample example) {
        ColumnEncoder encoder = new ColumnEncoder(network.weights(parameters));
        int[] columns = example.trainingColumns();
        try (FloatMatrix phi = example.matrix(columns)) {
            float[] outputs = encoder.encode(algebra, phi);
            float[] gradient = new ExactGradient(algebra, example.target(), columns)
                    .of(outputs, encoder.weights().signs(), progress);
            Map<String, Feed> values = new HashMap<>();
            int width = encoder.weights().rank() + 1;
            values.put(EncoderGraph.FEATURES, new Feed(example.features(columns), columns.length, example.width()));
            values.put(EncoderGraph.GRADIENT, new Feed(gradient, columns.length, width));
            return values;
        }
    }

    /** The mean loss on the pairs among held-out columns. */
    private double look(EncoderGraph network, float[] parameters, PairLoss loss, List<EncoderExample> examples) {
        ColumnEncoder encoder = new ColumnEncoder(network.weights(parameters));
        return IntStream.range(0, examples.size())
                .mapToDouble(k -> examples.get(k).heldOutLoss(algebra, encoder, loss))
                .average()
                .orElseThrow();
    }
}

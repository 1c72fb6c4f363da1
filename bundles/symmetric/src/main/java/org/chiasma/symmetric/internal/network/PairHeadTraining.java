package org.chiasma.symmetric.internal.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.Feed;
import org.chiasma.nd4j.training.Optimizer;
import org.chiasma.nd4j.training.TrainingStep;
import org.chiasma.symmetric.internal.model.ColumnFeatures;
import org.chiasma.symmetric.internal.model.TrainingExample;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Trains the members of a pair head, one after the other, on pairs of columns of maps. Of six maps and more, every sixth is
 * held out; of fewer, one run of columns in eight. The weights with the smallest error there are kept. The same seed gives
 * the same head on the same number of threads.
 */
public final class PairHeadTraining {
    private static final int MAPS_TO_HOLD_OUT = 6;
    private static final int RUN = 8;
    private static final int LOOKS = 24;
    private static final double WARM_UP = 50;

    private final Nd4jRuntime runtime;
    private final LinearAlgebra algebra;
    private final PairHeadSettings settings;
    private final Progress progress;

    /** A training that has not begun. */
    public PairHeadTraining(Nd4jRuntime runtime, LinearAlgebra algebra, PairHeadSettings settings, Progress progress) {
        this.runtime = runtime;
        this.algebra = algebra;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Trains.
     *
     * @param features fitted to the examples
     * @param examples with targets that are missing or beyond their decay by distance
     * @param positions number of the bin of each column, for each example
     * @throws DataException {@code E-SYMMETRIC-DIVERGED} if the loss is no longer finite
     */
    public PairHead train(ColumnFeatures features, List<TrainingExample> examples, List<int[]> positions) {
        runtime.nd4j();
        int threads = runtime.threads();
        try {
            // Of operations as small as these, dividing each costs more than it gains.
            runtime.threads(1);
            PairHeadSpec spec = settings.spec(features.count());
            List<PairHeadWeights> members = new ArrayList<>();
            progress.begin("training the pair head", (long) settings.members() * settings.steps());
            for (int member = 0; member < settings.members(); member++) {
                List<PairHeadExample> prepared = prepare(spec, features, examples, positions, member);
                members.add(train(spec, prepared, settings.seed() + member));
            }
            return new PairHead(members);
        } finally {
            runtime.threads(threads);
        }
    }

    private List<PairHeadExample> prepare(
            PairHeadSpec spec,
            ColumnFeatures features,
            List<TrainingExample> examples,
            List<int[]> positions,
            int member) {
        boolean maps = examples.size() >= MAPS_TO_HOLD_OUT;
        List<PairHeadExample> prepared = new ArrayList<>();
        for (int k = 0; k < examples.size(); k++) {
            boolean whole = maps && (k + member) % MAPS_TO_HOLD_OUT == 2;
            prepared.add(new PairHeadExample(
                    spec,
                    features,
                    examples.get(k),
                    positions.get(k),
                    maps ? 0 : RUN,
                    whole,
                    PairHeadExample.range(examples),
                    algebra));
        }
        return prepared;
    }

    private PairHeadWeights train(PairHeadSpec spec, List<PairHeadExample> examples, long seed) {
        PairHeadGraph network = new PairHeadGraph(spec, settings.chosen(), seed, DataType.FLOAT);
        List<PairHeadExample> training =
                examples.stream().filter(PairHeadExample::isTraining).toList();
        SplittableRandom random = new SplittableRandom(seed);
        Optimizer optimizer = Optimizer.adamW(settings.weightDecay()).clippedAt(1);
        try (TrainingStep step = new TrainingStep(network.graph(), PairHeadGraph.LOSS, optimizer)) {
            float[] best = step.parameters();
            double smallest = error(network.weights(best), examples);
            int sinceBest = 0;
            int between = Math.max(1, settings.steps() / LOOKS);
            CompletableFuture<Map<String, Feed>> next = draw(training, random);
            int done = 0;
            while (done < settings.steps() && sinceBest < settings.patience()) {
                progress.checkCancelled();
                Map<String, Feed> feeds = next.join();
                next = draw(training, random);
                double loss = step.step(feeds, rate(++done));
                if (!Double.isFinite(loss)) {
                    throw new DataException(
                            "E-SYMMETRIC-DIVERGED",
                            "step " + done + ": found a loss of " + loss
                                    + ", expected a finite number, use a smaller --rate");
                }
                if (done % between == 0) {
                    double error = error(network.weights(step.parameters()), examples);
                    sinceBest++;
                    if (error < smallest) {
                        smallest = error;
                        best = step.parameters();
                        sinceBest = 0;
                    }
                }
                progress.advance(1);
            }
            progress.advance(settings.steps() - done);
            return network.weights(best);
        }
    }

    /** What is drawn depends on the seed alone; the next one is read while a step runs. */
    private CompletableFuture<Map<String, Feed>> draw(List<PairHeadExample> training, SplittableRandom random) {
        PairHeadExample example = training.get(random.nextInt(training.size()));
        SplittableRandom own = random.split();
        return CompletableFuture.supplyAsync(() -> example.draw(settings.chosen(), own));
    }

    private double rate(int step) {
        double rise = Math.min(1, step / WARM_UP);
        return settings.rate() * rise * 0.5 * (1 + Math.cos(Math.PI * step / settings.steps())) + 1e-5;
    }

    private static double error(PairHeadWeights weights, List<PairHeadExample> examples) {
        double sum = 0;
        double pairs = 0;
        for (PairHeadExample example : examples) {
            double[] error = example.heldOutError(weights);
            sum += error[0];
            pairs += error[1];
        }
        return pairs == 0 ? 0 : sum / pairs;
    }
}

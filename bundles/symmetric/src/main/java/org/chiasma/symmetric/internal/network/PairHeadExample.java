package org.chiasma.symmetric.internal.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.training.Feed;
import org.chiasma.symmetric.internal.model.ColumnFeatures;
import org.chiasma.symmetric.internal.model.Target;
import org.chiasma.symmetric.internal.model.TrainingExample;

/** One map during the training of a pair head, and which of its columns are held out. */
final class PairHeadExample {
    /** A longer example is learned from by ranges of so many columns. */
    private static final int LONGEST = 4096;

    private static final int MOST_HELD_OUT = 400;

    private final PairHeadSpec spec;
    private final int range;
    private final float[] phi;
    private final float[] inputs;
    private final int[] positions;
    private final PairSkips skips;
    private final Target target;
    private final boolean[] heldOut;
    private final int[] held;
    private final float[] heldEntries;

    /**
     * Prepares a map.
     *
     * @param positions number of the bin of each column
     * @param run length of the runs of columns that are held out in every five runs; zero for none
     * @param whole whether all columns are held out
     * @param range columns that a step of any example sees, see {@link #range(List)}
     */
    PairHeadExample(
            PairHeadSpec spec,
            ColumnFeatures features,
            TrainingExample example,
            int[] positions,
            int run,
            boolean whole,
            int range,
            LinearAlgebra algebra) {
        this.spec = spec;
        this.range = range;
        this.phi = PairHead.rows(features, example.columns(), algebra);
        this.inputs = PairHeadColumns.unfold(spec, phi);
        this.positions = positions;
        this.skips = spec.skips() > 0 ? PairSkips.of(example.columns(), algebra) : PairSkips.none();
        this.target = example.target();
        int size = target.size();
        this.heldOut = new boolean[size];
        for (int j = 0; j < size; j++) {
            heldOut[j] = whole || (run > 0 && j / run % 8 == 3);
        }
        int[] all = IntStream.range(0, size).filter(j -> heldOut[j]).toArray();
        int every = Math.max(1, (all.length + MOST_HELD_OUT - 1) / MOST_HELD_OUT);
        this.held = IntStream.range(0, all.length)
                .filter(k -> k / 8 % every == 0)
                .map(k -> all[k])
                .limit(MOST_HELD_OUT)
                .toArray();
        this.heldEntries = held.length > 1 ? ColumnBlock.entries(target, held) : new float[0];
    }

    /** Columns that a step sees, one number for all examples so that their steps are alike. */
    static int range(List<TrainingExample> examples) {
        int longest = examples.stream()
                .mapToInt(example -> example.target().size())
                .max()
                .orElse(1);
        return Math.min(LONGEST, longest);
    }

    /** Whether there are columns to learn from. */
    boolean isTraining() {
        return IntStream.range(0, heldOut.length).filter(j -> !heldOut[j]).count() > 1;
    }

    /**
     * The feeds of one step: m columns of a range of at most {@link #LONGEST}, half of them neighbours. Fewer columns than m
     * are filled up with repetitions that weigh nothing.
     */
    Map<String, Feed> draw(int m, SplittableRandom random) {
        int visible = Math.min(range, target.size());
        int from = random.nextInt(target.size() - visible + 1);
        int[] chosen = choose(m, from, visible, random);
        int pairs = m * (m - 1) / 2;
        int q = spec.inputs();
        float[] at = new float[m * range];
        float[] before = new float[m * range];
        for (int k = 0; k < m; k++) {
            int column = chosen[k] - from;
            at[k * range + column] = 1;
            Arrays.fill(before, k * range, k * range + column, 1);
        }
        float[] known = new float[pairs * spec.known()];
        float[] inverse = new float[pairs];
        float[] targets = new float[pairs];
        float[] weights = new float[pairs];
        fillPairs(chosen, known, inverse, targets, weights);
        Map<String, Feed> feeds = new HashMap<>();
        feeds.put(PairHeadGraph.COLUMNS, new Feed(columns(from, visible), range, q));
        feeds.put(PairHeadGraph.CHOSEN, new Feed(at, m, range));
        feeds.put(PairHeadGraph.BEFORE, new Feed(before, m, range));
        feeds.put(PairHeadGraph.KNOWN, new Feed(known, pairs, spec.known()));
        feeds.put(PairHeadGraph.INVERSE, new Feed(inverse, pairs, 1));
        feeds.put(PairHeadGraph.TARGETS, new Feed(targets, pairs, 1));
        feeds.put(PairHeadGraph.WEIGHTS, new Feed(weights, pairs, 1));
        return feeds;
    }

    /** The inputs of the visible columns, and zeros up to the range. */
    private float[] columns(int from, int visible) {
        int q = spec.inputs();
        float[] columns = new float[range * q];
        System.arraycopy(inputs, from * q, columns, 0, visible * q);
        return columns;
    }

    private int[] choose(int m, int from, int range, SplittableRandom random) {
        int[] training =
                IntStream.range(from, from + range).filter(j -> !heldOut[j]).toArray();
        if (training.length <= m) {
            int[] chosen = Arrays.copyOf(training, m);
            Arrays.fill(chosen, training.length, m, training[training.length - 1]);
            return chosen;
        }
        boolean[] taken = new boolean[training.length];
        int run = m / 2;
        int start = random.nextInt(training.length - run + 1);
        Arrays.fill(taken, start, start + run, true);
        for (int k = run; k < m; ) {
            int drawn = random.nextInt(training.length);
            if (!taken[drawn]) {
                taken[drawn] = true;
                k++;
            }
        }
        return IntStream.range(0, training.length)
                .filter(k -> taken[k])
                .map(k -> training[k])
                .toArray();
    }

    private void fillPairs(int[] chosen, float[] known, float[] inverse, float[] targets, float[] weights) {
        int m = chosen.length;
        int distinct = m;
        while (distinct > 1 && chosen[distinct - 1] == chosen[distinct - 2]) {
            distinct--;
        }
        float[] entries = ColumnBlock.entries(target, Arrays.copyOf(chosen, distinct));
        float[] one = new float[spec.known()];
        int pair = 0;
        int observed = 0;
        for (int i = 0; i < m; i++) {
            for (int j = i + 1; j < m; j++, pair++) {
                PairHeadForward.known(chosen[i], chosen[j], positions, skips, one);
                System.arraycopy(one, 0, known, pair * one.length, one.length);
                inverse[pair] = 1f / (chosen[j] - chosen[i] + 1);
                float entry = i < distinct && j < distinct ? entries[i * distinct + j] : Float.NaN;
                if (!Float.isNaN(entry)) {
                    targets[pair] = entry;
                    weights[pair] = 1;
                    observed++;
                }
            }
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= Math.max(1, observed);
        }
    }

    /** Squared error and number of observed pairs among the held-out columns. */
    double[] heldOutError(PairHeadWeights weights) {
        double[] error = new double[2];
        if (held.length < 2) {
            return error;
        }
        PairHeadForward network = new PairHeadForward(weights, PairHeadColumns.of(weights, phi), positions, skips);
        int[] i = new int[PairHeadForward.CHUNK];
        int[] j = new int[PairHeadForward.CHUNK];
        float[] sums = new float[PairHeadForward.CHUNK];
        for (int a = 0; a < held.length; a++) {
            for (int first = a + 1; first < held.length; first += PairHeadForward.CHUNK) {
                int count = Math.min(PairHeadForward.CHUNK, held.length - first);
                for (int p = 0; p < count; p++) {
                    i[p] = held[a];
                    j[p] = held[first + p];
                }
                Arrays.fill(sums, 0);
                network.add(i, j, count, 1, sums);
                for (int p = 0; p < count; p++) {
                    float entry = heldEntries[a * held.length + first + p];
                    if (!Float.isNaN(entry)) {
                        error[0] += (entry - sums[p]) * (double) (entry - sums[p]);
                        error[1]++;
                    }
                }
            }
        }
        return error;
    }
}

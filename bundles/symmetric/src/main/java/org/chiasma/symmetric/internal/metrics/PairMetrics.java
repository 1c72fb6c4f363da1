package org.chiasma.symmetric.internal.metrics;

/**
 * Collects {@link PairScores} from pieces of rows. Errors and correlation are of all pairs; figures by rank are of all
 * pairs up to a number, and of a {@link PairSample} beyond it. Pieces may come in any order and be collected in parts that
 * are {@linkplain #merge merged}: the sample does not depend on that at all, sums only in their rounding. One thread each.
 */
public final class PairMetrics implements PairVisitor {
    private final Settings settings;
    private final Comoments moments = new Comoments();
    private final Comoments signalMoments = new Comoments();
    private final PairSample sample;
    private long unpredicted;
    private double[] truths = new double[0];
    private double[] guesses = new double[0];

    /**
     * What is measured.
     *
     * @param rankedPairs most pairs that are kept for figures by rank, 17 bytes each for every thread
     * @param positives which pairs the prediction has to find
     * @param top how many of the pairs predicted highest the precision at top looks at; when pairs are sampled, the same
     *     share of the sample
     */
    public record Settings(int rankedPairs, Positives positives, long top) {
        /** Keeps eight million pairs, all of D = 4,000; precision at the top 1,000. */
        public static final Settings DEFAULT = new Settings(8_000_000, Positives.suited(), 1_000);

        /** Checks the numbers. */
        public Settings {
            if (rankedPairs < 1 || top < 1) {
                throw new IllegalArgumentException(
                        "rankedPairs " + rankedPairs + ", top " + top + ", expected 1 or more");
            }
        }
    }

    /** Nothing collected yet. */
    public PairMetrics(Settings settings) {
        this.settings = settings;
        this.sample = new PairSample(settings.rankedPairs());
    }

    @Override
    public void accept(int row, int firstColumn, double[] observed, double[] predicted, int offset, int count) {
        makeRoom(count);
        int kept = 0;
        for (int k = 0; k < count; k++) {
            double truth = observed[offset + k];
            double guess = predicted[offset + k];
            if (Double.isNaN(truth)) {
                continue;
            }
            if (Double.isNaN(guess)) {
                unpredicted++;
                continue;
            }
            truths[kept] = truth;
            guesses[kept++] = guess;
            sample.offer(row, firstColumn + k, truth, guess);
        }
        moments.merge(Comoments.of(truths, guesses, kept));
    }

    /**
     * Takes the same piece of the matrix without noise. All of it counts, observed or not.
     *
     * @param signal {@code NaN} where it is not known
     */
    public void acceptSignal(double[] signal, double[] predicted, int offset, int count) {
        makeRoom(count);
        int kept = 0;
        for (int k = 0; k < count; k++) {
            if (!Double.isNaN(signal[offset + k]) && !Double.isNaN(predicted[offset + k])) {
                truths[kept] = signal[offset + k];
                guesses[kept++] = predicted[offset + k];
            }
        }
        signalMoments.merge(Comoments.of(truths, guesses, kept));
    }

    private void makeRoom(int count) {
        if (truths.length < count) {
            truths = new double[count];
            guesses = new double[count];
        }
    }

    /** Adds what another, of the same settings, has collected. */
    public void merge(PairMetrics other) {
        if (!other.settings.equals(settings)) {
            throw new IllegalArgumentException("settings " + settings + " and " + other.settings);
        }
        moments.merge(other.moments);
        signalMoments.merge(other.signalMoments);
        sample.merge(other.sample);
        unpredicted += other.unpredicted;
    }

    /** The pairs kept for figures by rank. */
    public PairSample sample() {
        return sample;
    }

    /** The figures of what has been collected. */
    public PairScores scores() {
        double[] observed = sample.observed();
        double[] predicted = sample.predicted();
        SortedValues truthsInOrder = new SortedValues(observed, observed.length);
        SortedValues guessesInOrder = new SortedValues(predicted, predicted.length);
        Comoments ranks = Comoments.of(truthsInOrder.ranks(observed), guessesInOrder.ranks(predicted), observed.length);
        Detection detection = new Detection(0, Double.NaN, Double.NaN, Double.NaN);
        if (observed.length > 0) {
            double least = settings.positives().least(truthsInOrder);
            detection = Detection.of(
                    observed, predicted, guessesInOrder, least, Math.round(settings.top() * sample.share()));
        }
        return new PairScores(
                moments.count(),
                unpredicted,
                moments.determination(),
                moments.pearson(),
                moments.rootMeanSquareError(),
                moments.meanAbsoluteError(),
                ranks.pearson(),
                detection.areaUnderCurve(),
                detection.averagePrecision(),
                detection.precisionAtTop(),
                (double) detection.positives() / observed.length,
                sample.share(),
                signalMoments.determination());
    }
}

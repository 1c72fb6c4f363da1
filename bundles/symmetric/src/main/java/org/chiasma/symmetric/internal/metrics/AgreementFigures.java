package org.chiasma.symmetric.internal.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import org.chiasma.api.operation.OperationReport.Chart;
import org.chiasma.api.operation.OperationReport.Chart.Mark;
import org.chiasma.api.operation.OperationReport.Chart.Scale;
import org.chiasma.api.operation.OperationReport.Chart.Series;
import org.chiasma.api.operation.OperationReport.HeatMap;

/**
 * Figures that show where a prediction agrees with what was observed.
 *
 * @param quantity what the entries are, with their unit, for scales: {@code log observed/expected}
 */
public record AgreementFigures(String quantity) {
    /** Points of a curve, and dots of a cloud, beyond which more are not told apart. */
    private static final int CURVE = 400;

    private static final int CLOUD = 3_000;

    /** Ratio of means by distance from which a logarithmic scale shows more. */
    private static final double WIDE = 100;

    /** Both maps in one square; when the entries are not negative and very uneven, of log10(1 + entry). */
    public HeatMap maps(String title, SplitMap map) {
        boolean uneven = map.isHeavyTailed();
        String caption = "above observed, below predicted" + (uneven ? ", " + HeavyTail.LABEL : "");
        return new HeatMap(title, List.of(new HeatMap.Panel(caption, uneven ? map.logarithms() : map)));
    }

    /** Mean observed and predicted entries by distance. */
    public Chart decay(String title, DistanceProfile profile) {
        int[] ends = groups(profile.size());
        double[] distances = centres(ends);
        double[] observed = means(profile, ends, profile::meanObserved);
        double[] predicted = means(profile, ends, profile::meanPredicted);
        return new Chart(
                title,
                new Scale("distance, bins", true),
                new Scale("mean " + quantity, wide(observed, predicted)),
                List.of(
                        new Series("observed", Mark.LINE, distances, observed),
                        new Series("predicted", Mark.LINE, distances, predicted)));
    }

    /** Pearson's correlation by distance. */
    public Chart strata(String title, DistanceProfile profile) {
        int[] ends = groups(profile.size());
        return new Chart(
                title,
                new Scale("distance, bins", true),
                new Scale("Pearson r at the distance", false),
                List.of(new Series("r", Mark.LINE, centres(ends), means(profile, ends, profile::pearson))));
    }

    /**
     * Predicted against observed entries of some pairs, with the line of equal values; when neither are negative and the
     * observed are very uneven, of log10(1 + entry).
     */
    public Chart scatter(String title, PairSample sample) {
        PairSample some = sample.thinned(CLOUD);
        double[] observed = some.observed();
        double[] predicted = some.predicted();
        boolean uneven = HeavyTail.in(observed) && Arrays.stream(predicted).allMatch(value -> value >= 0);
        if (uneven) {
            observed = HeavyTail.logarithms(observed);
            predicted = HeavyTail.logarithms(predicted);
        }
        String shown = uneven ? quantity + ", " + HeavyTail.LABEL : quantity;
        double[] ends = {
            Arrays.stream(observed).min().orElse(0),
            Arrays.stream(observed).max().orElse(1)
        };
        return new Chart(
                title,
                new Scale("observed " + shown, false),
                new Scale("predicted " + shown, false),
                List.of(
                        new Series("%,d pairs".formatted(some.size()), Mark.POINTS, observed, predicted),
                        new Series("equal", Mark.LINE, ends, ends)));
    }

    /** Ends of groups of distances from 1 on: single ones first, then of equal ratios. */
    private static int[] groups(int size) {
        int[] ends = new int[CURVE];
        int count = 0;
        double ratio = Math.pow(Math.max(2, size), 1.0 / CURVE);
        for (int end = 1; end < size && count < CURVE; count++) {
            end = Math.min(size, Math.max(end + 1, (int) Math.round(end * ratio)));
            ends[count] = end;
        }
        if (count > 0) {
            ends[count - 1] = size;
        }
        return Arrays.copyOf(ends, count);
    }

    private static double[] centres(int[] ends) {
        double[] centres = new double[ends.length];
        for (int k = 0; k < ends.length; k++) {
            int start = k == 0 ? 1 : ends[k - 1];
            centres[k] = (start + ends[k] - 1) / 2.0;
        }
        return centres;
    }

    /** Means over the groups of what is defined, weighted by pairs. */
    private static double[] means(DistanceProfile profile, int[] ends, IntToDoubleFunction figure) {
        double[] means = new double[ends.length];
        for (int k = 0; k < ends.length; k++) {
            double sum = 0;
            double pairs = 0;
            for (int d = k == 0 ? 1 : ends[k - 1]; d < ends[k]; d++) {
                double value = figure.applyAsDouble(d);
                if (!Double.isNaN(value)) {
                    sum += value * profile.count(d);
                    pairs += profile.count(d);
                }
            }
            means[k] = sum / pairs;
        }
        return means;
    }

    private static boolean wide(double[] observed, double[] predicted) {
        double[] both = DoubleStream.concat(Arrays.stream(observed), Arrays.stream(predicted))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return both.length > 0 && both[0] > 0 && both[both.length - 1] > WIDE * both[0];
    }
}

package org.chiasma.symmetric.internal.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Agreement of a prediction with what was observed, over pairs i &lt; j that have both. Figures that are not defined, such
 * as correlations with a constant, are {@code NaN}.
 *
 * @param pairs compared
 * @param unpredicted pairs that were observed but have no prediction, not compared
 * @param determination R2 = 1 - sum (z - p)^2 / sum (z - mean z)^2
 * @param pearson correlation
 * @param rootMeanSquareError in the unit of the matrix
 * @param meanAbsoluteError in the unit of the matrix
 * @param spearman rank correlation, ties averaged
 * @param areaUnderCurve of the positives, see {@link Detection}
 * @param averagePrecision of the positives, see {@link Detection}
 * @param precisionAtTop share of positives among the pairs predicted highest
 * @param positiveShare share of positives, what a random order would reach in the two before
 * @param rankedShare share of the pairs that the figures by rank, from {@code spearman} on, were computed from
 * @param signalDetermination R2 against the matrix without noise; {@code NaN} when that is not known
 */
public record PairScores(
        long pairs,
        long unpredicted,
        double determination,
        double pearson,
        double rootMeanSquareError,
        double meanAbsoluteError,
        double spearman,
        double areaUnderCurve,
        double averagePrecision,
        double precisionAtTop,
        double positiveShare,
        double rankedShare,
        double signalDetermination) {

    /**
     * The share of the observed pairs that have no prediction; {@code NaN} when all have one. The other figures say nothing
     * of these pairs, which may have been the difficult ones.
     */
    public double unpredictedShare() {
        return unpredicted == 0 ? Double.NaN : (double) unpredicted / (pairs + unpredicted);
    }

    /** The figures by their names in tables, in a fixed order. */
    public Map<String, Double> byName() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("R2", determination);
        figures.put("signal R2", signalDetermination);
        figures.put("Pearson r", pearson);
        figures.put("Spearman r", spearman);
        figures.put("RMSE", rootMeanSquareError);
        figures.put("MAE", meanAbsoluteError);
        figures.put("AUROC", areaUnderCurve);
        figures.put("AUPR", averagePrecision);
        figures.put("precision at top", precisionAtTop);
        figures.put("positive share", positiveShare);
        figures.put("ranked share", rankedShare);
        figures.put("unpredicted share", unpredictedShare());
        return Collections.unmodifiableMap(figures);
    }
}

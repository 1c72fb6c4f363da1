package org.chiasma.symmetric.internal.metrics;

/**
 * How well scores find positives. Only the order of the scores counts; where it leaves a choice, among equal scores, the
 * figures are those of a random order (area, precision at top) or of taking all equal ones at once (average precision).
 *
 * @param positives how many there are
 * @param areaUnderCurve probability that a positive scores higher than a negative, ties half (Mann-Whitney)
 * @param averagePrecision sum over distinct scores, from the highest, of the positives at it times the precision down
 *     to it, divided by the number of positives: area under the precision-recall curve without interpolation
 * @param precisionAtTop share of positives among the highest scores
 */
record Detection(int positives, double areaUnderCurve, double averagePrecision, double precisionAtTop) {
    /**
     * The detection of pairs whose observed value is {@code least} or more; {@code NaN} where there are no positives or
     * no negatives.
     *
     * @param all the scores, sorted
     * @param top how many of the highest scores {@code precisionAtTop} looks at, at most all
     */
    static Detection of(double[] observed, double[] scores, SortedValues all, double least, long top) {
        int count = observed.length;
        double[] found = new double[count];
        int positives = 0;
        for (int k = 0; k < count; k++) {
            if (observed[k] >= least) {
                found[positives++] = scores[k];
            }
        }
        SortedValues good = new SortedValues(found, positives);
        boolean meaningful = positives > 0 && positives < count;
        return new Detection(
                positives,
                meaningful ? area(all, good) : Double.NaN,
                meaningful ? averagePrecision(all, good) : Double.NaN,
                meaningful ? precision(all, good, (int) Math.max(1, Math.min(top, count))) : Double.NaN);
    }

    private static double area(SortedValues all, SortedValues good) {
        double wins = 0;
        for (int k = 0; k < good.count(); k++) {
            wins += all.rank(good.at(k)) - (k + 1);
        }
        return wins / good.count() / (all.count() - good.count());
    }

    private static double averagePrecision(SortedValues all, SortedValues good) {
        double sum = 0;
        for (int end = good.count(); end > 0; ) {
            double score = good.at(end - 1);
            int start = good.below(score);
            double precision = (double) (good.count() - start) / (all.count() - all.below(score));
            sum += (end - start) * precision;
            end = start;
        }
        return sum / good.count();
    }

    private static double precision(SortedValues all, SortedValues good, int top) {
        double last = all.at(all.count() - top);
        int above = all.count() - all.upTo(last);
        int goodAbove = good.count() - good.upTo(last);
        double tied = all.upTo(last) - all.below(last);
        double goodTied = good.upTo(last) - good.below(last);
        return (goodAbove + (top - above) * goodTied / tied) / top;
    }
}

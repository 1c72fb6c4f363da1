package org.chiasma.symmetric.internal.model;

import org.chiasma.api.Progress;

/**
 * Which columns have any observed pair. Contact maps have bins without any; a column found empty is left out of everything,
 * instead of being a row of missing entries.
 */
final class Coverage {
    private static final int PROBES = 8;

    private final boolean[] covered;

    private Coverage(boolean[] covered) {
        this.covered = covered;
    }

    /** Looks at a few entries of each column, and at all of them where those are missing. O(D) unless much is missing. */
    static Coverage of(Target target, Progress progress) {
        int size = target.size();
        boolean[] covered = new boolean[size];
        double[] row = new double[size];
        for (int j = 0; j < size; j++) {
            covered[j] = probe(target, j, row);
            if (!covered[j]) {
                progress.checkCancelled();
                target.copy(j, 0, 1, size, row);
                covered[j] = anyObserved(row, 0, size, j);
            }
        }
        return new Coverage(covered);
    }

    private static boolean probe(Target target, int column, double[] row) {
        int size = target.size();
        for (int k = 1; k <= PROBES; k++) {
            int other = (int) ((column + (long) k * size / (PROBES + 1)) % size);
            target.copy(Math.min(column, other), Math.max(column, other), 1, 1, row);
            if (other != column && !Double.isNaN(row[0])) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyObserved(double[] row, int from, int to, int diagonal) {
        for (int i = from; i < to; i++) {
            if (i != diagonal && !Double.isNaN(row[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether a column has an observed pair. */
    boolean isCovered(int column) {
        return covered[column];
    }

    /** How many of some consecutive columns are covered. */
    long count(int first, int columns) {
        long count = 0;
        for (int j = first; j < first + columns; j++) {
            count += covered[j] ? 1 : 0;
        }
        return count;
    }

    /** Sets the features of columns that are not covered to zero. */
    void clear(FeatureMatrix phi) {
        for (int j = 0; j < covered.length; j++) {
            if (!covered[j]) {
                phi.clear(j);
            }
        }
    }

    /** How many columns are covered. */
    long count() {
        return count(0, covered.length);
    }
}

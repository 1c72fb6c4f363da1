package org.chiasma.completion.internal.baseline;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.chiasma.api.DataException;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Observed entries that are hidden to see how well they are completed. They are drawn in units, which are hidden whole:
 * what belongs together must not be known in part, or the score is too good.
 */
public final class HoldOut {
    private final Unit unit;
    private final int[] groups;
    private final boolean upright;

    /** What is hidden as a whole. */
    public enum Unit {
        /** Single entries; with groups, the entries of one group in one line across it. */
        ENTRIES,
        /** Whole rows; with groups of rows, whole groups. */
        ROWS,
        /** Whole columns; with groups of columns, whole groups. */
        COLUMNS
    }

    /**
     * Rows and columns are those of the user's matrix, so that the same seed hides the same entries either way up.
     *
     * @param groups number of the group of each row; with {@link Unit#COLUMNS}, of each column
     * @param upright whether the matrices to be hidden in are the user's; transposed otherwise
     */
    public HoldOut(Unit unit, int[] groups, boolean upright) {
        this.unit = unit;
        this.groups = groups;
        this.upright = upright;
    }

    /**
     * Hides a random part of the units that have observed entries.
     *
     * @param observed {@code NaN} where missing; hidden entries become {@code NaN}
     * @param fraction of the units, in (0, 1); at least one is hidden and one is left
     * @return the hidden entries, {@code NaN} elsewhere
     * @throws DataException {@code E-EVALUATE-FEW} if there are fewer than two units
     */
    public OffHeapMatrix hide(OffHeapMatrix observed, double fraction, SplittableRandom random) {
        long[] units = units(observed);
        if (units.length < 2) {
            throw new DataException(
                    "E-EVALUATE-FEW",
                    "matrix: %d units with observed entries to choose from, expected at least 2, hold out smaller units"
                            .formatted(units.length));
        }
        int count = (int) Math.max(1, Math.min(units.length - 1L, Math.round(fraction * units.length)));
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(units.length - i);
            long drawn = units[other];
            units[other] = units[i];
            units[i] = drawn;
        }
        BitSet chosen = new BitSet();
        for (int i = 0; i < count; i++) {
            chosen.set(Math.toIntExact(units[i]));
        }
        OffHeapMatrix hidden = OffHeapMatrix.zeros(observed.rows(), observed.columns());
        int n = Math.toIntExact(observed.columns());
        double[] row = new double[n];
        double[] taken = new double[n];
        for (int i = 0; i < observed.rows(); i++) {
            observed.readRow(i, 0, row, 0, n);
            Arrays.fill(taken, Double.NaN);
            for (int j = 0; j < n; j++) {
                if (chosen.get((int) unit(i, j, observed))) {
                    taken[j] = row[j];
                    row[j] = Double.NaN;
                }
            }
            observed.writeRow(i, 0, row, 0, n);
            hidden.writeRow(i, 0, taken, 0, n);
        }
        return hidden;
    }

    /** The distinct units of observed entries, ascending. */
    private long[] units(OffHeapMatrix observed) {
        int n = Math.toIntExact(observed.columns());
        double[] row = new double[n];
        long[] found = new long[1024];
        int count = 0;
        for (int i = 0; i < observed.rows(); i++) {
            observed.readRow(i, 0, row, 0, n);
            for (int j = 0; j < n; j++) {
                if (!Double.isNaN(row[j])) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, Math.toIntExact(2L * count));
                    }
                    found[count++] = unit(i, j, observed);
                }
            }
        }
        Arrays.sort(found, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (distinct == 0 || found[distinct - 1] != found[i]) {
                found[distinct++] = found[i];
            }
        }
        return Arrays.copyOf(found, distinct);
    }

    private long unit(int i, int j, OffHeapMatrix matrix) {
        int row = upright ? i : j;
        int column = upright ? j : i;
        long columns = upright ? matrix.columns() : matrix.rows();
        return switch (unit) {
            case ENTRIES -> groups[row] * columns + column;
            case ROWS -> groups[row];
            case COLUMNS -> groups[column];
        };
    }
}

package org.chiasma.completion.internal.kernel;

import org.chiasma.linalg.OffHeapMatrix;

/**
 * The feature vectors of items as directions and lengths: row i of {@link #directions()} times {@code length(i)}. An
 * item without features (all zero) has length zero and a zero direction.
 */
public final class UnitRows implements AutoCloseable {
    private final OffHeapMatrix directions;
    private final double[] lengths;

    private UnitRows(OffHeapMatrix directions, double[] lengths) {
        this.directions = directions;
        this.lengths = lengths;
    }

    /**
     * Divides every row by its Euclidean length, in place.
     *
     * @param features items x features, finite; taken over, freed by {@link #close()}
     */
    public static UnitRows of(OffHeapMatrix features) {
        int width = Math.toIntExact(features.columns());
        double[] lengths = new double[Math.toIntExact(features.rows())];
        double[] row = new double[width];
        for (int i = 0; i < lengths.length; i++) {
            features.readRow(i, 0, row, 0, width);
            lengths[i] = length(row);
            if (lengths[i] > 0) {
                for (int k = 0; k < width; k++) {
                    row[k] /= lengths[i];
                }
                features.writeRow(i, 0, row, 0, width);
            }
        }
        return new UnitRows(features, lengths);
    }

    /** Forgets the lengths: every item with features has length one. */
    public UnitRows normalized() {
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = lengths[i] > 0 ? 1 : 0;
        }
        return this;
    }

    /** Number of items. */
    public int items() {
        return lengths.length;
    }

    /** Number of features. */
    public int width() {
        return Math.toIntExact(directions.columns());
    }

    OffHeapMatrix directions() {
        return directions;
    }

    /** The lengths themselves, not a copy. */
    double[] lengths() {
        return lengths;
    }

    /** A copy of the rows {@code positions}, in that order. */
    UnitRows select(int[] positions) {
        OffHeapMatrix selected = OffHeapMatrix.zeros(positions.length, width());
        double[] chosen = new double[positions.length];
        double[] row = new double[width()];
        for (int i = 0; i < positions.length; i++) {
            directions.readRow(positions[i], 0, row, 0, row.length);
            selected.writeRow(i, 0, row, 0, row.length);
            chosen[i] = lengths[positions[i]];
        }
        return new UnitRows(selected, chosen);
    }

    @Override
    public void close() {
        directions.close();
    }

    /** Scaled by the largest entry, so that squares neither overflow nor vanish. */
    private static double length(double[] row) {
        double largest = 0;
        for (double value : row) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0) {
            return 0;
        }
        double sum = 0;
        for (double value : row) {
            double scaled = value / largest;
            sum += scaled * scaled;
        }
        return largest * Math.sqrt(sum);
    }
}

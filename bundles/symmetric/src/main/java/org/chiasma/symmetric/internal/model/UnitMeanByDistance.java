package org.chiasma.symmetric.internal.model;

import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/**
 * Predictions of what a map has beyond its expected decay, moved so that they agree with what "expected" means: the mean of
 * the entries at a distance is the expected one. For the logarithmic links, p_ij - log(mean of exp p at the distance), so that
 * observed over expected has mean one at every distance; otherwise p_ij less its mean. The entries of the map are not looked at.
 */
final class UnitMeanByDistance extends FloatSymmetricMatrix {
    /** Where a distance has more pairs, so many evenly spaced ones stand for all. */
    private static final int MOST_PAIRS = 512;

    private final FloatSymmetricMatrix sums;
    private final int[] positions;
    private final float[] offsets;

    UnitMeanByDistance(FloatSymmetricMatrix sums, int[] positions, Link link) {
        this.sums = sums;
        this.positions = positions.clone();
        this.offsets = offsets(sums, positions, link == Link.LOG1P || link == Link.POISSON);
    }

    private static float[] offsets(FloatSymmetricMatrix sums, int[] positions, boolean logarithmic) {
        int size = positions.length;
        int longest = size == 0 ? 0 : positions[size - 1] - positions[0];
        double[] totals = new double[longest + 1];
        int[] counts = new int[longest + 1];
        int step = Math.max(1, size / MOST_PAIRS);
        float[] row = new float[size];
        for (int i = 0; i + 1 < size; i += step) {
            sums.copyBlock(i, i + 1, 1, size - i - 1, row, 0, size);
            for (int j = i + 1; j < size; j++) {
                double value = row[j - i - 1];
                totals[positions[j] - positions[i]] += logarithmic ? Math.exp(value) : value;
                counts[positions[j] - positions[i]]++;
            }
        }
        float[] offsets = new float[longest + 1];
        for (int d = 1; d <= longest; d++) {
            if (counts[d] > 0) {
                double mean = totals[d] / counts[d];
                offsets[d] = (float) (logarithmic ? Math.log(mean) : mean);
            }
        }
        return offsets;
    }

    @Override
    public MatrixSpec spec() {
        return sums.spec();
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, float[] target, int offset, int stride) {
        sums.copyBlock(row, column, height, width, target, offset, stride);
        for (int i = 0; i < height; i++) {
            int position = positions[(int) row + i];
            for (int j = 0; j < width; j++) {
                target[offset + i * stride + j] -= offsets[Math.abs(positions[(int) column + j] - position)];
            }
        }
    }
}

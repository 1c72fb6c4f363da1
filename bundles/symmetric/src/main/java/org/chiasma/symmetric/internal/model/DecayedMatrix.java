package org.chiasma.symmetric.internal.model;

import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/** Entries of a contact map: link(sum_ij + scale(E(d_ij))) for predicted sums and the expected decay E. */
final class DecayedMatrix extends FloatSymmetricMatrix {
    private final FloatSymmetricMatrix sums;
    private final int[] positions;
    private final double[] offsets;
    private final Link link;

    DecayedMatrix(FloatSymmetricMatrix sums, int[] positions, ExpectedByDistance expected, Link link) {
        this.sums = sums;
        this.positions = positions.clone();
        int longest = positions.length == 0 ? 0 : positions[positions.length - 1] - positions[0];
        this.offsets = DistanceResidual.offsets(expected, link, longest);
        this.link = link;
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
                int at = offset + i * stride + j;
                int distance = Math.abs(positions[(int) column + j] - position);
                target[at] = (float) link.toEntry(target[at] + offsets[distance]);
            }
        }
    }
}

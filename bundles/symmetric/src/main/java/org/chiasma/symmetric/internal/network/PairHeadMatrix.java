package org.chiasma.symmetric.internal.network;

import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/** The predictions of a pair head, made when they are asked for; an entry below the diagonal is the one above it. */
final class PairHeadMatrix extends FloatSymmetricMatrix {
    private final List<PairHeadWeights> members;
    private final List<PairHeadColumns> embedded;
    private final int[] positions;
    private final PairSkips skips;
    private final MatrixSpec spec;
    private final Link link;

    PairHeadMatrix(
            List<PairHeadWeights> members,
            List<PairHeadColumns> embedded,
            int[] positions,
            PairSkips skips,
            Axis axis,
            Link link) {
        this.members = members;
        this.embedded = embedded;
        this.positions = positions;
        this.skips = skips;
        this.spec = MatrixSpec.dense(axis, axis)
                .withElementType(ElementType.FLOAT32)
                .withLayout(Layout.PACKED_SYMMETRIC)
                .withMissing(MissingValue.NONE);
        this.link = link;
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, float[] target, int offset, int stride) {
        requireInside(row, column, height, width);
        List<PairHeadForward> networks = new ArrayList<>();
        for (int k = 0; k < members.size(); k++) {
            networks.add(new PairHeadForward(members.get(k), embedded.get(k), positions, skips));
        }
        int[] i = new int[PairHeadForward.CHUNK];
        int[] j = new int[PairHeadForward.CHUNK];
        float[] sums = new float[PairHeadForward.CHUNK];
        for (int k = 0; k < height; k++) {
            for (int first = 0; first < width; first += PairHeadForward.CHUNK) {
                int count = Math.min(PairHeadForward.CHUNK, width - first);
                for (int p = 0; p < count; p++) {
                    int at = (int) column + first + p;
                    i[p] = Math.min((int) row + k, at);
                    j[p] = Math.max((int) row + k, at);
                }
                predict(networks, i, j, count, sums);
                for (int p = 0; p < count; p++) {
                    target[offset + k * stride + first + p] = (float) link.toEntry(sums[p]);
                }
            }
        }
    }

    private void predict(List<PairHeadForward> networks, int[] i, int[] j, int count, float[] sums) {
        java.util.Arrays.fill(sums, 0);
        for (PairHeadForward network : networks) {
            network.add(i, j, count, 1f / networks.size(), sums);
        }
    }
}

package org.chiasma.symmetric.internal.network;

import java.util.List;
import org.chiasma.api.matrix.Axis;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.ColumnFeatures;
import org.chiasma.symmetric.internal.model.ColumnValues;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.model.Predictor;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/**
 * Trained networks that predict each pair of columns on its own, from what lies at the two and between them:
 *
 * <pre>z_ij = e_i' S e_j + g(log d, log(1 + |C_j - C_i|), means of u over i .. j, e_i * e_j, e_i + e_j, known numbers)</pre>
 *
 * <p>with d the distance, and e, u and the boundary strengths that C adds up made from the features of each column. The mean
 * of the members. Needs no ND4J.
 *
 * @param members at least one
 */
public record PairHead(List<PairHeadWeights> members) implements Predictor {
    /** Copies the list. */
    public PairHead {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a pair head without members");
        }
    }

    @Override
    public FloatSymmetricMatrix predict(
            LinearAlgebra algebra,
            ColumnFeatures features,
            ColumnValues columns,
            int[] positions,
            Axis axis,
            Link link) {
        float[] phi = rows(features, columns, algebra);
        PairSkips skips = members.get(0).spec().skips() > 0 ? PairSkips.of(columns, algebra) : PairSkips.none();
        List<PairHeadColumns> embedded =
                members.stream().map(member -> PairHeadColumns.of(member, phi)).toList();
        return new PairHeadMatrix(members, embedded, positions, skips, axis, link);
    }

    /** D x q features, row-major. */
    static float[] rows(ColumnFeatures features, ColumnValues columns, LinearAlgebra algebra) {
        int q = features.count();
        float[] rows = new float[Math.multiplyExact(columns.columns(), q)];
        try (FloatMatrix phi = features.matrix32(columns, algebra)) {
            for (int j = 0; j < columns.columns(); j++) {
                phi.readRow(j, 0, rows, j * q, q);
            }
        }
        return rows;
    }

    @Override
    public String name() {
        return "pair head";
    }

    @Override
    public long parameters() {
        return members.stream().mapToLong(PairHeadWeights::count).sum();
    }
}

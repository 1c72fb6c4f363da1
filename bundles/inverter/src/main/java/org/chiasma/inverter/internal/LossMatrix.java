package org.chiasma.inverter.internal;

import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.inverter.internal.training.TrainedMember;
import org.chiasma.inverter.internal.training.Validation;

/** The history of a training as a matrix, one row per look at the held-out matrices. */
final class LossMatrix {
    private static final List<String> COLUMNS =
            List.of("network", "samples", "loss", "median", "p95", "p99", "max", "rate");

    private LossMatrix() {}

    static Matrix of(List<TrainedMember> members, MatrixStore store) {
        List<double[]> rows = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            for (Validation look : members.get(i).history()) {
                rows.add(row(i + 1, look));
                labels.add("network-%d-samples-%d".formatted(i + 1, look.samples()));
            }
        }
        MatrixSpec spec = MatrixSpec.dense(Axis.labelled("looks", labels), Axis.labelled("figures", COLUMNS));
        try (MatrixDraft draft = store.create(spec)) {
            for (int i = 0; i < rows.size(); i++) {
                draft.writeRow(i, rows.get(i), 0);
            }
            return draft.seal();
        }
    }

    private static double[] row(int network, Validation look) {
        return new double[] {
            network,
            look.samples(),
            look.loss(),
            look.residual().median(),
            look.residual().p95(),
            look.residual().p99(),
            look.residual().max(),
            look.rate()
        };
    }
}

package org.chiasma.inverter.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.operation.OperationReport.Table;
import org.chiasma.inverter.internal.training.StartQuality;

/**
 * Several starts of Newton-Schulz iteration side by side.
 *
 * @param qualities of the same matrices, the network first
 */
record EvaluationReport(List<StartQuality> qualities) {
    private static final List<String> FIGURES = List.of(
            "median", "p95", "p99", "max", "in-basin", "used", "steps-median", "steps-p95", "steps-max", "inverted");

    EvaluationReport {
        qualities = List.copyOf(qualities);
    }

    /** Residuals of the guesses. */
    Table residuals() {
        List<List<Object>> rows = new ArrayList<>();
        for (StartQuality quality : qualities) {
            rows.add(List.of(
                    quality.name(),
                    quality.residual().median(),
                    quality.residual().p95(),
                    quality.residual().p99(),
                    quality.residual().max(),
                    quality.basinShare()));
        }
        return new Table(
                "Residual |I - A X|_F of %,d guesses, and the share of them with |I - A X|_2 below 1"
                        .formatted(qualities.get(0).count()),
                List.of("start", "median", "95 %", "99 %", "largest", "in the basin"),
                rows);
    }

    /** What iteration in float64 makes of them. */
    Table refinement() {
        List<List<Object>> rows = new ArrayList<>();
        for (StartQuality quality : qualities) {
            rows.add(List.of(
                    quality.name(),
                    quality.usedShare(),
                    (long) quality.steps().median(),
                    (long) quality.steps().p95(),
                    (long) quality.steps().max(),
                    quality.inverted()));
        }
        return new Table(
                "Newton-Schulz steps in float64 until the residual stops falling",
                List.of("start", "guesses used", "median", "95 %", "most", "certified"),
                rows);
    }

    /** Root mean square error and determination of the network's guesses, or why there are none. */
    String agreement() {
        return Optional.ofNullable(qualities.get(0).agreement())
                .map(agreement -> "RMSE %.3g, R2 %.4f".formatted(agreement.rootMeanSquare(), agreement.determination()))
                .orElse("not meaningful: matrices come arbitrarily near to singular ones");
    }

    /** One row per start. */
    Matrix quantiles(MatrixStore store) {
        List<String> names = qualities.stream().map(StartQuality::name).toList();
        MatrixSpec spec = MatrixSpec.dense(Axis.labelled("starts", names), Axis.labelled("figures", FIGURES));
        try (MatrixDraft draft = store.create(spec)) {
            for (int i = 0; i < qualities.size(); i++) {
                draft.writeRow(i, row(qualities.get(i)), 0);
            }
            return draft.seal();
        }
    }

    private static double[] row(StartQuality quality) {
        return new double[] {
            quality.residual().median(),
            quality.residual().p95(),
            quality.residual().p99(),
            quality.residual().max(),
            quality.basinShare(),
            quality.usedShare(),
            quality.steps().median(),
            quality.steps().p95(),
            quality.steps().max(),
            (double) quality.inverted() / quality.count()
        };
    }
}

package org.chiasma.symmetric.internal;

import java.util.Locale;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.symmetric.internal.simulation.SimulatedExample;
import org.chiasma.symmetric.internal.simulation.Simulation;
import org.osgi.service.component.annotations.Component;

/**
 * {@code symmetric:simulate}: a synthetic example (X, Y, Z) and the signal behind Z. Z and the signal are computed while
 * they are written or read, so that they need no memory.
 */
@Component(service = MatrixOperation.class)
@Operation(
        name = "symmetric:simulate",
        summary = "Make a synthetic example: X, Y and a symmetric matrix Z of any size, with the signal behind it.",
        parameters = SimulateParameters.class,
        outputs = {"z", "x", "y", "signal"},
        examples = {
            "symmetric:simulate --columns 2000 --seed 1 --output z.tiles --x-output x.npy --y-output y.npy",
            "symmetric:simulate --family contacts --columns 500 --output z.tsv.gz --x-output x.tsv --y-output y.tsv",
            "symmetric:simulate --columns 50000 --ceiling 0.2 --output z.tiles --x-output x.npy --y-output y.npy --signal-output signal.tiles"
        })
public final class SimulateOperation implements MatrixOperation<SimulateParameters> {
    private static final long BIN_LENGTH = 40_000;

    @Override
    public OperationReport run(SimulateParameters parameters, OperationContext context) {
        Simulation simulation = parameters.simulation();
        context.progress().begin("tracks", 1);
        SimulatedExample example = simulation.example();
        context.progress().advance(1);
        context.progress().checkCancelled();
        Axis columns = columns(simulation);
        Matrix z = example.observed(columns);
        context.publish("z", z);
        context.publish("x", tracks(example.x(), columns, context));
        context.publish("y", tracks(example.y(), columns, context));
        context.publish("signal", example.signal(columns));
        return report(simulation, z);
    }

    /** Bins of one chromosome where the family has distances, columns without labels otherwise. */
    private static Axis columns(Simulation simulation) {
        if (!simulation.family().hasBins()) {
            return Axis.anonymous("columns", simulation.columns());
        }
        return Axis.labelled(
                "bins",
                IntStream.range(0, simulation.columns())
                        .mapToObj(j -> "chr1:" + j * BIN_LENGTH + "-" + (j + 1) * BIN_LENGTH)
                        .toList());
    }

    private static Matrix tracks(float[][] rows, Axis columns, OperationContext context) {
        MatrixSpec spec = MatrixSpec.dense(Axis.anonymous("rows", rows.length), columns)
                .withElementType(ElementType.FLOAT32)
                .withMissing(MissingValue.NONE);
        try (MatrixDraft draft = context.store().create(spec)) {
            double[] row = new double[rows[0].length];
            for (int n = 0; n < rows.length; n++) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = rows[n][j];
                }
                draft.writeRow(n, row, 0);
            }
            return draft.seal();
        }
    }

    private static OperationReport report(Simulation simulation, Matrix z) {
        OperationReport.Builder report = OperationReport.builder()
                .fact("family", simulation.family().name().toLowerCase(Locale.ROOT))
                .fact("columns of X, Y and Z", (long) simulation.columns())
                .fact("rows of X and of Y", (long) simulation.rows())
                .fact("entries of Z on and above the diagonal", z.storedEntries())
                .fact("seed", simulation.seed())
                .fact("model", simulation.model());
        if (simulation.family().hasCeiling()) {
            report.fact("R2 of the signal on Z", simulation.ceiling());
        }
        return report.build();
    }
}

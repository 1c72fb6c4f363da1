package org.chiasma.inverter.internal;

import java.util.List;
import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.remedy.Remedy;
import org.chiasma.linalg.LinearAlgebra;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code inverter:partial-correlations}: the correlation of two variables once all others are held fixed, -P_ij / sqrt(P_ii
 * P_jj) for the certified inverse P of the covariance matrix, with ones on the diagonal.
 */
@Component(service = MatrixOperation.class)
@Operation(
        name = "inverter:partial-correlations",
        summary = "Compute partial correlations from a covariance matrix.",
        parameters = PartialCorrelationsParameters.class,
        outputs = "correlations",
        examples = {
            "inverter:partial-correlations covariance.tsv --output partial.tsv",
            "inverter:partial-correlations ld.npy --ridge 0.1 --output partial.npy --figure partial.png"
        })
public final class PartialCorrelationsOperation implements MatrixOperation<PartialCorrelationsParameters> {
    /** Asymmetry, relative to the two variances, that text with few digits may have. */
    private static final double ASYMMETRY = 1e-6;

    private static final double BEYOND_ONE = 1 + 1e-9;

    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public PartialCorrelationsOperation(@Reference LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(PartialCorrelationsParameters parameters, OperationContext context) {
        MatrixStack covariance = new MatrixStack(context.open(parameters.covariance()), parameters.covariance());
        requireCovariance(covariance);
        Optional<Remedy> remedy = parameters.diagonal().remedy();
        StackInversion inversion = new InversionChoice(algebra, covariance, remedy).auto();
        try (InverseOutput output = new InverseOutput(covariance, context.store(), false)) {
            inversion.invert(covariance, output, context.progress());
            output.requireAllInverted(
                    remedy.isPresent()
                            ? "use a larger one than in the remedy, "
                                    + remedy.get().text()
                            : "use --ridge or --shrink");
            Matrix precision = output.seal();
            StrongestPairs strongest = new StrongestPairs();
            Matrix correlations = correlations(covariance, precision, strongest, context);
            context.publish("correlations", correlations);
            CertificateTable certificate = output.certificates();
            OperationReport.Builder report = OperationReport.builder()
                    .fact("variables", covariance.rows())
                    .fact("method", inversion.method());
            remedy.ifPresent(used -> report.fact("remedy", used.text()));
            return report.fact("condition", certificate.largest("condition"))
                    .fact("proven error of the inverse at most", certificate.largest("error"))
                    .table(strongest.table(covariance.matrix().rows()))
                    .figure(heatMap("Covariances of ", covariance, covariance.matrix()))
                    .figure(heatMap("Partial correlations of ", covariance, correlations))
                    .build();
        }
    }

    private static HeatMap heatMap(String title, MatrixStack covariance, Matrix matrix) {
        String name = covariance.reference().text();
        return new HeatMap(title + name, List.of(new HeatMap.Panel("", matrix)));
    }

    private static void requireCovariance(MatrixStack covariance) {
        String where = covariance.reference().text();
        if (covariance.count() != 1) {
            throw new DataException(
                    "E-INVERT-SHAPE",
                    where + ": found " + covariance.extent() + ", expected one matrix, name one of them as FILE#1");
        }
        BatchInversion.requireSquare(where, covariance.rows(), covariance.columns());
        Matrix matrix = covariance.matrix();
        covariance.requireSameLabels();
        int n = Math.toIntExact(matrix.rowCount());
        double[] row = new double[n];
        double[] column = new double[n];
        double[] deviations = new double[n];
        for (int i = 0; i < n; i++) {
            matrix.copyRow(i, row, 0);
            deviations[i] = Math.sqrt(Math.abs(row[i]));
        }
        for (int i = 0; i < n; i++) {
            matrix.copyRow(i, row, 0);
            matrix.copyBlock(0, i, n, 1, column, 0, 1);
            for (int j = 0; j < i; j++) {
                if (Math.abs(row[j] - column[j]) > ASYMMETRY * deviations[i] * deviations[j]) {
                    throw new DataException(
                            "E-INVERT-SYMMETRY",
                            "%s: found %s at row %s, column %s, and %s across the diagonal, expected a symmetric matrix, give covariances or correlations"
                                    .formatted(
                                            where,
                                            row[j],
                                            matrix.rows().label(i),
                                            matrix.columns().label(j),
                                            column[j]));
                }
            }
        }
    }

    private static Matrix correlations(
            MatrixStack covariance, Matrix precision, StrongestPairs strongest, OperationContext context) {
        int n = Math.toIntExact(precision.rowCount());
        double[] row = new double[n];
        double[] column = new double[n];
        double[] plain = new double[n];
        double[] variances = new double[n];
        double[] scales = scales(covariance, precision, variances);
        Matrix matrix = covariance.matrix();
        MatrixSpec spec =
                MatrixSpec.dense(precision.rows(), precision.columns()).withMissing(MissingValue.NONE);
        try (MatrixDraft draft = context.store().create(spec)) {
            for (int i = 0; i < n; i++) {
                context.progress().checkCancelled();
                precision.copyRow(i, row, 0);
                precision.copyBlock(0, i, n, 1, column, 0, 1);
                matrix.copyRow(i, plain, 0);
                for (int j = 0; j < n; j++) {
                    row[j] = i == j ? 1 : -0.5 * (row[j] + column[j]) * (scales[i] * scales[j]);
                    if (Math.abs(row[j]) > BEYOND_ONE) {
                        throw indefinite(covariance, i, "partial correlation " + row[j]);
                    }
                    if (j < i) {
                        strongest.offer(j, i, row[j], plain[j] / Math.sqrt(variances[i] * variances[j]));
                    }
                }
                draft.writeRow(i, row, 0);
            }
            return draft.seal();
        }
    }

    /** 1 / sqrt(P_ii), and the variances of the covariance matrix as given. */
    private static double[] scales(MatrixStack covariance, Matrix precision, double[] variances) {
        double[] scales = new double[variances.length];
        double[] entry = new double[1];
        for (int i = 0; i < scales.length; i++) {
            covariance.matrix().copyBlock(i, i, 1, 1, entry, 0, 1);
            variances[i] = entry[0];
            precision.copyBlock(i, i, 1, 1, entry, 0, 1);
            if (!(entry[0] > 0)) {
                throw indefinite(covariance, i, "partial variance " + 1 / entry[0]);
            }
            scales[i] = 1 / Math.sqrt(entry[0]);
        }
        return scales;
    }

    private static DataException indefinite(MatrixStack covariance, int i, String found) {
        return new DataException(
                "E-INVERT-INDEFINITE",
                "%s, variable %s: found %s, expected a positive definite matrix, use --ridge or --shrink"
                        .formatted(
                                covariance.reference(),
                                covariance.matrix().rows().label(i),
                                found));
    }
}

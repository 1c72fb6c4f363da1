package org.chiasma.completion.internal;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.chiasma.completion.internal.baseline.Evaluation;
import org.chiasma.completion.internal.baseline.HoldOut;
import org.chiasma.completion.internal.baseline.SoftImpute;
import org.chiasma.completion.internal.prior.FeaturePrior;
import org.chiasma.completion.internal.solve.CompletionModel;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code completion:evaluate}: hides observed entries, completes the rest, and compares with plain means and soft-impute.
 * The work is done by {@link Evaluation}.
 */
@Component(service = MatrixOperation.class)
@Operation(
        name = "completion:evaluate",
        summary = "Hide observed entries, complete the rest, and compare with means and soft-impute.",
        parameters = EvaluateParameters.class,
        examples = {
            "completion:evaluate response.gct --prior expression.tsv --hold-out 0.1 --repeats 5",
            "completion:evaluate response.csv --prior-self --axis both --depth 3 --ridge 3 --group-file drug-names.tsv"
        })
public final class EvaluateOperation implements MatrixOperation<EvaluateParameters> {
    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public EvaluateOperation(@Reference LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(EvaluateParameters parameters, OperationContext context) {
        ItemAxis axis = parameters.model().axis();
        Matrix matrix = context.open(parameters.matrix());
        Optional<FeaturePrior> prior = parameters.model().priorChoice().resolve(axis.items(matrix), context);
        try (FeaturePrior features = prior.orElse(null)) {
            CompletionModel model =
                    new CompletionModel(algebra, parameters.model().settings(), Optional.ofNullable(features));
            Evaluation evaluation =
                    new Evaluation(model, new SoftImpute(algebra, parameters.softImpute()), axis.upright());
            HoldOut holdOut = holdOut(parameters, matrix, context);
            SplittableRandom random = new SplittableRandom(parameters.seed());
            for (int round = 1; round < parameters.repeats(); round++) {
                try (OffHeapMatrix observed = axis.read(matrix)) {
                    round(evaluation, observed, holdOut, parameters, random, context)
                            .close();
                }
            }
            try (OffHeapMatrix observed = axis.read(matrix);
                    OffHeapMatrix predicted = round(evaluation, observed, holdOut, parameters, random, context)) {
                Matrix guesses = axis.write(predicted, matrix, MissingValue.NAN, context.store());
                return report(parameters, matrix, guesses, evaluation);
            }
        }
    }

    private static OffHeapMatrix round(
            Evaluation evaluation,
            OffHeapMatrix observed,
            HoldOut holdOut,
            EvaluateParameters parameters,
            SplittableRandom random,
            OperationContext context) {
        return evaluation.round(observed, holdOut, parameters.holdOut(), random, context.progress());
    }

    private static HoldOut holdOut(EvaluateParameters parameters, Matrix matrix, OperationContext context) {
        Axis grouped = parameters.by() == HoldOut.Unit.COLUMNS ? matrix.columns() : matrix.rows();
        int[] groups = parameters
                .groupField()
                .map(field -> GroupLabels.ofField(grouped, field))
                .or(() -> parameters.groupFile().map(file -> GroupLabels.ofFile(grouped, file, context.progress())))
                .orElseGet(() -> GroupLabels.none(grouped));
        return new HoldOut(parameters.by(), groups, parameters.model().axis().upright());
    }

    private static OperationReport report(
            EvaluateParameters parameters, Matrix matrix, Matrix guesses, Evaluation evaluation) {
        String title = "Hidden entries, %d over %d round%s"
                .formatted(evaluation.hiddenEntries(), parameters.repeats(), parameters.repeats() == 1 ? "" : "s");
        return OperationReport.builder()
                .fact("hidden entries", evaluation.hiddenEntries())
                .fact("rounds", (long) parameters.repeats())
                .fact("seed", parameters.seed())
                .table(evaluation.comparison().table(title))
                .figure(new HeatMap(
                        "Hidden entries of the last round, " + FigureText.extent(matrix),
                        List.of(
                                new HeatMap.Panel("observed", matrix),
                                new HeatMap.Panel("predicted where hidden", guesses))))
                .build();
    }
}

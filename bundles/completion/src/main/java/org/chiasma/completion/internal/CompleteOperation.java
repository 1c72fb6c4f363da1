package org.chiasma.completion.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.chiasma.completion.internal.baseline.Agreement;
import org.chiasma.completion.internal.baseline.Comparison;
import org.chiasma.completion.internal.baseline.HoldOut;
import org.chiasma.completion.internal.baseline.MeanBaseline;
import org.chiasma.completion.internal.baseline.Prediction;
import org.chiasma.completion.internal.prior.FeaturePrior;
import org.chiasma.completion.internal.solve.CompletionModel;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code completion:complete}: fills the missing entries of a matrix by the neural tangent kernel of its items' features.
 * The work is done by {@link CompletionModel}.
 */
@Component(service = MatrixOperation.class)
@Operation(
        name = "completion:complete",
        summary = "Fill the missing entries of a matrix by a neural tangent kernel with a feature prior.",
        parameters = CompleteParameters.class,
        outputs = "completed",
        examples = {
            "completion:complete response.gct --prior expression.tsv --output filled.gct",
            "completion:complete response.gct --prior-field tissue --output filled.gct",
            "completion:complete response.gct --prior-self --axis both --depth 3 --ridge 3 --output filled.gct"
        })
public final class CompleteOperation implements MatrixOperation<CompleteParameters> {
    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public CompleteOperation(@Reference LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(CompleteParameters parameters, OperationContext context) {
        ItemAxis axis = parameters.model().axis();
        Matrix matrix = context.open(parameters.matrix());
        Optional<Matrix> truth = parameters.truth().map(context::open);
        Optional<FeaturePrior> prior = parameters.model().priorChoice().resolve(axis.items(matrix), context);
        try (FeaturePrior features = prior.orElse(null);
                OffHeapMatrix observed = axis.read(matrix);
                OffHeapMatrix known = known(parameters, truth, matrix, observed)) {
            CompletionModel model =
                    new CompletionModel(algebra, parameters.model().settings(), Optional.ofNullable(features));
            try (CompletionModel.Completed completed = model.complete(observed, context.progress())) {
                noteWhatNeedsSaying(completed, context);
                Matrix filled = axis.write(completed.values(), matrix, MissingValue.NONE, context.store());
                context.publish("completed", filled);
                OperationReport.Builder report = facts(matrix, features, parameters, completed);
                if (known != null) {
                    report.table(score(known, axis, observed, completed.values()));
                }
                return report.figure(figure(matrix, filled, completed.imputed(), truth))
                        .build();
            }
        }
    }

    /** Values to score against, {@code NaN} where there is none: the truth, or what is hidden from {@code observed} here. */
    private static @Nullable OffHeapMatrix known(
            CompleteParameters parameters, Optional<Matrix> truth, Matrix matrix, OffHeapMatrix observed) {
        ItemAxis axis = parameters.model().axis();
        if (parameters.mask().isPresent()) {
            int[] rows = IntStream.range(0, Math.toIntExact(matrix.rowCount())).toArray();
            return new HoldOut(HoldOut.Unit.ENTRIES, rows, axis.upright())
                    .hide(observed, parameters.mask().get(), new SplittableRandom(parameters.seed()));
        }
        return truth.map(values -> Truth.align(values, matrix, axis)).orElse(null);
    }

    private static void noteWhatNeedsSaying(CompletionModel.Completed completed, OperationContext context) {
        if (completed.imputed() == 0) {
            context.progress().note("no entry is missing: the result is the matrix itself");
        }
        if (completed.emptyRows() > 0) {
            context.progress()
                    .note("%d profiles without any observed entry were filled by the means of the others"
                            .formatted(completed.emptyRows()));
        }
        if (completed.emptyItems() > 0) {
            context.progress()
                    .note(
                            "%d items without any observed entry were filled by the means: own profiles say nothing of them"
                                    .formatted(completed.emptyItems()));
        }
        if (completed.outcome().reciprocalCondition() < 1e-12) {
            context.progress()
                    .note(
                            "the kernel is nearly singular (reciprocal condition %.1e): imputed entries may have few correct digits, use a larger --ridge"
                                    .formatted(completed.outcome().reciprocalCondition()));
        }
    }

    private static OperationReport.Builder facts(
            Matrix matrix,
            @Nullable FeaturePrior features,
            CompleteParameters parameters,
            CompletionModel.Completed completed) {
        long entries = matrix.rowCount() * matrix.columnCount();
        String own = parameters.model().priorSelf() ? "own profiles" : "";
        String prior = features == null ? own : features.description() + (own.isEmpty() ? "" : " and " + own);
        OperationReport.Builder report = OperationReport.builder()
                .fact(matrix.rows().name(), matrix.rowCount())
                .fact(matrix.columns().name(), matrix.columnCount())
                .fact("observed entries", entries - completed.imputed())
                .fact("imputed entries", completed.imputed())
                .fact("prior", prior);
        if (features != null) {
            report.fact(parameters.model().axis().items(matrix).name() + " with features", features.matched());
        }
        double condition = completed.outcome().reciprocalCondition();
        if (!Double.isNaN(condition)) {
            report.fact("missing patterns", (long) completed.outcome().patterns());
            report.fact("reciprocal condition", condition);
        }
        return report;
    }

    /** Completion and plain means on the entries that were missing and that the truth knows. */
    private static OperationReport.Table score(
            OffHeapMatrix truth, ItemAxis axis, OffHeapMatrix observed, OffHeapMatrix completed) {
        Comparison comparison = new Comparison();
        List<MeanBaseline> means = MeanBaseline.all(observed, axis.upright());
        for (MeanBaseline mean : means) {
            comparison.add(mean.name(), compare(truth, observed, mean.offsets()::at));
        }
        Agreement kernel = compare(truth, observed, completed::get);
        comparison.add("tangent kernel", kernel);
        return comparison.table("Imputed entries against the truth (" + kernel.count() + " entries known)");
    }

    private static Agreement compare(OffHeapMatrix truth, OffHeapMatrix observed, Prediction prediction) {
        Agreement agreement = new Agreement();
        for (int i = 0; i < truth.rows(); i++) {
            for (int j = 0; j < truth.columns(); j++) {
                double value = truth.get(i, j);
                if (!Double.isNaN(value) && Double.isNaN(observed.get(i, j))) {
                    agreement.add(value, prediction.at(i, j));
                }
            }
        }
        return agreement;
    }

    private static HeatMap figure(Matrix matrix, Matrix filled, long imputed, Optional<Matrix> truth) {
        List<HeatMap.Panel> panels = new ArrayList<>();
        panels.add(new HeatMap.Panel("observed", matrix));
        panels.add(new HeatMap.Panel("completed, %d entries imputed".formatted(imputed), filled));
        truth.ifPresent(known -> panels.add(new HeatMap.Panel("truth", known)));
        return new HeatMap("Completion of " + FigureText.extent(matrix), panels);
    }
}

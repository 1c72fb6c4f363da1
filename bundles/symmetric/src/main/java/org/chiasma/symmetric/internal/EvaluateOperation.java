package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.symmetric.internal.model.ModelDirectory;
import org.chiasma.symmetric.internal.model.SymmetricModel;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;
import org.chiasma.symmetric.internal.storage.SelectedMatrix;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code symmetric:evaluate}: how well Z is predicted where it was not learned from. The work is done by {@link Evaluation}. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "symmetric:evaluate",
        summary = "Hold out columns, chromosomes or examples, predict them, and compare with plain alternatives.",
        parameters = EvaluateParameters.class,
        examples = {
            "symmetric:evaluate --x x.npy --y y.npy --z z.npy",
            "symmetric:evaluate --x gc.npy --y timing.npy --z contacts.npy --bins bins.bed --link log1p --distance --hold-out chromosomes --report evaluation.html",
            "symmetric:evaluate --model m --x other-x.npy --y other-y.npy --z other-z.tiles"
        })
public final class EvaluateOperation implements MatrixOperation<EvaluateParameters> {
    private final LinearAlgebra algebra;
    private final Nd4jRuntime runtime;

    /** Wired by the container. */
    @Activate
    public EvaluateOperation(@Reference LinearAlgebra algebra, @Reference Nd4jRuntime runtime) {
        this.algebra = algebra;
        this.runtime = runtime;
    }

    @Override
    public OperationReport run(EvaluateParameters parameters, OperationContext context) {
        List<Example> examples = ExampleReader.read(parameters.examples(), context);
        List<Matrix> signals = parameters.signal().stream().map(context::open).toList();
        Optional<SymmetricModel> fitted = parameters.model().map(ModelDirectory::load);
        ClosedFormParameters closedForm =
                fitted.map(parameters.closedForm()::like).orElse(parameters.closedForm());
        ModelFitting fitting = new ModelFitting(
                algebra, runtime, parameters.features(), closedForm, parameters.network(), context.progress());
        Evaluation evaluation =
                new Evaluation(algebra, fitting.quantity(), parameters.above(), parameters.top(), context.progress());
        Run run = new Run(fitting, examples, signals, evaluation);
        if (fitted.isPresent()) {
            run.compare(EvaluationRound.nothingLearned(examples, fitting), List.of(fitted.get()));
        } else {
            if (parameters.holdOut() == HoldOut.PAIRS) {
                context.progress()
                        .note(
                                "held-out pairs have columns that the model has seen with others: this flatters it; hold out columns, chromosomes or examples for an honest figure");
            }
            List<EvaluationRound> rounds = EvaluationRound.all(
                    examples,
                    parameters.holdOut(),
                    parameters.folds(),
                    parameters.features().seed(),
                    fitting);
            for (EvaluationRound round : rounds) {
                run.compare(round, models(fitting.fit(round.training(), round.positions())));
            }
        }
        return run.report();
    }

    /** The closed form, and what was trained from it if anything was. */
    private static List<SymmetricModel> models(ModelFitting.Fitted fitted) {
        SymmetricModel model = fitted.model();
        return model.predictor() == fitted.closedForm()
                ? List.of(model)
                : List.of(model.with(fitted.closedForm()), model);
    }

    /** One evaluation while it goes on. */
    private final class Run {
        private final ModelFitting fitting;
        private final List<Example> examples;
        private final List<Matrix> signals;
        private final Evaluation evaluation;
        private final List<String> methods = new ArrayList<>();
        private long heldOut;

        Run(ModelFitting fitting, List<Example> examples, List<Matrix> signals, Evaluation evaluation) {
            this.fitting = fitting;
            this.examples = examples;
            this.signals = signals;
            this.evaluation = evaluation;
        }

        void compare(EvaluationRound round, List<SymmetricModel> models) {
            Baselines baselines = new Baselines(algebra);
            for (EvaluationRound.Held held : round.held()) {
                Example example = held.example();
                heldOut += held.columns().length;
                Optional<Matrix> signal = signals.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new SelectedMatrix(signals.get(examples.indexOf(example)), held.columns()));
                Map<String, Matrix> plain = baselines.of(example, held);
                plain.forEach((name, predicted) -> evaluation.add(name, held, predicted, signal));
                for (SymmetricModel model : models) {
                    compare(held, model, signal);
                }
            }
        }

        private void compare(EvaluationRound.Held held, SymmetricModel model, Optional<Matrix> signal) {
            Predictions predictions = new Predictions(algebra, model);
            FloatSymmetricMatrix predicted = fitting.comparesSums()
                    ? predictions.sums(held.example(), held.segment(), held.columns())
                    : predictions.of(held.example(), held.segment(), held.columns());
            String name = model.predictor().name();
            if (!methods.contains(name)) {
                methods.add(name);
            }
            evaluation.addModel(name, held, predicted, signal);
        }

        OperationReport report() {
            OperationReport.Builder report = OperationReport.builder()
                    .fact("examples", (long) examples.size())
                    .fact("held-out columns", heldOut)
                    .fact("compared", fitting.comparesSums() ? "on the scale of the model" : "entries as they are")
                    .table(evaluation.methods());
            methods.forEach(method -> report.table(evaluation.units(method)));
            evaluation.figures().forEach(report::figure);
            return report.build();
        }
    }
}

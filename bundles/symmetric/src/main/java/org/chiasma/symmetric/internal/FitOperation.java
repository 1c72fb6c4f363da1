package org.chiasma.symmetric.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.UsageException;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.symmetric.internal.model.ClosedForm;
import org.chiasma.symmetric.internal.model.ModelDirectory;
import org.chiasma.symmetric.internal.model.SymmetricModel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code symmetric:fit}: learns to predict Z from X and Y. The work is done by {@link ClosedForm}. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "symmetric:fit",
        summary = "Learn to predict a symmetric matrix Z from X and Y, which have its columns.",
        parameters = FitParameters.class,
        examples = {
            "symmetric:fit --x expression.tsv --y methylation.tsv --z correlation.npy --model m",
            "symmetric:fit --x gc.npy --y timing.npy --z contacts.npy --bins bins.bed --link log1p --context 1 --context 3 --model m"
        })
public final class FitOperation implements MatrixOperation<FitParameters> {
    private final LinearAlgebra algebra;
    private final Nd4jRuntime runtime;
    private final MatrixFiles files;

    /** Wired by the container. */
    @Activate
    public FitOperation(
            @Reference LinearAlgebra algebra, @Reference Nd4jRuntime runtime, @Reference MatrixFiles files) {
        this.algebra = algebra;
        this.runtime = runtime;
        this.files = files;
    }

    @Override
    public OperationReport run(FitParameters parameters, OperationContext context) {
        Path directory = parameters
                .model()
                .orElseThrow(() -> new UsageException(
                        "E-FLAG-MISSING", "--model: found none, expected the directory for the model"));
        List<Example> examples = ExampleReader.read(parameters.examples(), context);
        ModelFitting fitting = new ModelFitting(
                algebra,
                runtime,
                parameters.features(),
                parameters.closedForm(),
                parameters.network(),
                context.progress());
        ModelFitting.Fitted fitted = fitting.fit(fitting.training(examples), fitting.positions(examples));
        Axis x = rows(context, parameters.examples().x().get(0));
        Axis y = rows(context, parameters.examples().y().get(0));
        SymmetricModel model = fitted.model().labelled(x.labels(), y.labels(), facts(fitted.selection()));
        context.progress().checkCancelled();
        ModelDirectory.save(directory, model, files);
        return report(directory, examples, model, fitted.selection());
    }

    private static Axis rows(OperationContext context, MatrixReference reference) {
        Matrix matrix = context.open(reference);
        return matrix.rows();
    }

    private static Map<String, String> facts(ClosedForm.Selection selection) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("features", selection.features());
        facts.put("ridge", selection.kind().name());
        facts.put("lambda", Double.toString(selection.lambda()));
        facts.put("rank", Integer.toString(selection.rank()));
        facts.put("cross-validated R2", Double.toString(selection.r2()));
        return facts;
    }

    private static OperationReport report(
            Path directory, List<Example> examples, SymmetricModel model, ClosedForm.Selection selection) {
        OperationReport.Builder report = OperationReport.builder()
                .fact("model", directory.toString())
                .fact("examples", (long) examples.size())
                .fact("columns observed", selection.columns())
                .fact("share of their pairs observed", selection.observedShare())
                .fact("features", selection.features())
                .fact("features of a column", (long) model.features().count())
                .fact("ridge", SelectionTable.word(selection.kind()))
                .fact("lambda", selection.lambda())
                .fact("rank", (long) selection.rank())
                .fact("numbers in the model", model.predictor().parameters());
        if (!Double.isNaN(selection.r2())) {
            report.fact("cross-validated R2", selection.r2());
            report.table(SelectionTable.of(selection));
        }
        return report.build();
    }
}

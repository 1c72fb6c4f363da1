package org.chiasma.symmetric.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.ModelDirectory;
import org.chiasma.symmetric.internal.model.SymmetricModel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code symmetric:predict}: Z of other columns by a fitted model. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "symmetric:predict",
        summary = "Predict a symmetric matrix Z from X and Y by a fitted model.",
        parameters = PredictParameters.class,
        outputs = "prediction",
        examples = {
            "symmetric:predict --model m --x x.npy --y y.npy --output z.tiles",
            "symmetric:predict --model m --x x.npy --y y.npy --output z.factors"
        })
public final class PredictOperation implements MatrixOperation<PredictParameters> {
    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public PredictOperation(@Reference LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(PredictParameters parameters, OperationContext context) {
        Path directory = parameters
                .model()
                .orElseThrow(() -> new UsageException(
                        "E-FLAG-MISSING", "--model: found none, expected the directory of a fitted model"));
        SymmetricModel model = ModelDirectory.load(directory);
        Example example = new ExampleReader(context, parameters.bins())
                .read(parameters.x(), parameters.y(), parameters.x().text(), Optional.empty());
        model.requireRows(
                context.open(parameters.x()).rows(),
                context.open(parameters.y()).rows());
        Matrix prediction = new Predictions(algebra, model).of(example);
        context.publish("prediction", prediction);
        return OperationReport.builder()
                .fact("columns", (long) example.columns().columns())
                .fact("predicted by", model.predictor().name())
                .fact("numbers in the model", model.predictor().parameters())
                .build();
    }
}

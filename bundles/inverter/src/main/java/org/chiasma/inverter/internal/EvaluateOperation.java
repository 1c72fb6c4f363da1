package org.chiasma.inverter.internal;

import java.util.List;
import java.util.Locale;
import org.chiasma.api.Progress;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.inverter.internal.network.InversionNetwork;
import org.chiasma.inverter.internal.network.ModelDirectory;
import org.chiasma.inverter.internal.network.NetworkBuilder;
import org.chiasma.inverter.internal.network.NetworkSpec;
import org.chiasma.inverter.internal.network.Preset;
import org.chiasma.inverter.internal.training.SafeStart;
import org.chiasma.inverter.internal.training.StartEvaluation;
import org.chiasma.inverter.internal.training.TransposeStart;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code inverter:evaluate}: how good a network's guesses are on matrices that it has not seen, beside the starts that need
 * no learning. The work is done by {@link StartEvaluation}.
 */
@Component(service = MatrixOperation.class)
@Operation(
        name = "inverter:evaluate",
        summary = "Measure a network's guesses on new matrices, beside starts that need no learning.",
        parameters = EvaluateParameters.class,
        outputs = "quantiles",
        examples = {
            "inverter:evaluate --model m3",
            "inverter:evaluate --model m3 --distribution unfiltered --output quantiles.tsv --figure guesses.png"
        })
public final class EvaluateOperation implements MatrixOperation<EvaluateParameters> {
    private final Nd4jRuntime runtime;
    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public EvaluateOperation(@Reference Nd4jRuntime runtime, @Reference LinearAlgebra algebra) {
        this.runtime = runtime;
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(EvaluateParameters parameters, OperationContext context) {
        ModelDirectory.Model model = ModelDirectory.load(parameters.directory(), runtime);
        InversionNetwork network = model.network();
        Progress progress = context.progress();
        progress.begin("evaluation", 4L * parameters.count());
        boolean bounded = hasBoundedInverses(parameters.distribution());
        StartEvaluation evaluation = new StartEvaluation(
                algebra,
                parameters.distribution().sampler(network.spec().n(), parameters.seed()),
                parameters.count(),
                bounded);
        EvaluationReport result = new EvaluationReport(List.of(
                evaluation.evaluate("network", network, progress),
                evaluation.evaluate("network, made safe", new SafeStart(network), progress),
                evaluation.evaluate(
                        "chebyshev, untrained", chebyshev(network.spec().n()), progress),
                evaluation.evaluate("transpose", new TransposeStart(), progress)));
        context.publish("quantiles", result.quantiles(context.store()));
        OperationReport.Builder report = OperationReport.builder()
                .fact("preset", network.spec().preset().name().toLowerCase(Locale.ROOT))
                .fact("size", (long) network.spec().n())
                .fact("trained on", model.card().distribution())
                .fact("evaluated on", parameters.distribution().text())
                .fact("count", (long) parameters.count())
                .fact("seed", parameters.seed())
                .fact("agreement with the inverses", result.agreement())
                .table(result.residuals())
                .table(result.refinement());
        if (bounded) {
            // otherwise a few huge entries would rule the picture
            report.figure(evaluation.scatter(network).chart("Entries of inverses that the network has not seen"));
        }
        return report.build();
    }

    /** What a network of one number does before it has learned it. */
    private static InversionNetwork chebyshev(int n) {
        NetworkSpec spec = NetworkSpec.of(Preset.CHEBYSHEV, n);
        return new InversionNetwork(spec, List.of(NetworkBuilder.build(spec, 0)));
    }

    /** Whether matrices stay away from singular ones, so that the squares of their inverses have a mean. */
    private static boolean hasBoundedInverses(DistributionParameters parameters) {
        return switch (parameters.distribution()) {
            case UNIFORM -> parameters.minDeterminant().orElse(1.0) > 0;
            case UNFILTERED -> false;
            case RANDSVD, SPD, COVARIANCE -> true;
        };
    }
}

package org.chiasma.inverter.internal;

import java.time.Duration;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.inverter.internal.training.EnsembleTraining;
import org.chiasma.inverter.internal.training.TrainedEnsemble;
import org.chiasma.inverter.internal.training.TrainingRun;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code inverter:train}: trains a network, or several, to invert random matrices of one size and distribution. The work
 * is done by {@link EnsembleTraining}.
 */
@Component(service = MatrixOperation.class)
@Operation(
        name = "inverter:train",
        summary = "Train a network to invert matrices of one size, as a start for certified inverses.",
        parameters = TrainParameters.class,
        outputs = "loss",
        examples = {
            "inverter:train --model m3",
            "inverter:train --size 4 --samples 4000000 --model m4 --output loss.tsv --figure loss.png",
            "inverter:train --preset deepmatrixinversion --samples 640000 --ensemble 3 --model dmi",
            "inverter:train --model m3 --resume"
        })
public final class TrainOperation implements MatrixOperation<TrainParameters> {
    private final Nd4jRuntime runtime;
    private final LinearAlgebra algebra;
    private final MatrixFiles files;

    /** Wired by the container. */
    @Activate
    public TrainOperation(
            @Reference Nd4jRuntime runtime, @Reference LinearAlgebra algebra, @Reference MatrixFiles files) {
        this.runtime = runtime;
        this.algebra = algebra;
        this.files = files;
    }

    @Override
    public OperationReport run(TrainParameters parameters, OperationContext context) {
        TrainingRun run = parameters.run();
        Duration cpu = cpuTime();
        long wall = System.nanoTime();
        TrainedEnsemble ensemble = new EnsembleTraining(runtime, algebra, files, run).run(context.progress());
        context.publish("loss", LossMatrix.of(ensemble.members(), context.store()));
        return TrainingReport.of(run, ensemble)
                .fact("seconds", (System.nanoTime() - wall) * 1e-9)
                .fact("CPU seconds", cpuTime().minus(cpu).toMillis() * 1e-3)
                .build();
    }

    /** What this process has used so far; zero where the system does not tell. */
    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}

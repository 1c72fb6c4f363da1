package org.chiasma.inverter.internal.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.CancelledException;
import org.chiasma.api.Progress;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.network.InversionNetwork;
import org.chiasma.inverter.internal.network.ModelCard;
import org.chiasma.inverter.internal.network.ModelDirectory;
import org.chiasma.inverter.internal.network.NetworkBuilder;
import org.chiasma.inverter.internal.network.NetworkGraph;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.TrainingStep;

/**
 * Trains networks one after the other, with checkpoints from which a killed or cancelled training continues, and writes the
 * model when all are done.
 */
public final class EnsembleTraining {
    /** Width of a network from which on several threads are worth it. */
    private static final int WIDE = 256;

    private final Nd4jRuntime runtime;
    private final LinearAlgebra algebra;
    private final MatrixFiles files;
    private final TrainingRun run;
    private final EnsembleSeeds seeds;
    private final HeldOut heldOut;
    private final List<TrainedMember> finished = new ArrayList<>();

    /** Draws the held-out matrices; begins nothing. */
    public EnsembleTraining(Nd4jRuntime runtime, LinearAlgebra algebra, MatrixFiles files, TrainingRun run) {
        this.runtime = runtime.nd4j();
        this.algebra = algebra;
        this.files = files;
        this.run = run;
        this.seeds = EnsembleSeeds.of(run.seed(), run.members());
        this.heldOut = new HeldOut(run.distribution().apply(seeds.heldOut()), run.heldOut());
    }

    /**
     * Trains to the end and leaves the model in the directory.
     *
     * @throws CancelledException when the user has asked to stop; a checkpoint is left
     * @throws org.chiasma.api.UsageException if the directory may not be used, or the checkpoint in it is of a training
     *     with other settings
     */
    public TrainedEnsemble run(Progress progress) {
        int threads = runtime.threads();
        try (TrainingDirectory directory = TrainingDirectory.open(run.directory(), run.resume())) {
            runtime.threads(threadsFor(threads));
            Optional<Snapshot> interrupted = resume(directory);
            for (int member = finished.size(); member < run.members(); member++) {
                finished.add(train(member, interrupted, directory, progress));
                interrupted = Optional.empty();
            }
            TrainedEnsemble ensemble = ensemble(progress);
            directory.removeCheckpoint();
            return ensemble;
        } finally {
            runtime.threads(threads);
        }
    }

    /** Operations of small networks are over before a second thread has begun to help. */
    private int threadsFor(int available) {
        return run.network().units() < WIDE ? 1 : available;
    }

    private Optional<Snapshot> resume(TrainingDirectory directory) {
        Optional<Checkpoint> checkpoint = directory.checkpoint(run.settings());
        checkpoint.ifPresent(found -> finished.addAll(found.finished()));
        return checkpoint.map(Checkpoint::running);
    }

    private TrainedMember train(
            int member, Optional<Snapshot> interrupted, TrainingDirectory directory, Progress progress) {
        NetworkGraph graph = NetworkBuilder.build(run.network(), seeds.networks()[member]);
        try (TrainingStep step = graph.training()) {
            Trainer trainer =
                    new Trainer(run.plan(), step, new InversionNetwork(run.network(), List.of(graph)), heldOut);
            interrupted.ifPresent(trainer::restore);
            Pace checkpoints = new Pace(System::nanoTime, run.checkpointSeconds(), 0);
            LookNotes notes = new LookNotes(progress, System::nanoTime);
            progress.begin(phase(member), trainer.remainingSamples());
            try {
                return trainer.train(batches(member), progress, state -> {
                    notes.tell(state.history());
                    if (checkpoints.isDue()) {
                        save(state, directory);
                    }
                });
            } catch (CancelledException e) {
                save(trainer, directory);
                progress.note("the training in %s can be continued with --resume".formatted(run.directory()));
                throw e;
            }
        }
    }

    private ModelCard card() {
        return new ModelCard(
                run.network(),
                run.distributionText(),
                run.seed(),
                finished.get(0).history().stream()
                        .map(look -> new ModelCard.Point(
                                look.samples(), look.loss(), look.residual().median()))
                        .toList());
    }

    /** Makes the networks of the parameters that were kept, and the model of them. */
    private TrainedEnsemble ensemble(Progress progress) {
        progress.begin("model", 0);
        List<NetworkGraph> graphs = new ArrayList<>();
        long parameters = 0;
        for (int member = 0; member < run.members(); member++) {
            NetworkGraph graph = NetworkBuilder.build(run.network(), seeds.networks()[member]);
            try (TrainingStep step = graph.training()) {
                step.parameters(finished.get(member).parameters());
                parameters = step.parameterCount();
            }
            graphs.add(graph);
        }
        ModelDirectory.save(run.directory(), card(), graphs, files);
        InversionNetwork network = new InversionNetwork(run.network(), graphs);
        double[] guesses = heldOut.guesses(network);
        return new TrainedEnsemble(
                finished,
                parameters,
                heldOut.count(),
                heldOut.residuals(guesses),
                heldOut.inBasin(guesses),
                new Scatter(heldOut.inverses(algebra), guesses));
    }

    private String phase(int member) {
        return run.members() == 1 ? "training" : "training network %d of %d".formatted(member + 1, run.members());
    }

    private BatchSource batches(int member) {
        return new BatchSource(
                run.distribution().apply(seeds.streams()[member]),
                run.network().encoding(),
                new BatchInversion(algebra, Method.AUTO, null, 1),
                run.plan().batch());
    }

    private void save(Trainer trainer, TrainingDirectory directory) {
        directory.save(new Checkpoint(run.settings(), finished, trainer.snapshot()));
    }
}

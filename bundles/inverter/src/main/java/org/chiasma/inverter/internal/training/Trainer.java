package org.chiasma.inverter.internal.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.chiasma.api.CancelledException;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.StartingGuess;
import org.chiasma.inverter.internal.network.NetworkGraph;
import org.chiasma.nd4j.training.TrainingStep;

/**
 * Fits one network to matrices that are generated as they are needed, each seen once, and keeps the parameters with which
 * the held-out matrices had the smallest median residual. It can be stopped after any step and continued from there, and
 * then takes the same steps, bit for bit, as if it had not been stopped.
 */
final class Trainer {
    private final TrainingPlan plan;
    private final TrainingStep network;
    private final StartingGuess guess;
    private final HeldOut heldOut;
    private final List<Validation> history = new ArrayList<>();
    private float[] best;
    private long step;
    private double lossSum;
    private long lossSteps;

    /** Begins with the network's own parameters. */
    Trainer(TrainingPlan plan, TrainingStep network, StartingGuess guess, HeldOut heldOut) {
        this.plan = plan;
        this.network = network;
        this.guess = guess;
        this.heldOut = heldOut;
        this.best = network.parameters();
    }

    /** Continues from {@code snapshot}, which was taken with the same plan. */
    void restore(Snapshot snapshot) {
        step = snapshot.state().steps();
        lossSum = snapshot.lossSum();
        lossSteps = snapshot.lossSteps();
        best = snapshot.best();
        history.clear();
        history.addAll(snapshot.history());
        network.restore(snapshot.state());
    }

    /** The state between two steps. */
    Snapshot snapshot() {
        return new Snapshot(lossSum, lossSteps, network.state(), best, history);
    }

    /**
     * Trains to the end of the plan, or until patience is lost.
     *
     * @param source batches by step
     * @param betweenSteps is told after every step
     * @throws CancelledException between two steps, when the user has asked to stop
     * @throws DataException {@code E-TRAIN-DIVERGED} if the loss is no longer finite
     */
    TrainedMember train(BatchSource source, Progress progress, Consumer<Trainer> betweenSteps) {
        LearningRate rates = plan.learningRate();
        try (BatchStream batches = new BatchStream(source, step, plan.steps())) {
            while (step < plan.steps() && !isPatienceLost()) {
                progress.checkCancelled();
                double rate = rates.at(step);
                takeStep(batches.next(), rate);
                if (plan.isLook(step)) {
                    look(rate);
                }
                progress.advance(plan.batch());
                betweenSteps.accept(this);
            }
        }
        return new TrainedMember(best, history);
    }

    private void takeStep(Batch batch, double rate) {
        double loss = network.step(NetworkGraph.feeds(batch.inputs(), batch.targets(), plan.batch()), rate);
        if (!Double.isFinite(loss)) {
            throw new DataException(
                    "E-TRAIN-DIVERGED",
                    "step %d: found a loss of %s, expected a finite number, use a smaller --rate or a longer --warmup"
                            .formatted(step + 1, loss));
        }
        step++;
        lossSum += loss;
        lossSteps++;
    }

    private void look(double rate) {
        Quantiles residual = heldOut.residuals(heldOut.guesses(guess));
        if (residual.median() < smallestMedian()) {
            best = network.parameters();
        }
        history.add(new Validation(step * plan.batch(), lossSum / lossSteps, residual, rate));
        lossSum = 0;
        lossSteps = 0;
    }

    private double smallestMedian() {
        return history.stream()
                .mapToDouble(look -> look.residual().median())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private boolean isPatienceLost() {
        if (plan.patience() == 0 || history.isEmpty()) {
            return false;
        }
        Validation leader = history.stream()
                .min(Comparator.comparingDouble(look -> look.residual().median()))
                .orElseThrow();
        return history.size() - 1 - history.indexOf(leader) >= plan.patience();
    }

    /** Matrices that the plan still has. */
    long remainingSamples() {
        return (plan.steps() - step) * plan.batch();
    }

    /** The looks so far. */
    List<Validation> history() {
        return List.copyOf(history);
    }
}

package org.chiasma.inverter.internal.training;

import java.util.List;
import org.chiasma.nd4j.training.TrainingState;

/**
 * A network in training between two steps: everything that the rest of the training depends on besides the plan.
 *
 * @param lossSum sum of the losses since the last look
 * @param lossSteps number of them
 * @param state of the network and its optimiser
 * @param best parameters at the best look; those of the network before the first
 * @param history the looks so far
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to or from a file, never compared
record Snapshot(double lossSum, long lossSteps, TrainingState state, float[] best, List<Validation> history) {
    Snapshot {
        history = List.copyOf(history);
    }
}

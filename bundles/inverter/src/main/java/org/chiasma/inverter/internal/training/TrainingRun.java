package org.chiasma.inverter.internal.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.chiasma.inverter.internal.network.NetworkSpec;
import org.chiasma.inverter.internal.sampling.MatrixSampler;

/**
 * What to train, and where.
 *
 * @param network the kind of network
 * @param plan what is done to each
 * @param members networks whose answers are averaged, 1 or more
 * @param seed of everything random
 * @param heldOut matrices to validate with, 1 or more
 * @param distribution stream of matrices by seed
 * @param distributionText the distribution in words
 * @param settings everything that the result depends on, by name, as the user knows it
 * @param directory of the model
 * @param resume whether to continue from the checkpoint in {@code directory}
 * @param checkpointSeconds time between checkpoints
 */
public record TrainingRun(
        NetworkSpec network,
        TrainingPlan plan,
        int members,
        long seed,
        int heldOut,
        LongFunction<MatrixSampler> distribution,
        String distributionText,
        Map<String, String> settings,
        Path directory,
        boolean resume,
        double checkpointSeconds) {
    /** Copies {@code settings} and checks the ranges. */
    public TrainingRun {
        settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        requirePositive("--ensemble", members);
        requirePositive("--validate", heldOut);
        if (!(checkpointSeconds >= 0)) {
            throw new IllegalArgumentException("--checkpoint " + checkpointSeconds + ": expected 0 seconds or more");
        }
    }

    private static void requirePositive(String flag, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(flag + " " + value + ": expected 1 or more");
        }
    }
}

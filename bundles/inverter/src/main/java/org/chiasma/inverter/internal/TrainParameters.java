package org.chiasma.inverter.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.inverter.internal.network.Loss;
import org.chiasma.inverter.internal.network.NetworkSpec;
import org.chiasma.inverter.internal.network.Preset;
import org.chiasma.inverter.internal.training.Schedule;
import org.chiasma.inverter.internal.training.TrainingPlan;
import org.chiasma.inverter.internal.training.TrainingRun;

/**
 * Parameters of {@code inverter:train}. The defaults are explained by the measurements in docs/evaluation.md.
 *
 * @param model directory of the model
 * @param size rows and columns
 * @param preset the kind of network
 * @param distribution the matrices
 * @param loss what training makes small
 * @param units width
 * @param blocks depth
 * @param steps Newton-Schulz steps inside
 * @param batch matrices of one step
 * @param samples matrices to train on
 * @param rate largest learning rate
 * @param schedule of the rate
 * @param warmup samples over which the rate rises
 * @param ensemble networks
 * @param seed of everything random
 * @param validate held-out matrices
 * @param looks validations
 * @param patience looks without improvement
 * @param checkpoint seconds
 * @param resume whether to continue
 */
public record TrainParameters(
        @Parameter(
                value = "DIR",
                description =
                        "Directory for the model, new or empty. It holds a checkpoint during training and the model afterwards. Must be given.")
        Optional<Path> model,

        @Parameter(description = "Rows and columns of the matrices, 2 to 64.")
        int size,

        @Parameter(
                description =
                        "Network: certified, canonical form and Newton-Schulz layers around a small core; seed and deepmatrixinversion, the large residual network of the sources; product, product units that learn the adjugate, for small sizes; chebyshev, scaled Newton-Schulz steps with one learned number.")
        Preset preset,

        DistributionParameters distribution,

        @Parameter(
                description =
                        "What training makes small: the squared error, the Frobenius norm of the residual I - A X, or its logarithm; that of the preset unless given.")
        Optional<Loss> loss,

        @Parameter(description = "Width of the network; that of the preset unless given.")
        Optional<Integer> units,

        @Parameter(description = "Residual blocks or layers; those of the preset unless given.")
        Optional<Integer> blocks,

        @Parameter(description = "Newton-Schulz steps inside the network; those of the preset unless given.")
        Optional<Integer> steps,

        @Parameter(description = "Matrices of one training step, 1 or more.")
        int batch,

        @Parameter(description = "Matrices to train each network on, each seen once; rounded up to whole batches.")
        long samples,

        @Parameter(description = "Largest learning rate; that of the preset unless given.")
        Optional<Double> rate,

        @Parameter(description = "How the learning rate changes; as the preset has it unless given.")
        Optional<Schedule> schedule,

        @Parameter(
                description = "Matrices over which the learning rate rises from zero; 2 % of --samples unless given.")
        Optional<Long> warmup,

        @Parameter(description = "Networks to train, one after the other; the model's answer is the mean of theirs.")
        int ensemble,

        @Parameter(description = "Seed of the first parameters and of all matrices.")
        long seed,

        @Parameter(description = "Matrices held out to validate with, 1 or more.")
        int validate,

        @Parameter(description = "Evenly spaced validations, 1 or more; a few early ones come on top.")
        int looks,

        @Parameter(
                description =
                        "Stop when so many validations in a row have not bettered the median residual; 0 for never.")
        int patience,

        @Parameter(description = "Seconds between checkpoints, 0 for one after every step.")
        double checkpoint,

        @Parameter(description = "Continue from the checkpoint in --model, with the same parameters.")
        boolean resume) {
    /** A 3 x 3 network in about a minute; the model's directory has to be given. */
    public static final TrainParameters DEFAULTS = new TrainParameters(
            Optional.empty(),
            3,
            Preset.CERTIFIED,
            DistributionParameters.DEFAULTS,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1024,
            2_000_000,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            1,
            10_000,
            20,
            0,
            60,
            false);

    private static final int WARMUP_PART = 50;

    /** Checks the ranges. */
    public TrainParameters {
        if (ensemble < 1) {
            throw new IllegalArgumentException("--ensemble " + ensemble + ": expected 1 network or more");
        }
        if (validate < 1) {
            throw new IllegalArgumentException("--validate " + validate + ": expected 1 matrix or more");
        }
        if (!(checkpoint >= 0)) {
            throw new IllegalArgumentException("--checkpoint " + checkpoint + ": expected 0 seconds or more");
        }
        plan(
                network(preset, size, distribution, loss, units, blocks, steps),
                batch,
                samples,
                rate,
                schedule,
                warmup,
                looks,
                patience);
    }

    private static NetworkSpec network(
            Preset preset,
            int size,
            DistributionParameters distribution,
            Optional<Loss> loss,
            Optional<Integer> units,
            Optional<Integer> blocks,
            Optional<Integer> steps) {
        NetworkSpec network = NetworkSpec.of(preset, size);
        if (distribution.distribution().hasRange()) {
            network = network.withRange(Math.max(Math.abs(distribution.low()), Math.abs(distribution.high())));
        }
        network = loss.map(network::withLoss).orElse(network);
        network = blocks.map(network::withBlocks).orElse(network);
        network = units.map(network::withUnits).orElse(network);
        return steps.map(network::withSteps).orElse(network);
    }

    private static TrainingPlan plan(
            NetworkSpec network,
            int batch,
            long samples,
            Optional<Double> rate,
            Optional<Schedule> schedule,
            Optional<Long> warmup,
            int looks,
            int patience) {
        return new TrainingPlan(
                batch,
                samples,
                schedule.orElse(usualSchedule(network.preset())),
                rate.orElse(network.rate()),
                warmup.orElse(Math.max(0, samples / WARMUP_PART)),
                looks,
                patience);
    }

    /** As in the sources for their networks, as measured for the others. */
    private static Schedule usualSchedule(Preset preset) {
        return switch (preset) {
            case SEED, DEEPMATRIXINVERSION -> Schedule.CONSTANT;
            case CERTIFIED, PRODUCT, CHEBYSHEV -> Schedule.COSINE;
        };
    }

    /** What the plain-Java training is told. */
    TrainingRun run() {
        Path directory = model.orElseThrow(() -> new UsageException(
                "E-FLAG-MISSING", "--model: not given; it is the directory for the model, new or empty"));
        NetworkSpec network = network(preset, size, distribution, loss, units, blocks, steps);
        return new TrainingRun(
                network,
                plan(network, batch, samples, rate, schedule, warmup, looks, patience),
                ensemble,
                seed,
                validate,
                stream -> distribution.sampler(size, stream),
                distribution.text(),
                settings(),
                directory,
                resume,
                checkpoint);
    }

    /** Every parameter that the trained network depends on, as text by flag. */
    private Map<String, String> settings() {
        Map<String, String> settings =
                new LinkedHashMap<>(ParameterSchema.of(TrainParameters.class).text(this));
        settings.keySet().removeAll(List.of("model", "checkpoint", "resume"));
        return settings;
    }
}

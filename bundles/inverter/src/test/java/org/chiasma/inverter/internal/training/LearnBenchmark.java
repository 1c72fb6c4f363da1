package org.chiasma.inverter.internal.training;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.network.InversionNetwork;
import org.chiasma.inverter.internal.network.NetworkBuilder;
import org.chiasma.inverter.internal.network.NetworkGraph;
import org.chiasma.inverter.internal.network.NetworkSpec;
import org.chiasma.inverter.internal.network.Preset;
import org.chiasma.inverter.internal.sampling.Distribution;
import org.chiasma.inverter.internal.sampling.Distribution.Settings;
import org.chiasma.inverter.internal.sampling.MatrixSampler;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.TrainingStep;

/**
 * The Java side of benchmarks/learn-to-invert: trains one preset for so many CPU seconds of the process with the defaults
 * of inverter:train. Prints one line: chiasma, preset, n, parameters, samples, CPU seconds, then for filtered and for
 * unfiltered held-out matrices median, 95 %, 99 %, largest residual and the share in the basin, then RMSE and R2 of the
 * filtered ones.
 */
public final class LearnBenchmark {
    private static final int HELD_OUT = 20_000;
    private static final int BATCH = 1024;
    private static final Settings SETTINGS = new Settings(-1, 1, 0.1, 1);

    private final Nd4jRuntime runtime = new Nd4jRuntime();
    private final LinearAlgebra algebra = new LinearAlgebra();
    private final NetworkSpec spec;
    private final long seed;

    private LearnBenchmark(Preset preset, int n, long seed) {
        this.spec = NetworkSpec.of(preset, n);
        this.seed = seed;
        runtime.threads(1);
        runtime.nd4j();
    }

    /** Arguments: preset, n, CPU seconds, seed. */
    public static void main(String[] arguments) {
        LearnBenchmark benchmark = new LearnBenchmark(
                Preset.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(arguments[1]),
                Long.parseLong(arguments[3]));
        benchmark.run(Double.parseDouble(arguments[2]));
    }

    private void run(double seconds) {
        double perStep = calibrate(seconds / 2);
        long steps = Math.max(2, Math.round(seconds / perStep));
        NetworkGraph graph = NetworkBuilder.build(spec, seed);
        double before = cpu();
        TrainedMember member = train(graph, steps, 2000);
        double spent = cpu() - before;
        print(graph, member, spent);
        // ND4J's threads are daemons, but its memory is freed quietly only by an end without ceremony.
        System.exit(0);
    }

    /** CPU seconds of a step of a network that is thrown away, once the code is compiled. */
    private double calibrate(double seconds) {
        double start = cpu();
        long steps = 32;
        double perStep = 0;
        while (cpu() - start < seconds) {
            double before = cpu();
            train(NetworkBuilder.build(spec, seed), steps, 1);
            perStep = (cpu() - before) / steps;
            steps += steps / 2;
        }
        return perStep;
    }

    private TrainedMember train(NetworkGraph graph, long steps, int validated) {
        TrainingPlan plan = plan(steps);
        Trainer trainer = new Trainer(
                plan,
                graph.training(),
                new InversionNetwork(spec, List.of(graph)),
                new HeldOut(uniform(seed + 1), validated));
        BatchSource source = new BatchSource(
                uniform(seed), spec.encoding(), new BatchInversion(algebra, Method.AUTO, null, 1), BATCH);
        return trainer.train(source, Progress.NONE, step -> {});
    }

    private TrainingPlan plan(long steps) {
        boolean constant = spec.preset() == Preset.SEED || spec.preset() == Preset.DEEPMATRIXINVERSION;
        long samples = steps * BATCH;
        return new TrainingPlan(
                BATCH,
                samples,
                constant ? Schedule.CONSTANT : Schedule.COSINE,
                spec.rate(),
                constant ? 0 : samples / 50,
                10,
                0);
    }

    private MatrixSampler uniform(long stream) {
        return Distribution.UNIFORM.sampler(spec.n(), stream, SETTINGS);
    }

    private void print(NetworkGraph graph, TrainedMember member, double cpu) {
        long parameters;
        try (TrainingStep step = graph.training()) {
            step.parameters(member.parameters());
            parameters = step.parameterCount();
        }
        InversionNetwork network = new InversionNetwork(spec, List.of(graph));
        StartQuality filtered = quality(Distribution.UNIFORM, network, true);
        StartQuality unfiltered = quality(Distribution.UNFILTERED, network, false);
        StartQuality.Agreement agreement = Objects.requireNonNull(filtered.agreement());
        long samples = member.history().get(member.history().size() - 1).samples();
        System.out.printf(
                Locale.ROOT,
                "chiasma %s %d %d %d %.1f %s %s %.3e %.4f%n",
                spec.preset().name().toLowerCase(Locale.ROOT),
                spec.n(),
                parameters,
                samples,
                cpu,
                text(filtered),
                text(unfiltered),
                agreement.rootMeanSquare(),
                agreement.determination());
    }

    private StartQuality quality(Distribution distribution, InversionNetwork network, boolean comparable) {
        return new StartEvaluation(algebra, distribution.sampler(spec.n(), seed + 2, SETTINGS), HELD_OUT, comparable)
                .evaluate("network", network, Progress.NONE);
    }

    private static String text(StartQuality quality) {
        Quantiles residual = quality.residual();
        return "%.3e %.3e %.3e %.3e %.5f"
                .formatted(residual.median(), residual.p95(), residual.p99(), residual.max(), quality.basinShare());
    }

    private static double cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                * 1e-9;
    }
}

package org.chiasma.inverter.internal.network;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.TrainingStep;

/** Prints the median CPU milliseconds of a training step of the preset seed: batch size, steps. */
final class StepBenchmark {
    private static final int WARM_UP = 12;

    private StepBenchmark() {}

    public static void main(String[] arguments) {
        int batch = Integer.parseInt(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        new Nd4jRuntime().nd4j();
        NetworkSpec spec = NetworkSpec.of(Preset.SEED, 3);
        double[] matrices = Batches.uniform(3, batch, 1);
        Encoding.Encoded encoded = spec.encoding().encode(3, batch, matrices);
        float[] inputs = encoded.inputs();
        float[] targets = encoded.targets(Batches.inverses(3, matrices));
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[] times = new double[steps];
        try (TrainingStep training = NetworkBuilder.build(spec, 1).training()) {
            for (int step = -WARM_UP; step < steps; step++) {
                long start = system.getProcessCpuTime();
                training.step(NetworkGraph.feeds(inputs, targets, batch), spec.rate());
                if (step >= 0) {
                    times[step] = (system.getProcessCpuTime() - start) / 1e6;
                }
            }
        }
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "%.1f%n", times[steps / 2]);
    }
}

package org.chiasma.completion.internal;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.chiasma.api.Progress;
import org.chiasma.completion.internal.kernel.ReluKernel;
import org.chiasma.completion.internal.kernel.UnitRows;
import org.chiasma.completion.internal.solve.SharedFit;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * The Java side of benchmarks/ntk-gram: Gram matrix of n items with k features, depth 1, and kernel regression of q
 * outputs on it. Prints a line per phase: name, wall seconds, CPU seconds of the process.
 */
public final class GramBenchmark {
    private GramBenchmark() {}

    /** Arguments: n, k, q. */
    public static void main(String[] arguments) {
        int n = Integer.parseInt(arguments[0]);
        int k = Integer.parseInt(arguments[1]);
        int q = Integer.parseInt(arguments[2]);
        LinearAlgebra algebra = new LinearAlgebra();
        warmUp(algebra);
        OffHeapMatrix features = random(n, k, 1);
        OffHeapMatrix outputs = random(q, n, 2);
        OffHeapMatrix gram = timed("kernel", () -> {
            try (UnitRows rows = UnitRows.of(features).normalized()) {
                return new ReluKernel(algebra, rows, 1).gram(Progress.NONE);
            }
        });
        double trace = gram.get(n - 1, n - 1) + gram.get(n - 1, 0);
        SharedFit fit = timed("solve", () -> SharedFit.of(algebra, gram, 0.1, outputs));
        double weight = outputs.get(q - 1, n - 1);
        fit.close();
        System.out.printf(Locale.ROOT, "check %.12f %.12f%n", trace, weight);
    }

    /** Compiles the loops and starts the threads. */
    private static void warmUp(LinearAlgebra algebra) {
        for (int round = 0; round < 10; round++) {
            try (UnitRows rows = UnitRows.of(random(1500, 64, 3))) {
                new ReluKernel(algebra, rows, 1).gram(Progress.NONE).close();
            }
        }
    }

    /** Uniform on (-1, 1). */
    private static OffHeapMatrix random(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OffHeapMatrix matrix = OffHeapMatrix.zeros(rows, columns);
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextDouble(-1, 1);
            }
            matrix.writeRow(i, 0, row, 0, columns);
        }
        return matrix;
    }

    private static <T> T timed(String phase, Supplier<T> work) {
        long wall = System.nanoTime();
        long cpu = cpu();
        T result = work.get();
        System.out.printf(
                Locale.ROOT, "%s %.3f %.3f%n", phase, (System.nanoTime() - wall) * 1e-9, (cpu() - cpu) * 1e-9);
        return result;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}

package org.chiasma.inverter.internal.blocks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Certificate;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.inversion.PivotInverse;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.inversion.Verdict;
import org.chiasma.linalg.Block;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.Lu;
import org.chiasma.linalg.OffHeapMatrix;

/** Times every way to invert one large matrix: residuals before and after refinement, wall clock and CPU seconds. */
final class LargeInversionBenchmark {
    /** Above this, tens of full steps only take time. */
    private static final int LARGEST_ITERATED = 1000;

    private final LinearAlgebra algebra = new LinearAlgebra();
    private final LargeInversion inversion = new LargeInversion(algebra);

    private LargeInversionBenchmark() {}

    /**
     * Measures.
     *
     * @param arguments N, and a file of N x N float64, little-endian, row-major
     */
    public static void main(String[] arguments) throws IOException {
        LargeInversionBenchmark benchmark = new LargeInversionBenchmark();
        int n = Integer.parseInt(arguments[0]);
        try (OffHeapMatrix warmUp = uniform(300);
                OffHeapMatrix a = read(n, Path.of(arguments[1]))) {
            benchmark.ways(n).values().forEach(way -> way.apply(warmUp).close());
            benchmark.ways(n).forEach((name, way) -> report(n, name, way, a));
        }
    }

    /** What is measured, by name. Another way, such as a network's pivots, is another entry. */
    private Map<String, Function<OffHeapMatrix, LargeInverse>> ways(int n) {
        PivotInverse direct = new BatchInversion(algebra, Method.AUTO).pivots();
        Map<String, Function<OffHeapMatrix, LargeInverse>> ways = new LinkedHashMap<>();
        ways.put("getrf + getri, no certificate", this::factorsAlone);
        ways.put("LU, certified", a -> inversion.lu(a, Progress.NONE));
        for (int size : new int[] {3, 8, 32, 64}) {
            ways.put(
                    "Gauss-Jordan, n0 = " + size,
                    a -> inversion.gaussJordan(a, size, direct, Start.GAUSS_JORDAN, Progress.NONE));
        }
        for (int size : new int[] {3, 32}) {
            ways.put("Schur, no pivoting, n0 = " + size, a -> inversion.schur(a, size, direct, Progress.NONE));
        }
        if (n <= LARGEST_ITERATED) {
            ways.put("Newton-Schulz from the transpose", a -> inversion.newton(a, Progress.NONE));
        }
        return ways;
    }

    /** LAPACK's inverse as it comes, in the form of the others. */
    private LargeInverse factorsAlone(OffHeapMatrix a) {
        OffHeapMatrix copy = OffHeapMatrix.zeros(a.rows(), a.columns());
        Block.of(copy).copyFrom(Block.of(a));
        try (Lu factors = algebra.lu(copy)) {
            Certificate none = new Certificate(
                    Verdict.CERTIFIED, Start.LU, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, a.rows());
            return new LargeInverse(Optional.of(factors.inverse()), none, Double.NaN, Double.NaN);
        }
    }

    private static void report(int n, String name, Function<OffHeapMatrix, LargeInverse> way, OffHeapMatrix a) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        int repetitions = Math.max(1, (int) Math.min(100, 3e8 / Math.pow(n, 3)));
        for (int done = 1; done < repetitions; done++) {
            way.apply(a).close();
        }
        try (LargeInverse found = way.apply(a)) {
            double seconds = 1e-9 * (System.nanoTime() - wall) / repetitions;
            double cpuSeconds = 1e-9 * (system.getProcessCpuTime() - cpu) / repetitions;
            Certificate certificate = found.certificate();
            System.out.printf(
                    Locale.ROOT,
                    "%d\tchiasma\t%s\t%.4f\t%.4f\t%.2g\t%.2g\t%.2g\t%d\t%s%n",
                    n,
                    name,
                    seconds,
                    cpuSeconds,
                    found.residualBefore(),
                    found.residualAfter(),
                    certificate.error(),
                    certificate.steps(),
                    Double.isNaN(certificate.bound())
                            ? "without a proof"
                            : certificate.verdict() + " by " + certificate.start());
        }
    }

    private static OffHeapMatrix uniform(int n) {
        Random random = new Random(1);
        OffHeapMatrix a = OffHeapMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            a.writeRow(i, 0, random.doubles(n, -1, 1).toArray(), 0, n);
        }
        return a;
    }

    private static OffHeapMatrix read(int n, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        double[] entries = new double[n * n];
        bytes.asDoubleBuffer().get(entries);
        OffHeapMatrix a = OffHeapMatrix.zeros(n, n);
        Block.of(a).write(entries);
        return a;
    }
}

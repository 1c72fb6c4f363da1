package org.chiasma.inverter.internal.inversion;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.network.InversionNetwork;
import org.chiasma.inverter.internal.network.NetworkBuilder;
import org.chiasma.inverter.internal.network.NetworkSpec;
import org.chiasma.inverter.internal.network.Preset;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;

/**
 * The Java side of benchmarks/batch-invert: inverses of many matrices, uniform on (-1, 1), by every method. Prints a line
 * per method: name, wall seconds, CPU seconds of the process.
 */
public final class InversionBenchmark {
    /** Matrices handed over at once. */
    private static final int CHUNK = 2048;

    private InversionBenchmark() {}

    /** Something that inverts all matrices; its result depends on all of them. */
    record Contender(String name, DoubleSupplier work) {}

    /** Arguments: n, number of matrices, threads. */
    public static void main(String[] arguments) {
        int n = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        List<double[]> chunks = chunks(n, count);
        double check = 0;
        for (Contender contender : contenders(n, chunks, threads)) {
            check += warmUp(contender);
            long wall = System.nanoTime();
            long cpu = cpu();
            check -= contender.work().getAsDouble();
            System.out.printf(
                    Locale.ROOT,
                    "%s %.4f %.4f%n",
                    contender.name(),
                    (System.nanoTime() - wall) * 1e-9,
                    (cpu() - cpu) * 1e-9);
        }
        System.out.printf(Locale.ROOT, "check %.3e%n", check);
    }

    /** Lets the compiler finish, which for a fast method takes longer than its work. */
    private static double warmUp(Contender contender) {
        double check = 0;
        long end = cpu() + 5_000_000_000L;
        do {
            check = contender.work().getAsDouble();
        } while (cpu() < end);
        return check;
    }

    /** Add a line here to measure another method. */
    private static List<Contender> contenders(int n, List<double[]> chunks, int threads) {
        LinearAlgebra algebra = new LinearAlgebra();
        List<Contender> contenders = new ArrayList<>();
        for (Method method : List.of(Method.AUTO, Method.NEWTON, Method.LAPACK)) {
            BatchInversion inversion = new BatchInversion(algebra, method, null, threads);
            contenders.add(new Contender(
                    "chiasma-" + method.name().toLowerCase(Locale.ROOT), () -> invert(inversion, n, chunks)));
        }
        // Untrained: what it learns changes its numbers, not its time.
        Nd4jRuntime runtime = new Nd4jRuntime().nd4j();
        runtime.threads(threads);
        NetworkSpec spec = NetworkSpec.of(Preset.CERTIFIED, n);
        InversionNetwork network = new InversionNetwork(spec, List.of(NetworkBuilder.build(spec, 1)));
        double[] guesses = new double[CHUNK * n * n];
        contenders.add(new Contender("network-guesses", () -> {
            double sum = 0;
            for (double[] chunk : chunks) {
                network.guess(n, chunk.length / (n * n), chunk, guesses);
                sum += guesses[0];
            }
            return sum;
        }));
        if (threads == 1) {
            contenders.add(new Contender("commons-math3", () -> invertByCommons(n, chunks)));
        }
        return contenders;
    }

    private static List<double[]> chunks(int n, int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<double[]> chunks = new ArrayList<>();
        for (int first = 0; first < count; first += CHUNK) {
            long entries = (long) Math.min(CHUNK, count - first) * n * n;
            chunks.add(random.doubles(entries, -1, 1).toArray());
        }
        return chunks;
    }

    private static double invert(BatchInversion inversion, int n, List<double[]> chunks) {
        double sum = 0;
        for (double[] chunk : chunks) {
            int count = chunk.length / (n * n);
            Inverses inverses = inversion.invert(n, count, chunk, Progress.NONE);
            if (inverses.count(Verdict.CERTIFIED) + inverses.count(Verdict.ILL_CONDITIONED) != count) {
                throw new IllegalStateException("a random matrix was refused");
            }
            sum += inverses.entries()[0];
        }
        return sum;
    }

    private static double invertByCommons(int n, List<double[]> chunks) {
        double sum = 0;
        double[][] rows = new double[n][n];
        for (double[] chunk : chunks) {
            for (int at = 0; at < chunk.length; at += n * n) {
                for (int i = 0; i < n; i++) {
                    System.arraycopy(chunk, at + i * n, rows[i], 0, n);
                }
                sum += new LUDecomposition(new Array2DRowRealMatrix(rows, false), 0)
                        .getSolver()
                        .getInverse()
                        .getEntry(0, 0);
            }
        }
        return sum;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}

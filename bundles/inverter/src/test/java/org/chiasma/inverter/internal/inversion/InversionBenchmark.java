package org.chiasma.inverter.internal.inversion;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;

/**
 * The Java side of benchmarks/batch-invert: inverses of many matrices, uniform on (-1, 1), by every method. Prints a line
 * per method: name, wall seconds, CPU seconds of the process.
 */
public final class InversionBenchmark {
    /** Matrices handed over at once. */
    private static final int CHUNK = 8192;

    private InversionBenchmark() {}

    /** Something that inverts all matrices; its result depends on all of them. */
    record Contender(String name, DoubleSupplier work) {}

    /** Arguments: n, number of matrices, threads. */
    public static void main(String[] arguments) {
        int n = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        double[] matrices =
                new SplittableRandom(1).doubles((long) count * n * n, -1, 1).toArray();
        double check = 0;
        for (Contender contender : contenders(n, matrices, threads)) {
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

    /** Lets the compiler finish: a fast method needs many rounds for that. */
    private static double warmUp(Contender contender) {
        double check = 0;
        long end = System.nanoTime() + 3_000_000_000L;
        do {
            check = contender.work().getAsDouble();
        } while (System.nanoTime() < end);
        return check;
    }

    /** Add a line here to measure another method. */
    private static List<Contender> contenders(int n, double[] matrices, int threads) {
        LinearAlgebra algebra = new LinearAlgebra();
        List<Contender> contenders = new ArrayList<>();
        for (Method method : List.of(Method.AUTO, Method.NEWTON, Method.LAPACK)) {
            BatchInversion inversion = new BatchInversion(algebra, method, null, threads);
            contenders.add(new Contender(
                    "chiasma-" + method.name().toLowerCase(Locale.ROOT), () -> invert(inversion, n, matrices)));
        }
        if (threads == 1) {
            contenders.add(new Contender("commons-math3", () -> invertByCommons(n, matrices)));
        }
        return contenders;
    }

    private static double invert(BatchInversion inversion, int n, double[] matrices) {
        int size = n * n;
        int count = matrices.length / size;
        double sum = 0;
        for (int first = 0; first < count; first += CHUNK) {
            int end = Math.min(count, first + CHUNK);
            double[] chunk = Arrays.copyOfRange(matrices, first * size, end * size);
            Inverses inverses = inversion.invert(n, end - first, chunk, Progress.NONE);
            if (inverses.count(Verdict.CERTIFIED) + inverses.count(Verdict.ILL_CONDITIONED) != end - first) {
                throw new IllegalStateException("a random matrix was refused");
            }
            sum += inverses.entries()[0];
        }
        return sum;
    }

    private static double invertByCommons(int n, double[] matrices) {
        double sum = 0;
        double[][] rows = new double[n][n];
        for (int at = 0; at < matrices.length; at += n * n) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(matrices, at + i * n, rows[i], 0, n);
            }
            sum += new LUDecomposition(new Array2DRowRealMatrix(rows, false), 0)
                    .getSolver()
                    .getInverse()
                    .getEntry(0, 0);
        }
        return sum;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}

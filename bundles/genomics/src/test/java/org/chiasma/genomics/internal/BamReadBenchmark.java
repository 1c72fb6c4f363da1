package org.chiasma.genomics.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.chiasma.api.Progress;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.parameter.ParameterSchema;

/**
 * Main class of {@code benchmarks/genomics-speed/bam}: coverage of a BAM file in bins, several times in one process, with
 * the seconds of each time.
 */
final class BamReadBenchmark {
    private BamReadBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        BamReadOptions options = ParameterSchema.of(BamReadOptions.class).bindText(Map.of("bins", arguments[1]));
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            long before = cpu();
            long started = System.nanoTime();
            Matrix matrix =
                    new BamFormat().read(Path.of(arguments[0]), "", options, new HeapMatrixStore(), Progress.NONE);
            double wall = (System.nanoTime() - started) / 1e9;
            double seconds = (cpu() - before) / 1e9;
            double sum = 0;
            for (double[] row : FormatTrial.readThrough(matrix)) {
                for (double value : row) {
                    sum += value;
                }
            }
            System.out.printf(
                    "%d x %d, sum %.0f, CPU s %.3f, elapsed s %.3f%n",
                    matrix.rowCount(), matrix.columnCount(), sum, seconds, wall);
        }
    }

    /** CPU nanoseconds of the whole process, compiler and garbage collector included. */
    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}

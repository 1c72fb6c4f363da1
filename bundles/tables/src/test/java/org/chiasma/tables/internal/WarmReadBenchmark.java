package org.chiasma.tables.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.parameter.NoParameters;

/**
 * Reads a CSV or MatrixMarket file several times in one process, for {@code benchmarks/genomics-speed/text}.
 *
 * <p>Arguments: file, what follows it as options, repetitions.
 */
final class WarmReadBenchmark {
    private WarmReadBenchmark() {}

    /** Prints the CPU seconds of each repetition, and the shape. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        FormatTrial trial = arguments[0].endsWith(".csv")
                ? FormatTrial.of(new CsvFormat(), DelimitedReadOptions.class, DelimitedWriteOptions.class)
                : FormatTrial.of(new MtxFormat(), MtxReadOptions.class, NoParameters.class);
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int k = 0; k < Integer.parseInt(arguments[2]); k++) {
            long before = system.getProcessCpuTime();
            Matrix matrix = trial.read(file, arguments[1]);
            System.out.printf(
                    "%.3f CPU s, %d x %d, %d entries%n",
                    (system.getProcessCpuTime() - before) / 1e9,
                    matrix.rowCount(),
                    matrix.columnCount(),
                    matrix.storedEntries());
        }
    }
}

package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;

/** Main class of {@code benchmarks/csv-read}: reads a table once, in a fresh process, as a command does. */
final class CsvReadBenchmark {
    private CsvReadBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Matrix matrix = new CsvFormat()
                .read(Path.of(arguments[0]), "", DelimitedReadOptions.DEFAULTS, new HeapMatrixStore(), Progress.NONE);
        double sum = 0;
        double[] row = new double[(int) matrix.columnCount()];
        for (long i = 0; i < matrix.rowCount(); i++) {
            matrix.copyRow(i, row, 0);
            for (double value : row) {
                sum += Double.isNaN(value) ? 0 : value;
            }
        }
        System.out.println(matrix.rows() + ", " + matrix.columns() + ", sum " + sum);
    }
}

package org.chiasma.genomics.internal.variant;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.text.Refusals;

/**
 * Reads a VCF file several times in one process, for {@code benchmarks/genomics-speed/vcf}.
 *
 * <p>Arguments: file, threads, repetitions, options as {@code name=value}.
 */
final class VcfBenchmark {
    private VcfBenchmark() {}

    /** Prints CPU and wall seconds of each repetition, shape and sum. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 3; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            options.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int k = 0; k < Integer.parseInt(arguments[2]); k++) {
            long cpu = system.getProcessCpuTime();
            long wall = System.nanoTime();
            Matrix matrix = new VcfReader(
                            new Refusals("VCF", Path.of(arguments[0])),
                            ParameterSchema.of(VcfReadOptions.class).bindText(options),
                            new FloatStore(),
                            Progress.NONE,
                            Integer.parseInt(arguments[1]))
                    .read();
            System.out.printf(
                    "%.3f CPU s %.3f s %d x %d sum %.0f%n",
                    (system.getProcessCpuTime() - cpu) / 1e9,
                    (System.nanoTime() - wall) / 1e9,
                    matrix.rowCount(),
                    matrix.columnCount(),
                    sum(matrix));
        }
    }

    private static double sum(Matrix matrix) {
        double[] row = new double[(int) matrix.columnCount()];
        double sum = 0;
        for (long i = 0; i < matrix.rowCount(); i++) {
            matrix.copyRow(i, row, 0);
            for (double value : row) {
                sum += Double.isNaN(value) ? 0 : value;
            }
        }
        return sum;
    }

    /** Keeps a matrix as the workbench does: float32 without overhead. */
    private static final class FloatStore implements MatrixStore {
        @Override
        public MatrixDraft create(MatrixSpec spec) {
            return new FloatDraft(spec);
        }

        @Override
        public RowCollector collectRows(long columnCount, ElementType elementType) {
            return new HeapMatrixStore().collectRows(columnCount, elementType);
        }
    }

    private static final class FloatDraft implements MatrixDraft {
        private final MatrixSpec spec;
        private final float[][] rows;

        FloatDraft(MatrixSpec spec) {
            this.spec = spec;
            this.rows = new float[(int) spec.rows().size()][(int) spec.columns().size()];
        }

        @Override
        public MatrixSpec spec() {
            return spec;
        }

        @Override
        public void writeBlock(
                long firstRow,
                long firstColumn,
                int rowCount,
                int columnCount,
                double[] source,
                int offset,
                int stride) {
            for (int i = 0; i < rowCount; i++) {
                float[] row = rows[(int) firstRow + i];
                for (int j = 0; j < columnCount; j++) {
                    row[(int) firstColumn + j] = (float) source[offset + i * stride + j];
                }
            }
        }

        @Override
        public void writeSparseRow(long row, int[] columns, double[] values, int count) {
            throw new UnsupportedOperationException("dense only");
        }

        @Override
        public Matrix seal() {
            return new Matrix() {
                @Override
                public MatrixSpec spec() {
                    return spec;
                }

                @Override
                public long storedEntries() {
                    return spec.capacity();
                }

                @Override
                public void copyBlock(
                        long row, long column, int height, int width, double[] target, int offset, int stride) {
                    for (int i = 0; i < height; i++) {
                        for (int j = 0; j < width; j++) {
                            target[offset + i * stride + j] = rows[(int) row + i][(int) column + j];
                        }
                    }
                }
            };
        }

        @Override
        public void close() {}
    }
}

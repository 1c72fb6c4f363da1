package org.chiasma.genomics.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.genomics.internal.hdf5.GctxReadOptions;

/**
 * Main class of {@code benchmarks/genomics-speed/gctx}: reads a file again and again in one process and prints the CPU seconds
 * of each time, of all threads of the process.
 */
final class GctxReadBenchmark {
    private GctxReadBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            long before = cpu();
            Matrix matrix = new GctxFormat()
                    .read(Path.of(arguments[0]), "", GctxReadOptions.DEFAULTS, new SingleStore(), Progress.NONE);
            double seconds = (cpu() - before) / 1e9;
            System.out.printf("%s x %s, %.2f CPU s%n", matrix.rows(), matrix.columns(), seconds);
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Keeps float32 as the bus does, in one array. */
    private static final class SingleStore implements MatrixStore {
        @Override
        public MatrixDraft create(MatrixSpec spec) {
            return new SingleDraft(spec);
        }

        @Override
        public RowCollector collectRows(long columnCount, ElementType elementType) {
            return new HeapMatrixStore().collectRows(columnCount, elementType);
        }
    }

    private static final class SingleDraft implements MatrixDraft {
        private final MatrixSpec spec;
        private final float[] entries;
        private final int width;

        SingleDraft(MatrixSpec spec) {
            this.spec = spec;
            this.width = (int) spec.columns().size();
            this.entries = new float[Math.toIntExact(spec.capacity())];
        }

        @Override
        public MatrixSpec spec() {
            return spec;
        }

        @Override
        public void writeBlock(long row, long column, int height, int wide, double[] source, int offset, int stride) {
            for (int i = 0; i < height; i++) {
                int to = (int) ((row + i) * width + column);
                for (int j = 0; j < wide; j++) {
                    entries[to + j] = (float) source[offset + i * stride + j];
                }
            }
        }

        @Override
        public void writeSparseRow(long row, int[] columns, double[] values, int count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Matrix seal() {
            return new Sealed(spec, entries, width);
        }

        @Override
        public void close() {}
    }

    private static final class Sealed implements Matrix {
        private final MatrixSpec spec;
        private final float[] entries;
        private final int width;

        Sealed(MatrixSpec spec, float[] entries, int width) {
            this.spec = spec;
            this.entries = entries;
            this.width = width;
        }

        @Override
        public MatrixSpec spec() {
            return spec;
        }

        @Override
        public long storedEntries() {
            return entries.length;
        }

        @Override
        public void copyBlock(long row, long column, int height, int wide, double[] target, int offset, int stride) {
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < wide; j++) {
                    target[offset + i * stride + j] = entries[(int) ((row + i) * width + column) + j];
                }
            }
        }
    }
}

package org.chiasma.api.matrix;

import java.util.Arrays;
import java.util.Objects;

/** A CSR matrix as two arrays per row. */
final class HeapCsr implements CsrMatrix {
    private final MatrixSpec spec;
    private final int[][] columns;
    private final double[][] values;

    private HeapCsr(MatrixSpec spec, int[][] columns, double[][] values) {
        this.spec = spec;
        this.columns = columns;
        this.values = values;
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    @Override
    public long storedEntries() {
        return Arrays.stream(values).mapToLong(row -> row.length).sum();
    }

    @Override
    public int storedInRow(long row) {
        return values[Math.toIntExact(row)].length;
    }

    @Override
    public int copySparseRow(long row, int[] targetColumns, double[] targetValues) {
        int count = storedInRow(row);
        System.arraycopy(columns[(int) row], 0, targetColumns, 0, count);
        System.arraycopy(values[(int) row], 0, targetValues, 0, count);
        return count;
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, double[] target, int offset, int stride) {
        HeapRows.checkBlock(spec, row, column, height, width);
        for (int i = 0; i < height; i++) {
            int start = offset + i * stride;
            Arrays.fill(target, start, start + width, 0);
            int[] stored = columns[(int) row + i];
            for (int k = 0; k < stored.length; k++) {
                if (stored[k] >= column && stored[k] < column + width) {
                    target[start + stored[k] - (int) column] = values[(int) row + i][k];
                }
            }
        }
    }

    static final class Draft implements MatrixDraft {
        private final MatrixSpec spec;
        private final int[][] columns;
        private final double[][] values;
        private long nextRow;
        private boolean ended;

        Draft(MatrixSpec spec) {
            this.spec = spec;
            this.columns = new int[(int) spec.rows().size()][0];
            this.values = new double[columns.length][0];
        }

        @Override
        public MatrixSpec spec() {
            return spec;
        }

        @Override
        public void writeBlock(long row, long column, int height, int width, double[] source, int offset, int stride) {
            throw new UnsupportedOperationException("a CSR draft takes sparse rows");
        }

        @Override
        public void writeSparseRow(long row, int[] rowColumns, double[] rowValues, int count) {
            checkOpen();
            Objects.checkIndex(row, spec.rows().size());
            if (row < nextRow) {
                throw new IllegalArgumentException("row " + row + " comes after row " + (nextRow - 1));
            }
            for (int k = 0; k < count; k++) {
                Objects.checkIndex((long) rowColumns[k], spec.columns().size());
                if (k > 0 && rowColumns[k] <= rowColumns[k - 1]) {
                    throw new IllegalArgumentException("columns of row " + row + " do not ascend");
                }
            }
            columns[(int) row] = Arrays.copyOf(rowColumns, count);
            double[] kept = new double[count];
            HeapRows.copyRounded(spec.elementType(), rowValues, 0, kept, 0, count);
            values[(int) row] = kept;
            nextRow = row + 1;
        }

        @Override
        public Matrix seal() {
            checkOpen();
            ended = true;
            return new HeapCsr(spec, columns, values);
        }

        @Override
        public void close() {
            ended = true;
        }

        private void checkOpen() {
            if (ended) {
                throw new IllegalStateException("matrix draft is sealed or closed");
            }
        }
    }
}

package org.chiasma.api.matrix;

import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.DataException;

/**
 * Makes matrices on the Java heap, for small matrices and for tests of code that needs a store but no container. The
 * matrix bus keeps large ones.
 */
public final class HeapMatrixStore implements MatrixStore {
    /**
     * {@inheritDoc}
     *
     * @throws DataException {@code E-MEM-BUDGET} if a side is longer than an array can be
     */
    @Override
    public MatrixDraft create(MatrixSpec spec) {
        if (Math.max(spec.rows().size(), spec.columns().size()) > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    "E-MEM-BUDGET",
                    "matrix of " + spec.rows().size() + " x " + spec.columns().size()
                            + ": found a side longer than a Java array, expected at most 2147483639; keep it on the bus");
        }
        return spec.layout() == Layout.CSR ? new HeapCsr.Draft(spec) : new HeapRows.Draft(spec, HeapRows.zeros(spec));
    }

    @Override
    public RowCollector collectRows(long columnCount, ElementType elementType) {
        return new Collector(Math.toIntExact(columnCount), elementType);
    }

    private static final class Collector implements RowCollector {
        private final int columnCount;
        private final ElementType elementType;
        private final List<double[]> rows = new ArrayList<>();
        private boolean ended;

        Collector(int columnCount, ElementType elementType) {
            this.columnCount = columnCount;
            this.elementType = elementType;
        }

        @Override
        public void append(double[] source, int offset) {
            checkOpen();
            double[] row = new double[columnCount];
            HeapRows.copyRounded(elementType, source, offset, row, 0, columnCount);
            rows.add(row);
        }

        @Override
        public long rowCount() {
            return rows.size();
        }

        @Override
        public Matrix seal(MatrixSpec spec) {
            checkOpen();
            if (spec.layout() != Layout.DENSE
                    || spec.elementType() != elementType
                    || spec.rows().size() != rows.size()
                    || spec.columns().size() != columnCount) {
                throw new IllegalArgumentException("collected " + rows.size() + " x " + columnCount + " dense "
                        + elementType + ", not " + spec.rows().size() + " x "
                        + spec.columns().size() + " " + spec.layout() + " " + spec.elementType());
            }
            ended = true;
            return new HeapRows.Dense(spec, rows.toArray(double[][]::new));
        }

        @Override
        public void close() {
            ended = true;
            rows.clear();
        }

        private void checkOpen() {
            if (ended) {
                throw new IllegalStateException("row collector is closed");
            }
        }
    }
}

package org.chiasma.bus.internal.storage;

import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.RowCollector;

/** Collects rows front to back. */
final class DenseCollector implements RowCollector {
    private static final int BLOCK = 8192;

    private final long columnCount;
    private final ElementType elementType;
    private final RegionWriter writer;
    private long rowCount;

    DenseCollector(long columnCount, ElementType elementType, Memory memory) {
        this.columnCount = columnCount;
        this.elementType = elementType;
        this.writer = memory.writer();
    }

    @Override
    public void append(double[] source, int offset) {
        int columns = Math.toIntExact(columnCount);
        for (int done = 0; done < columns; done += BLOCK) {
            int n = Math.min(BLOCK, columns - done);
            Entries.append(elementType, source, offset + done, n, writer.room(n * elementType.bytes()));
        }
        rowCount++;
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public Matrix seal(MatrixSpec spec) {
        if (spec.layout() != Layout.DENSE
                || spec.elementType() != elementType
                || spec.rows().size() != rowCount
                || spec.columns().size() != columnCount) {
            throw new IllegalArgumentException("collected " + rowCount + " x " + columnCount + " dense " + elementType
                    + ", not " + spec.rows().size() + " x " + spec.columns().size() + " " + spec.layout() + " "
                    + spec.elementType());
        }
        return new SlicedDense(spec, writer.finish(SlicedDense.header(spec), SlicedDense.rowBytes(spec)));
    }

    @Override
    public void close() {
        writer.close();
    }
}

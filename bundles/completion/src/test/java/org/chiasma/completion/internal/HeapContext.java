package org.chiasma.completion.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.api.operation.OperationContext;

/** A run with everything on the heap; collects what was published and noted. */
final class HeapContext implements OperationContext, MatrixStore, Progress {
    private final Map<String, Matrix> inputs = new HashMap<>();
    private final Map<String, Matrix> published = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    HeapContext with(String name, Matrix matrix) {
        inputs.put(name, matrix);
        return this;
    }

    double[][] published(String name) {
        return HeapMatrix.array(publishedMatrix(name));
    }

    Matrix publishedMatrix(String name) {
        return Objects.requireNonNull(published.get(name), name);
    }

    List<String> notes() {
        return notes;
    }

    @Override
    public Matrix open(MatrixReference reference) {
        return Objects.requireNonNull(inputs.get(reference.path()), reference.path());
    }

    @Override
    public MatrixStore store() {
        return this;
    }

    @Override
    public void publish(String output, Matrix matrix) {
        published.put(output, matrix);
    }

    @Override
    public Progress progress() {
        return this;
    }

    @Override
    public MatrixDraft create(MatrixSpec spec) {
        double[][] values =
                new double[(int) spec.rows().size()][(int) spec.columns().size()];
        return new MatrixDraft() {
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
                    System.arraycopy(
                            source, offset + i * stride, values[(int) firstRow + i], (int) firstColumn, columnCount);
                }
            }

            @Override
            public void writeSparseRow(long row, int[] columns, double[] entries, int count) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Matrix seal() {
                return new HeapMatrix(spec, values);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public RowCollector collectRows(long columnCount, ElementType elementType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void begin(String phase, long total) {}

    @Override
    public void advance(long amount) {}

    @Override
    public void note(String message) {
        notes.add(message);
    }

    @Override
    public boolean isCancelled() {
        return false;
    }
}

package org.chiasma.inverter.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.operation.OperationContext;

/** A run with everything on the heap; collects what was published and noted. */
final class HeapContext implements OperationContext, Progress {
    private final Map<String, Matrix> inputs = new HashMap<>();
    private final Map<String, Matrix> published = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    HeapContext with(String name, Matrix matrix) {
        inputs.put(name, matrix);
        return this;
    }

    double[][] published(String name) {
        return Matrices.array(publishedMatrix(name));
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
        return new HeapMatrixStore();
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

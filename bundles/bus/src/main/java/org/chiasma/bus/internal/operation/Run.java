package org.chiasma.bus.internal.operation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixBus;
import org.chiasma.api.bus.MatrixLease;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.parameter.Suggestions;

/** What one run has opened and made. Closing it returns the leases. */
final class Run implements OperationContext, AutoCloseable {
    /** Stands between a matrix of the bus and a file that it goes back to. */
    private static final String MADE_FROM = " <- ";

    private final MatrixBus bus;
    private final Predicate<String> onBus;
    private final MatrixFiles files;
    private final List<String> declared;
    private final Progress progress;
    private final Map<MatrixReference, Matrix> opened = new LinkedHashMap<>();
    private final List<MatrixLease> leases = new ArrayList<>();
    private final List<Provenance.Input> inputs = new ArrayList<>();
    private final Map<String, Matrix> results = new LinkedHashMap<>();

    /**
     * A run that has not begun.
     *
     * @param onBus whether a name is on the bus
     * @param declared names of the outputs that the operation may publish
     */
    Run(MatrixBus bus, Predicate<String> onBus, MatrixFiles files, List<String> declared, Progress progress) {
        this.bus = bus;
        this.onBus = onBus;
        this.files = files;
        this.declared = declared;
        this.progress = progress;
    }

    @Override
    public synchronized Matrix open(MatrixReference reference) {
        Matrix known = opened.get(reference);
        if (known != null) {
            return known;
        }
        progress.checkCancelled();
        Matrix matrix = onBus.test(reference.path()) ? borrow(reference) : load(reference);
        opened.put(reference, matrix);
        return matrix;
    }

    @Override
    public MatrixStore store() {
        return bus;
    }

    @Override
    public synchronized void publish(String output, Matrix matrix) {
        if (!declared.contains(output)) {
            throw new IllegalArgumentException("output " + output + " is not declared; declared: " + declared);
        }
        if (results.putIfAbsent(output, matrix) != null) {
            throw new IllegalArgumentException("output " + output + " was published twice");
        }
    }

    @Override
    public Progress progress() {
        return progress;
    }

    /** What was opened, in the order of opening. */
    synchronized List<Provenance.Input> inputs() {
        return List.copyOf(inputs);
    }

    /** What was published, in the order of publication. */
    synchronized Map<String, Matrix> results() {
        return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    @Override
    public synchronized void close() {
        leases.forEach(MatrixLease::close);
        leases.clear();
        opened.clear();
    }

    private Matrix borrow(MatrixReference reference) {
        MatrixLease lease = bus.acquire(reference.path());
        leases.add(lease);
        inputs.add(new Provenance.Input(reference.text(), 0, ""));
        inputs.addAll(filesBehind(reference, lease.provenance()));
        return lease.matrix();
    }

    /** The files that a matrix on the bus goes back to, so that the chain does not break there. */
    private static List<Provenance.Input> filesBehind(MatrixReference reference, Provenance made) {
        return made.inputs().stream()
                .filter(input -> !input.sha256().isEmpty())
                .map(input -> {
                    String text = input.reference();
                    int arrow = text.lastIndexOf(MADE_FROM);
                    String file = arrow < 0 ? text : text.substring(arrow + MADE_FROM.length());
                    return new Provenance.Input(reference.text() + MADE_FROM + file, input.bytes(), input.sha256());
                })
                .distinct()
                .toList();
    }

    private Matrix load(MatrixReference reference) {
        if (MatrixReference.isName(reference.path()) && !Files.exists(Path.of(reference.path()))) {
            List<String> near = Suggestions.near(
                    reference.path(),
                    bus.list().stream().map(MatrixSummary::name).toList());
            throw new NoInputException(
                    "E-FILE-ABSENT",
                    reference.path() + ": found neither a matrix on the bus nor a file of that name"
                            + (near.isEmpty()
                                    ? "; check the path"
                                    : "; did you mean " + String.join(" or ", near) + "?"));
        }
        MatrixFiles.LoadedMatrix loaded = files.load(reference, bus, progress);
        inputs.add(loaded.input());
        return loaded.matrix();
    }
}

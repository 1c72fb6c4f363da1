package org.chiasma.shell.internal.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixBus;
import org.chiasma.api.bus.MatrixLease;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.api.format.FormatDescription;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.api.operation.OperationDescription;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationRunner;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.api.parameter.Suggestions;

/** A bus in a map, files in a map, and one operation, {@code test:double}. */
public final class FakeBench implements MatrixBus, MatrixFiles, OperationRunner {
    /** What {@code test:double} takes. */
    public record DoubleParameters(
            @Parameter(position = 0, description = "The matrix.")
            MatrixReference matrix,

            @Parameter(description = "Fails with a fault of the program.")
            boolean fail) {
        /** The values when nothing is given. */
        public static final DoubleParameters DEFAULTS = new DoubleParameters(MatrixReference.REQUIRED, false);
    }

    public final Map<String, Matrix> bus = new TreeMap<>();
    public final Map<String, Matrix> files = new TreeMap<>();
    final Map<String, MatrixReference> targets = new LinkedHashMap<>();
    final List<Path> writtenAtomically = new ArrayList<>();
    private final MatrixStore store = new HeapMatrixStore();

    /** Commands work with these. */
    public Workbench workbench() {
        return new Workbench(this, this, this, "1.2.3");
    }

    @Override
    public MatrixDraft create(MatrixSpec spec) {
        return store.create(spec);
    }

    @Override
    public RowCollector collectRows(long columnCount, ElementType elementType) {
        return store.collectRows(columnCount, elementType);
    }

    @Override
    public MatrixSummary publish(String name, Matrix matrix, Provenance provenance) {
        bus.put(name, matrix);
        return summary(name);
    }

    private MatrixSummary summary(String name) {
        return new MatrixSummary(name, get(name).spec(), 8, Provenance.of("load", Map.of(), List.of()));
    }

    private Matrix get(String name) {
        Matrix matrix = bus.get(name);
        if (matrix == null) {
            throw new NoInputException("E-BUS-UNKNOWN", name + ": not on the bus");
        }
        return matrix;
    }

    @Override
    public MatrixLease acquire(String name) {
        Matrix matrix = get(name);
        return new MatrixLease() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Matrix matrix() {
                return matrix;
            }

            @Override
            public Provenance provenance() {
                return summary(name).provenance();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<MatrixSummary> list() {
        return bus.keySet().stream().map(this::summary).toList();
    }

    @Override
    public void remove(String name) {
        get(name);
        bus.remove(name);
    }

    @Override
    public List<FormatDescription> formats() {
        ParameterSchema<?> none = ParameterSchema.of(NoParameters.class);
        return List.of(new FormatDescription("tsv", List.of("tsv"), "Tables.", none, none));
    }

    @Override
    public Optional<FormatDescription> formatOf(MatrixReference reference) {
        return Optional.empty();
    }

    @Override
    public LoadedMatrix load(MatrixReference reference, MatrixStore target, Progress progress) {
        Matrix matrix = files.get(reference.path());
        if (matrix == null) {
            throw new NoInputException("E-FILE-ABSENT", reference.path() + ": not found");
        }
        return new LoadedMatrix(matrix, "tsv", new Provenance.Input(reference.path(), 1, "00"));
    }

    @Override
    public void save(Matrix matrix, MatrixReference target, Provenance provenance, Progress progress) {
        files.put(target.path(), matrix);
        writeAtomically(Path.of(target.path()), file -> Files.writeString(file, "saved\n"));
    }

    @Override
    public void writeAtomically(Path target, FileWriter writer) {
        try {
            writer.write(target);
            writtenAtomically.add(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<OperationDescription> operations() {
        return List.of(describe("test:double"));
    }

    @Override
    public OperationDescription describe(String name) {
        if (!name.equals("test:double")) {
            throw Suggestions.unknown("E-OP-UNKNOWN", name, name, List.of("test:double"));
        }
        return new OperationDescription(
                name,
                "Double a matrix.",
                List.of("doubled", "remainder"),
                List.of("test:double x"),
                ParameterSchema.of(DoubleParameters.class),
                "test 1");
    }

    @Override
    public Outcome run(String name, Record parameters, Map<String, MatrixReference> outputs, Progress progress) {
        DoubleParameters given = (DoubleParameters) parameters;
        if (given.fail()) {
            throw new IllegalStateException("broken");
        }
        targets.putAll(outputs);
        Matrix matrix = load(given.matrix(), this, progress).matrix();
        OperationReport report = OperationReport.builder()
                .fact("doubled entries", matrix.storedEntries())
                .fact("undefined", Double.NaN)
                .figure(new OperationReport.HeatMap("map", List.of(new OperationReport.HeatMap.Panel("x", matrix))))
                .build();
        return new Outcome(report, Provenance.of(name, Map.of(), List.of()), Map.of("doubled", matrix));
    }
}

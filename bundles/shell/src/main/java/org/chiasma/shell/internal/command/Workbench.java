package org.chiasma.shell.internal.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixBus;
import org.chiasma.api.bus.MatrixLease;
import org.chiasma.api.format.FormatDescription;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.operation.OperationRunner;

/**
 * What the commands work with.
 *
 * @param bus the matrix bus
 * @param files matrix files
 * @param runner installed operations
 * @param version of Chiasma
 */
public record Workbench(MatrixBus bus, MatrixFiles files, OperationRunner runner, String version) {
    /** Opens a matrix on the bus, or else a file. */
    Opened open(MatrixReference reference, Progress progress) {
        if (isOnBus(reference.path())) {
            MatrixLease lease = bus.acquire(reference.path());
            return new Opened(lease.matrix(), lease.provenance(), "", lease::close);
        }
        MatrixFiles.LoadedMatrix loaded = files.load(reference, bus, progress);
        Provenance provenance =
                new Provenance("load", reference.options(), List.of(loaded.input()), versions(), Map.of());
        return new Opened(loaded.matrix(), provenance, loaded.format(), () -> {});
    }

    /** The format that would read a file; none for a matrix on the bus, or what comes through a pipe. */
    Optional<FormatDescription> format(MatrixReference reference) {
        return isOnBus(reference.path()) ? Optional.empty() : files.formatOf(reference);
    }

    private boolean isOnBus(String path) {
        return MatrixReference.isName(path)
                && bus.list().stream().anyMatch(summary -> summary.name().equals(path));
    }

    private Map<String, String> versions() {
        return Map.of("chiasma", version, "java", Runtime.version().toString());
    }

    /**
     * An open matrix.
     *
     * @param matrix valid until closed
     * @param provenance how it was made
     * @param format of the file; empty for a matrix on the bus
     * @param release what closing does
     */
    record Opened(Matrix matrix, Provenance provenance, String format, Runnable release) implements AutoCloseable {
        @Override
        public void close() {
            release.run();
        }
    }
}

package org.chiasma.inverter.internal.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.format.FormatDescription;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixStore;

/** Writes files in place. */
public final class PlainFiles implements MatrixFiles {
    @Override
    public List<FormatDescription> formats() {
        return List.of();
    }

    @Override
    public Optional<FormatDescription> formatOf(MatrixReference reference) {
        return Optional.empty();
    }

    @Override
    public LoadedMatrix load(MatrixReference reference, MatrixStore store, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save(Matrix matrix, MatrixReference target, Provenance provenance, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void writeAtomically(Path target, FileWriter writer) {
        try {
            writer.write(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

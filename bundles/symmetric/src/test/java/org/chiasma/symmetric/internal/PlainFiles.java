package org.chiasma.symmetric.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.format.FormatDescription;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixStore;

/** Writes files by a temporary one beside the target; knows no formats. */
public class PlainFiles implements MatrixFiles {
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
        Path temporary = target.resolveSibling("." + target.getFileName() + ".partial");
        try {
            writer.write(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.chiasma.genomics.internal.signal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.format.FormatDescription;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;

/** Files of which each is a matrix of one row whose columns are these. */
final class BinsOfMatrix implements MatrixFiles {
    /** Columns without places. */
    static final MatrixFiles NONE = new BinsOfMatrix(Axis.anonymous("columns", 1), Axis.anonymous("rows", 1));

    private final Axis columns;
    private final Axis rows;

    BinsOfMatrix(Axis columns, Axis rows) {
        this.columns = columns;
        this.rows = rows;
    }

    @Override
    public Optional<FormatDescription> formatOf(MatrixReference reference) {
        return Optional.empty();
    }

    @Override
    public LoadedMatrix load(MatrixReference reference, MatrixStore store, Progress progress) {
        Matrix matrix = store.create(MatrixSpec.dense(rows, columns)).seal();
        return new LoadedMatrix(matrix, "test", new Provenance.Input(reference.text(), 1, "0"));
    }

    @Override
    public List<FormatDescription> formats() {
        return List.of();
    }

    @Override
    public void save(Matrix matrix, MatrixReference target, Provenance provenance, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void writeAtomically(Path target, FileWriter writer) {
        throw new UnsupportedOperationException();
    }
}

package org.chiasma.genomics.internal.signal;

import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.BinsOption;

/** The bins of a matrix file: those of its columns, or else of its rows. The whole matrix is read for them. */
public final class MatrixBins implements BinsOption.AxisSource {
    private final MatrixFiles files;
    private final MatrixStore store;

    /** Bins of matrices that {@code files} reads. */
    public MatrixBins(MatrixFiles files, MatrixStore store) {
        this.files = files;
        this.store = store;
    }

    @Override
    public Bins bins(String reference, Progress progress) {
        Matrix matrix =
                files.load(MatrixReference.parse(reference), store, progress).matrix();
        try {
            return Bins.of(reference, matrix.columns());
        } catch (DataException columnsHaveNone) {
            return Bins.of(reference, matrix.rows());
        }
    }
}

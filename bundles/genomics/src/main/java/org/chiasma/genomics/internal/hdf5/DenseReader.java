package org.chiasma.genomics.internal.hdf5;

import java.io.IOException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.text.Refusals;

/** Reads dense matrices block by block: rows as they are on disk, or turned. */
final class DenseReader {
    private static final int TILE = 64;

    private final Hdf5File file;
    private final MatrixStore store;
    private final Progress progress;

    DenseReader(Hdf5File file, MatrixStore store, Progress progress) {
        this.file = file;
        this.store = store;
        this.progress = progress;
    }

    /** The matrix of {@code spec} from a dataset of the same shape. */
    Matrix read(NumberArray stored, MatrixSpec spec) throws IOException {
        return read(stored, spec, false);
    }

    /** The matrix of {@code spec} from a dataset of its columns by its rows. */
    Matrix readTurned(NumberArray stored, MatrixSpec spec) throws IOException {
        return read(stored, spec, true);
    }

    /** A square matrix in packed symmetric layout if it is exactly symmetric; itself otherwise. */
    Matrix packedIfSymmetric(Matrix matrix) {
        int n = (int) matrix.rowCount();
        double[] upper = new double[n];
        double[] lower = new double[n];
        for (int i = 0; i < n; i++) {
            progress.checkCancelled();
            matrix.copyBlock(i, 0, 1, i, lower, 0, n);
            matrix.copyBlock(0, i, i, 1, upper, 0, 1);
            for (int j = 0; j < i; j++) {
                if (Double.compare(upper[j], lower[j]) != 0 && upper[j] != lower[j]) {
                    return matrix;
                }
            }
        }
        double[] row = new double[n];
        try (MatrixDraft draft = store.create(matrix.spec().withLayout(Layout.PACKED_SYMMETRIC))) {
            for (int i = 0; i < n; i++) {
                matrix.copyRow(i, row, 0);
                draft.writeRow(i, row, 0);
            }
            return draft.seal();
        }
    }

    private Matrix read(NumberArray stored, MatrixSpec spec, boolean turned) throws IOException {
        long slow = turned ? spec.columns().size() : spec.rows().size();
        long fast = turned ? spec.rows().size() : spec.columns().size();
        if (stored.rank() != 2 || stored.rows() != slow || stored.width() != fast) {
            throw file.refusals()
                    .whole(
                            "COUNT",
                            "found " + stored.path() + " of " + stored.rows() + " x " + stored.width() + ", expected "
                                    + slow + " x " + fast + " by the labels; write the file again");
        }
        refuseEmpty(file.refusals(), spec);
        progress.begin("reading " + file.refusals().file().getFileName(), slow);
        int height = turned ? Math.min(stored.blockRows(), TILE) : stored.blockRows();
        int width = stored.width();
        double[] block = new double[Math.multiplyExact(height, width)];
        double[] tile = turned ? new double[block.length] : block;
        try (MatrixDraft draft = store.create(spec)) {
            for (long s = 0; s < slow; s += height) {
                progress.checkCancelled();
                int tall = (int) Math.min(height, slow - s);
                stored.readRows(s, tall, block, 0);
                if (turned) {
                    turn(block, tall, width, tile);
                    draft.writeBlock(0, s, width, tall, tile, 0, tall);
                } else {
                    draft.writeBlock(s, 0, tall, width, tile, 0, width);
                }
                progress.advance(tall);
            }
            return draft.seal();
        }
    }

    static void refuseEmpty(Refusals refusals, MatrixSpec spec) {
        if (spec.rows().size() == 0 || spec.columns().size() == 0) {
            throw refusals.whole(
                    "EMPTY",
                    "found a matrix of " + spec.rows().size() + " x "
                            + spec.columns().size() + ", expected at least one row and one column; use another file");
        }
    }

    private static void turn(double[] block, int tall, int width, double[] tile) {
        for (int from = 0; from < width; from += TILE) {
            int to = Math.min(width, from + TILE);
            for (int i = 0; i < tall; i++) {
                for (int j = from; j < to; j++) {
                    tile[j * tall + i] = block[i * width + j];
                }
            }
        }
    }
}

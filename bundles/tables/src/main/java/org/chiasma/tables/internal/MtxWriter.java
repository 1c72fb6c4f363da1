package org.chiasma.tables.internal;

import java.io.IOException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.CsrMatrix;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextOutput;

/**
 * Writes a matrix as MatrixMarket coordinates, row by row: what is not zero, or of a matrix with missing entries what is
 * not missing. A packed symmetric matrix is written as symmetric, by its lower triangle. Labels are left out.
 */
final class MtxWriter {
    private final Refusals refusals;
    private final Progress progress;

    MtxWriter(Refusals refusals, Progress progress) {
        this.refusals = refusals;
        this.progress = progress;
    }

    void write(Matrix matrix) throws IOException {
        Survey survey = new Survey();
        progress.begin("counting entries", matrix.rowCount());
        visit(matrix, survey);
        boolean observed = survey.missing > 0;
        progress.begin("writing " + refusals.file().getFileName(), matrix.rowCount());
        try (TextOutput out = new TextOutput(refusals.file(), (byte) '.')) {
            boolean symmetric = matrix.spec().layout() == Layout.PACKED_SYMMETRIC;
            out.text(MtxHeader.SIGNATURE + " matrix coordinate " + (survey.whole ? "integer" : "real")
                    + (symmetric ? " symmetric\n" : " general\n"));
            out.text(matrix.rowCount() + " " + matrix.columnCount() + " " + (observed ? survey.present : survey.nonZero)
                    + "\n");
            boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
            visit(matrix, (row, column, value) -> {
                if (observed ? !Double.isNaN(value) : value != 0) {
                    out.number(row + 1.0, false);
                    out.symbol(' ');
                    out.number(column + 1.0, false);
                    out.symbol(' ');
                    out.number(value, single);
                    out.symbol('\n');
                }
            });
            out.noteInfinite(progress, refusals);
        }
        if (observed) {
            progress.note(refusals.file() + ": " + survey.missing
                    + " missing entries are left out; to read them back, pass absent=missing");
        }
        if (matrix.rows().isLabelled() || matrix.columns().isLabelled()) {
            progress.note(refusals.file() + ": labels are left out, which the format does not hold");
        }
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(long row, long column, double value) throws IOException;
    }

    /** What decides the first two lines. */
    private static final class Survey implements Visitor {
        private long missing;
        private long present;
        private long nonZero;
        private boolean whole = true;

        @Override
        public void visit(long row, long column, double value) {
            if (Double.isNaN(value)) {
                missing++;
            } else {
                present++;
                nonZero += value != 0 ? 1 : 0;
                whole &= value == Math.rint(value) && Math.abs(value) < 1e15;
            }
        }
    }

    private void visit(Matrix matrix, Visitor visitor) throws IOException {
        int width = Math.toIntExact(matrix.columnCount());
        boolean lower = matrix.spec().layout() == Layout.PACKED_SYMMETRIC;
        double[] row = new double[width];
        int[] columns = new int[width];
        for (long i = 0; i < matrix.rowCount(); i++) {
            progress.checkCancelled();
            if (matrix instanceof CsrMatrix sparse) {
                int count = sparse.copySparseRow(i, columns, row);
                for (int k = 0; k < count; k++) {
                    visitor.visit(i, columns[k], row[k]);
                }
            } else {
                int count = lower ? (int) i + 1 : width;
                matrix.copyBlock(i, 0, 1, count, row, 0, count);
                for (int j = 0; j < count; j++) {
                    visitor.visit(i, j, row[j]);
                }
            }
            progress.advance(1);
        }
    }
}

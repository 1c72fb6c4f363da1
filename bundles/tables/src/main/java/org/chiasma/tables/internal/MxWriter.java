package org.chiasma.tables.internal;

import java.io.IOException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextOutput;

/** Writes a matrix as one block, or a stack as one block for each of its matrices. Labels and metadata are left out. */
final class MxWriter {
    private final Refusals refusals;
    private final MxWriteOptions options;
    private final Progress progress;

    MxWriter(Refusals refusals, MxWriteOptions options, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.progress = progress;
    }

    void write(Matrix matrix) throws IOException {
        if (matrix.rows().isLabelled() || matrix.columns().isLabelled()) {
            progress.note(refusals.file() + ": labels are left out; this format holds numbers only");
        }
        progress.begin("writing " + refusals.file().getFileName(), matrix.rowCount());
        try (TextOutput out = new TextOutput(refusals.file(), (byte) '.')) {
            boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
            double[] row = new double[Math.toIntExact(matrix.columnCount())];
            for (long i = 0; i < matrix.rowCount(); i++) {
                progress.checkCancelled();
                matrix.copyRow(i, row, 0);
                row(i, row, single, out);
                if ((i + 1) % matrix.spec().blockRows() == 0) {
                    out.text("END\n");
                }
                progress.advance(1);
            }
        }
    }

    private void row(long i, double[] row, boolean single, TextOutput out) throws IOException {
        for (int j = 0; j < row.length; j++) {
            if (j > 0) {
                out.symbol(',');
            }
            if (!Double.isFinite(row[j]) && options.nonfinite() == NonFinite.REFUSE) {
                throw refusals.whole(
                        "NONFINITE",
                        "row " + (i + 1) + ", column " + (j + 1) + ": found " + row[j]
                                + ", expected a finite number: this format has no missing values; complete the matrix "
                                + "first, or pass nonfinite=accept");
            }
            if (Double.isNaN(row[j])) {
                out.text("NaN");
            } else {
                out.number(row[j], single);
            }
        }
        out.symbol('\n');
    }
}

package org.chiasma.tables.internal;

import java.io.IOException;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextOutput;

/** Writes a matrix as a delimited table, row by row. Axes without labels get ordinals; metadata are left out. */
final class DelimitedWriter {
    private final Refusals refusals;
    private final DelimitedWriteOptions options;
    private final Progress progress;
    private final byte delimiter;

    DelimitedWriter(Refusals refusals, char usualDelimiter, DelimitedWriteOptions options, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.progress = progress;
        this.delimiter = options.delimiterOr(usualDelimiter);
    }

    void write(Matrix matrix) throws IOException {
        if (options.missing().indexOf(delimiter) >= 0) {
            throw new UsageException(
                    "E-FLAG-VALUE",
                    "--missing: found " + Refusals.shown(options.missing())
                            + ", which holds the delimiter, expected a text without it");
        }
        noteLosses(matrix.rows(), options.labels().onRows());
        noteLosses(matrix.columns(), options.labels().onColumns());
        progress.begin("writing " + refusals.file().getFileName(), matrix.rowCount());
        try (TextOutput out = new TextOutput(refusals.file(), options.decimal().symbol())) {
            if (options.labels().onColumns()) {
                header(matrix, out);
            }
            boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
            double[] row = new double[Math.toIntExact(matrix.columnCount())];
            for (long i = 0; i < matrix.rowCount(); i++) {
                progress.checkCancelled();
                matrix.copyRow(i, row, 0);
                if (options.labels().onRows()) {
                    label(matrix.rows().label(i), out);
                    out.symbol(delimiter);
                }
                row(row, single, out);
                progress.advance(1);
            }
            out.noteInfinite(progress, refusals);
        }
    }

    private void header(Matrix matrix, TextOutput out) throws IOException {
        if (options.labels().onRows()) {
            label(matrix.rows().name(), out);
        }
        for (long j = 0; j < matrix.columnCount(); j++) {
            if (j > 0 || options.labels().onRows()) {
                out.symbol(delimiter);
            }
            label(matrix.columns().label(j), out);
        }
        out.symbol('\n');
    }

    private void row(double[] row, boolean single, TextOutput out) throws IOException {
        for (int j = 0; j < row.length; j++) {
            if (j > 0) {
                out.symbol(delimiter);
            }
            if (Double.isNaN(row[j])) {
                out.text(options.missing());
            } else {
                out.number(row[j], single);
            }
        }
        out.symbol('\n');
    }

    private void label(String label, TextOutput out) throws IOException {
        if (label.indexOf('\n') >= 0 || label.indexOf('\r') >= 0) {
            throw refusals.whole(
                    "LABEL", "found a line break in label " + Refusals.shown(label) + ", expected one line; rename it");
        }
        boolean quote = label.indexOf(delimiter) >= 0 || label.indexOf('"') >= 0 || label.isEmpty();
        out.text(quote ? '"' + label.replace("\"", "\"\"") + '"' : label);
    }

    private void noteLosses(Axis axis, boolean labelled) {
        if (labelled && !axis.isLabelled()) {
            progress.note(refusals.file() + ": the " + axis.name() + " have no labels; numbered from 1");
        }
        if (!axis.metadata().isEmpty()) {
            progress.note(refusals.file() + ": the metadata of the " + axis.name() + " are left out; gct keeps them");
        }
    }
}

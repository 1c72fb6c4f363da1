package org.chiasma.tables.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextOutput;

/**
 * Writes GCT 1.3 with all metadata, or 1.2 with the row field {@code Description}. Missing entries are {@code NaN},
 * missing metadata {@code -666}, the corner between row and column fields {@code na}, as cmapPy and cmapR read them.
 */
final class GctWriter {
    private static final String DESCRIPTION = "Description";

    private final Refusals refusals;
    private final GctWriteOptions options;
    private final Progress progress;

    GctWriter(Refusals refusals, GctWriteOptions options, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.progress = progress;
    }

    void write(Matrix matrix) throws IOException {
        boolean full = options.version().equals("1.3");
        List<MetadataColumn> rowFields = full ? matrix.rows().metadata() : List.of(description(matrix.rows()));
        List<MetadataColumn> columnFields = full ? matrix.columns().metadata() : List.of();
        noteLosses(matrix, full);
        progress.begin("writing " + refusals.file().getFileName(), matrix.rowCount());
        try (TextOutput out = new TextOutput(refusals.file(), (byte) '.')) {
            out.text("#" + options.version() + "\n" + matrix.rowCount() + "\t" + matrix.columnCount());
            out.text(full ? "\t" + rowFields.size() + "\t" + columnFields.size() + "\n" : "\n");
            heading(matrix.columns(), full ? "id" : "Name", rowFields, out);
            for (MetadataColumn field : columnFields) {
                List<String> cells = new ArrayList<>(Collections.nCopies(rowFields.size(), "na"));
                field.values().forEach(value -> cells.add(metadata(value)));
                line(field.name(), cells, out);
                out.symbol('\n');
            }
            rows(matrix, rowFields, full ? "-666" : "na", out);
            out.noteInfinite(progress, refusals);
        }
    }

    private void heading(Axis columns, String corner, List<MetadataColumn> rowFields, TextOutput out)
            throws IOException {
        line(corner, rowFields.stream().map(MetadataColumn::name).toList(), out);
        for (long j = 0; j < columns.size(); j++) {
            out.symbol('\t');
            out.text(plain(columns.label(j)));
        }
        out.symbol('\n');
    }

    private void rows(Matrix matrix, List<MetadataColumn> fields, String noValue, TextOutput out) throws IOException {
        boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
        double[] row = new double[Math.toIntExact(matrix.columnCount())];
        for (int i = 0; i < matrix.rowCount(); i++) {
            progress.checkCancelled();
            matrix.copyRow(i, row, 0);
            out.text(plain(matrix.rows().label(i)));
            for (MetadataColumn field : fields) {
                String value = field.values().get(i);
                out.symbol('\t');
                out.text(value.isEmpty() ? noValue : plain(value));
            }
            for (double value : row) {
                out.symbol('\t');
                if (Double.isNaN(value)) {
                    out.text("NaN");
                } else {
                    out.number(value, single);
                }
            }
            out.symbol('\n');
            progress.advance(1);
        }
    }

    private void line(String first, List<String> cells, TextOutput out) throws IOException {
        out.text(plain(first));
        for (String cell : cells) {
            out.symbol('\t');
            out.text(plain(cell));
        }
    }

    private static String metadata(String value) {
        return value.isEmpty() ? "-666" : value;
    }

    private String plain(String text) {
        if (text.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
            throw refusals.whole(
                    "LABEL",
                    "found a tab or line break in " + Refusals.shown(text)
                            + ", which this format cannot hold, expected plain text; rename it, or save as csv");
        }
        return text;
    }

    private static MetadataColumn description(Axis rows) {
        return rows.metadata(DESCRIPTION)
                .orElseGet(
                        () -> new MetadataColumn(DESCRIPTION, Collections.nCopies(Math.toIntExact(rows.size()), "")));
    }

    private void noteLosses(Matrix matrix, boolean full) {
        for (Axis axis : List.of(matrix.rows(), matrix.columns())) {
            if (!axis.isLabelled()) {
                progress.note(refusals.file() + ": the " + axis.name() + " have no labels; numbered from 1");
            }
        }
        long kept = matrix.rows().metadata(DESCRIPTION).isPresent() ? 1 : 0;
        long all = (long) matrix.rows().metadata().size()
                + matrix.columns().metadata().size();
        if (!full && all > kept) {
            progress.note(refusals.file() + ": " + Refusals.count(all - kept, "metadata field")
                    + " left out by version=1.2; 1.3 keeps them");
        }
    }
}

package org.chiasma.genomics.internal.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.text.Refusals;

/**
 * Reads loom 1 to 3: genes by cells, the dataset {@code /matrix} or, as the part {@code layers/NAME}, one of the same shape.
 * Attributes of one dimension are metadata. Zero is a value; NaN is a missing entry.
 */
public final class LoomReader {
    private static final List<String> ROW_LABELS = List.of("Gene", "GeneName", "var_names", "Accession");
    private static final List<String> COLUMN_LABELS = List.of("CellID", "Cell", "obs_names");

    private final Refusals refusals;
    private final LoomReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    /** Reads the file of {@code refusals}. */
    public LoomReader(Refusals refusals, LoomReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /** The matrix of {@code part}; the main one if it is empty. */
    public Matrix read(String part) throws IOException {
        try (Hdf5File file = Hdf5File.open(refusals)) {
            if (!file.hasDataset("matrix") || !file.hasGroup("row_attrs") || !file.hasGroup("col_attrs")) {
                throw file.layout("no dataset matrix with row_attrs and col_attrs", "a loom file");
            }
            List<String> parts = new ArrayList<>(List.of("matrix"));
            file.names("layers").forEach(name -> parts.add("layers/" + name));
            if (!part.isEmpty() && !parts.contains(part)) {
                throw file.part(part, parts);
            }
            NumberArray stored = NumberArray.of(file, part.isEmpty() ? "matrix" : part);
            Axis rows = axis(file, "genes", "row_attrs", options.rowLabel(), ROW_LABELS, stored.rows());
            Axis columns = axis(file, "cells", "col_attrs", options.columnLabel(), COLUMN_LABELS, stored.width());
            MatrixSpec spec = MatrixSpec.dense(rows, columns)
                    .withElementType(stored.kind().elementType())
                    .withMissing(stored.kind().missing());
            return new DenseReader(file, store, progress).read(stored, spec);
        }
    }

    private Axis axis(Hdf5File file, String name, String group, Optional<String> asked, List<String> usual, long size)
            throws IOException {
        List<String> names = file.names(group);
        if (asked.isPresent() && !names.contains(asked.get())) {
            throw refusals.whole(
                    "LABEL",
                    "found no attribute " + Refusals.shown(asked.get()) + " in " + group + ", expected one of "
                            + String.join(", ", names) + "; correct the option");
        }
        Optional<String> label = asked.isPresent()
                ? asked
                : usual.stream().filter(names::contains).findFirst();
        List<MetadataColumn> metadata = new ArrayList<>();
        for (String field : names) {
            String path = group + "/" + field;
            if (Texts.isColumn(file, path) && !label.equals(Optional.of(field))) {
                metadata.add(new MetadataColumn(field, Texts.read(file, path, size)));
            }
        }
        if (label.isEmpty()) {
            progress.note(refusals.file() + ": the " + name + " have no attribute " + String.join(", ", usual)
                    + "; they are numbered");
            return Axis.anonymous(name, size).withMetadata(metadata);
        }
        String path = group + "/" + label.get();
        return Texts.axis(file, name, path, Texts.read(file, path, size), options.duplicates(), metadata);
    }
}

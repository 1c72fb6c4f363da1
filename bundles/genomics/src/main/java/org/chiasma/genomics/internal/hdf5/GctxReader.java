package org.chiasma.genomics.internal.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.text.Refusals;

/**
 * Reads GCTX 1.0 (Connectivity Map; Enache et al. 2019): {@code /0/DATA/0/matrix} is columns by rows on disk and comes out as
 * rows by columns. Labels are {@code id} of {@code /0/META/ROW} and {@code /0/META/COL}, the other vectors there are metadata.
 * NaN is a missing entry; {@code -666} means missing in metadata, as cmapPy has it, and is a number among the entries.
 */
public final class GctxReader {
    private static final String MATRIX = "0/DATA/0/matrix";
    private static final Set<String> MISSING = Set.of("-666", "-666.0", "NaN", "nan", "NA", "NULL");

    private final Refusals refusals;
    private final GctxReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    /** Reads the file of {@code refusals}. */
    public GctxReader(Refusals refusals, GctxReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /** The matrix; float32 and narrow integers stay single precision. */
    public Matrix read() throws IOException {
        try (Hdf5File file = Hdf5File.open(refusals)) {
            if (!file.hasDataset(MATRIX)) {
                throw file.layout("no dataset /" + MATRIX, "a GCTX file");
            }
            NumberArray stored = NumberArray.of(file, MATRIX);
            Axis rows = axis(file, options.rows(), "0/META/ROW");
            Axis columns = axis(file, options.columns(), "0/META/COL");
            ElementType type = stored.kind().elementType();
            MissingValue missing = stored.kind().missing();
            MatrixSpec spec =
                    MatrixSpec.dense(rows, columns).withElementType(type).withMissing(missing);
            return new DenseReader(file, store, progress).readTurned(stored, spec);
        }
    }

    private Axis axis(Hdf5File file, String name, String group) throws IOException {
        if (!file.hasDataset(group + "/id")) {
            throw file.layout("no dataset /" + group + "/id", "the labels of a GCTX file");
        }
        List<String> labels = Texts.read(file, group + "/id");
        List<MetadataColumn> metadata = new ArrayList<>();
        for (String field : file.names(group)) {
            String path = group + "/" + field;
            if (!field.equals("id") && Texts.isColumn(file, path)) {
                metadata.add(new MetadataColumn(
                        field,
                        Texts.read(file, path, labels.size()).stream()
                                .map(value -> MISSING.contains(value) ? "" : value)
                                .toList()));
            }
        }
        return Texts.axis(file, name, group + "/id", labels, options.duplicates(), metadata);
    }
}

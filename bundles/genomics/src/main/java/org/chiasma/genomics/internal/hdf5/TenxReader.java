package org.chiasma.genomics.internal.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.text.Refusals;

/**
 * Reads the feature-barcode matrix of Cell Ranger 3 and later ({@code /matrix}), and of version 2 (a group for each genome,
 * which are the parts). Features by barcodes, compressed by barcode on disk, counts; absent entries are zero.
 */
public final class TenxReader {
    private final Refusals refusals;
    private final TenxReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    /** Reads the file of {@code refusals}. */
    public TenxReader(Refusals refusals, TenxReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /** The matrix of {@code part}, which may be empty if the file has one. */
    public Matrix read(String part) throws IOException {
        try (Hdf5File file = Hdf5File.open(refusals)) {
            List<String> parts = file.names("").stream()
                    .filter(name -> file.hasDataset(name + "/barcodes") && file.hasDataset(name + "/indptr"))
                    .toList();
            if (parts.isEmpty()) {
                throw file.layout("no group with barcodes and indptr", "the /matrix of Cell Ranger");
            }
            if (!parts.contains(part) && !(part.isEmpty() && parts.size() == 1)) {
                throw file.part(part, parts);
            }
            return matrix(file, part.isEmpty() ? parts.get(0) : part);
        }
    }

    private Matrix matrix(Hdf5File file, String group) throws IOException {
        double[] shape = NumberArray.vector(file, group + "/shape", 2);
        boolean current = file.hasGroup(group + "/features");
        String ids = group + (current ? "/features/id" : "/genes");
        String names = group + (current ? "/features/name" : "/gene_names");
        long rowCount = (long) shape[0];
        List<MetadataColumn> metadata = new ArrayList<>();
        metadata.add(new MetadataColumn("id", Texts.read(file, ids, rowCount)));
        metadata.add(new MetadataColumn("name", Texts.read(file, names, rowCount)));
        if (current) {
            for (String field : file.names(group + "/features")) {
                String path = group + "/features/" + field;
                boolean other = !field.equals("id") && !field.equals("name") && !field.startsWith("_");
                if (other && Texts.isColumn(file, path)) {
                    metadata.add(new MetadataColumn(
                            field.equals("feature_type") ? "type" : field, Texts.read(file, path, rowCount)));
                }
            }
        }
        boolean byId = options.label() == TenxReadOptions.FeatureLabel.ID;
        Axis rows = Texts.axis(
                file,
                "features",
                byId ? ids : names,
                metadata.get(byId ? 0 : 1).values(),
                options.duplicates(),
                metadata);
        String barcodes = group + "/barcodes";
        Axis columns = Texts.axis(
                file,
                "barcodes",
                barcodes,
                Texts.read(file, barcodes, (long) shape[1]),
                options.duplicates(),
                List.of());
        NumberKind kind = NumberArray.of(file, group + "/data").kind();
        MatrixSpec spec = MatrixSpec.dense(rows, columns)
                .withElementType(kind.elementType())
                .withMissing(kind.missing());
        return new SparseReader(file, store, progress).readColumns(group, spec);
    }
}

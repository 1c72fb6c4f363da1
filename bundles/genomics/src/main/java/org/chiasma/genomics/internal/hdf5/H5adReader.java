package org.chiasma.genomics.internal.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.text.Refusals;

/**
 * Reads AnnData files of every version: cells (observations) by genes (variables). Parts are {@code X} (the one read without a
 * part), {@code raw/X}, {@code layers/NAME}, pairs of cells or genes ({@code obsp/NAME}, {@code varp/NAME}) and embeddings
 * ({@code obsm/NAME}, {@code varm/NAME}). Dense parts come out dense, compressed ones as CSR in which absent is zero; pairs
 * that are exactly symmetric come out packed, if no larger than {@value #MOST_PACKED} entries when they were sparse.
 */
public final class H5adReader {
    private static final long MOST_PACKED = 25_000_000;

    private final Refusals refusals;
    private final H5adReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    /** Reads the file of {@code refusals}. */
    public H5adReader(Refusals refusals, H5adReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /** The matrix of {@code part}; {@code X} if it is empty. */
    public Matrix read(String part) throws IOException {
        try (Hdf5File file = Hdf5File.open(refusals)) {
            if (!file.has("obs") || !file.has("var")) {
                throw file.layout("no obs and var", "an AnnData file");
            }
            List<String> parts = parts(file);
            String wanted = part.isEmpty() ? "X" : part;
            if (!parts.contains(wanted)) {
                throw file.part(part, parts);
            }
            String path = wanted.equals("raw/X") && !file.has("raw/X") ? "raw.X" : wanted;
            Matrix matrix = matrix(file, path);
            return pairs(path) ? packed(file, matrix) : matrix;
        }
    }

    private Matrix packed(Hdf5File file, Matrix matrix) {
        long n = matrix.rowCount();
        if (matrix.spec().layout() == Layout.CSR && n * (n + 1) / 2 > MOST_PACKED) {
            return matrix;
        }
        return new DenseReader(file, store, progress).packedIfSymmetric(matrix);
    }

    private List<String> parts(Hdf5File file) {
        List<String> parts = new ArrayList<>();
        add(file, "X", "X", parts);
        add(file, "raw/X", "raw/X", parts);
        add(file, "raw.X", "raw/X", parts);
        for (String group : List.of("layers", "obsp", "varp", "obsm", "varm", "uns/neighbors")) {
            for (String name : file.names(group)) {
                add(file, group + "/" + name, group + "/" + name, parts);
            }
        }
        return parts;
    }

    private static void add(Hdf5File file, String path, String part, List<String> parts) {
        boolean embedding = path.startsWith("uns/") || path.startsWith("raw.");
        boolean dense = file.hasDataset(path)
                && !embedding
                && file.guarded(path, () -> file.dataset(path).getDimensionsAsLong()).length == 2;
        if (dense || !compression(file, path).isEmpty()) {
            parts.add(part);
        } else if (path.equals("raw.X") && file.hasDataset(path)) {
            parts.add(part);
        }
    }

    /** {@code csr}, {@code csc} or nothing. */
    private static String compression(Hdf5File file, String path) {
        if (!file.hasDataset(path + "/indptr")) {
            return "";
        }
        String encoding = file.text(path, "encoding-type")
                .or(() -> file.text(path, "h5sparse_format"))
                .orElse("");
        return encoding.startsWith("csr") ? "csr" : encoding.startsWith("csc") ? "csc" : "";
    }

    private Matrix matrix(Hdf5File file, String path) throws IOException {
        String compression = compression(file, path);
        if (compression.isEmpty()) {
            NumberArray stored = NumberArray.of(file, path);
            MatrixSpec spec = spec(file, path, stored.kind(), stored.width());
            return new DenseReader(file, store, progress).read(stored, spec);
        }
        List<String> shape = file.texts(path, "shape");
        if (shape.isEmpty()) {
            shape = file.texts(path, "h5sparse_shape");
        }
        if (shape.size() != 2 || !shape.stream().allMatch(length -> length.matches("\\d{1,9}"))) {
            throw refusals.whole(
                    "SHAPE",
                    "found the shape " + Refusals.shown(String.join(", ", shape)) + " of " + path
                            + ", expected two numbers; write the file again");
        }
        NumberKind kind = NumberArray.of(file, path + "/data").kind();
        MatrixSpec spec = spec(file, path, kind, Long.parseLong(shape.get(1)));
        Texts.demand(
                file, path + " rows", Long.parseLong(shape.get(0)), spec.rows().size());
        Texts.demand(
                file,
                path + " columns",
                Long.parseLong(shape.get(1)),
                spec.columns().size());
        SparseReader reader = new SparseReader(file, store, progress);
        return compression.equals("csr") ? reader.readRows(path, spec) : reader.readColumns(path, spec);
    }

    private MatrixSpec spec(Hdf5File file, String path, NumberKind kind, long width) throws IOException {
        boolean raw = path.startsWith("raw");
        boolean ofGenes = path.startsWith("var");
        String genes = raw ? (file.has("raw/var") ? "raw/var" : "raw.var") : "var";
        Axis rows = axis(file, ofGenes ? "var" : "obs", ofGenes ? "genes" : "cells");
        Axis columns;
        if (pairs(path)) {
            columns = rows;
        } else if (path.startsWith("obsm/") || path.startsWith("varm/")) {
            columns = Axis.anonymous("dimensions", width);
        } else {
            columns = axis(file, genes, "genes");
        }
        return MatrixSpec.dense(rows, columns)
                .withElementType(kind.elementType())
                .withMissing(kind.missing());
    }

    private Axis axis(Hdf5File file, String path, String name) throws IOException {
        return new AnnotationTable(file, path, options.duplicates(), progress).axis(name);
    }

    private static boolean pairs(String path) {
        return path.startsWith("obsp/") || path.startsWith("varp/") || path.startsWith("uns/");
    }
}

package org.chiasma.tables.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.text.Refusals;

/** Reads one array of a NumPy archive: a zip file with an entry {@code NAME.npy} for each. */
final class NpzReader {
    private static final String ENDING = ".npy";
    private static final int BLOCK = 1 << 16;
    private static final long RATIO_MATTERS_FROM = 1L << 20;
    private static final long MOST_RATIO = 1000;

    private final Refusals refusals;
    private final NpzReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    NpzReader(Refusals refusals, NpzReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /**
     * The array {@code part}, or the only one.
     *
     * @throws DataException {@code E-NPZ-*}, or {@code E-NPY-*} of the array
     */
    Matrix read(String part) throws IOException {
        try (ZipFile zip = new ZipFile(refusals.file().toFile())) {
            Map<String, ZipEntry> arrays = arrays(zip);
            refuseSparse(arrays);
            ZipEntry entry = part.isEmpty() && arrays.size() == 1
                    ? arrays.values().iterator().next()
                    : arrays.get(part);
            if (entry == null) {
                throw refusals.whole(
                        "PART",
                        (part.isEmpty()
                                        ? "found " + arrays.size() + " arrays"
                                        : "found no array " + Refusals.shown(part))
                                + ", expected one of #" + String.join(", #", arrays.keySet())
                                + "; name it behind the file");
            }
            return read(zip, entry);
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new DataException(
                    "E-NPZ-ZIP",
                    refusals.file() + ": found a damaged archive (" + e.getMessage()
                            + "), expected a zip file of arrays; copy or save it again",
                    e);
        }
    }

    private Map<String, ZipEntry> arrays(ZipFile zip) {
        Map<String, ZipEntry> arrays = new LinkedHashMap<>();
        for (ZipEntry entry : zip.stream().toList()) {
            String name = entry.getName();
            if (name.startsWith("/")
                    || name.contains("\\")
                    || List.of(name.split("/", -1)).contains("..")) {
                throw refusals.whole(
                        "NAME",
                        "found the entry " + Refusals.shown(name)
                                + ", expected names inside the archive; do not trust this file, save it again");
            }
            if (!name.endsWith(ENDING)) {
                continue;
            }
            if (arrays.put(name.substring(0, name.length() - ENDING.length()), entry) != null) {
                throw refusals.whole(
                        "DUPLICATE",
                        "found the entry " + Refusals.shown(name)
                                + " twice, expected distinct names; save the file again");
            }
        }
        if (arrays.isEmpty()) {
            throw refusals.whole("EMPTY", "found no array, expected entries such as x.npy; save the file again");
        }
        return arrays;
    }

    private void refuseSparse(Map<String, ZipEntry> arrays) {
        if (arrays.keySet().containsAll(List.of("indices", "indptr", "data", "shape"))) {
            throw refusals.whole(
                    "SPARSE",
                    "found a sparse matrix of scipy, expected dense arrays; save it with scipy.io.mmwrite as .mtx");
        }
    }

    private Matrix read(ZipFile zip, ZipEntry entry) throws IOException {
        Path content = Files.createTempFile("chiasma-", ENDING);
        try {
            extract(zip, entry, content);
            Refusals named = new Refusals("NPY", Path.of(refusals.file() + "#" + entry.getName()));
            return new NpyReader(named, content, options.array(), store, progress).read();
        } finally {
            Files.delete(content);
        }
    }

    private void extract(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        progress.begin("extracting " + entry.getName(), Math.max(0, entry.getSize()));
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] block = new byte[BLOCK];
            long produced = 0;
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                progress.checkCancelled();
                produced += n;
                boolean bomb =
                        produced > RATIO_MATTERS_FROM && produced / MOST_RATIO > Math.max(1, entry.getCompressedSize());
                if (produced > options.maxBytes() || bomb) {
                    throw refusals.whole(
                            "BYTES",
                            "found an array " + entry.getName() + " of more than " + produced
                                    + " bytes, expected at most max-bytes and 1000 for each compressed byte; if it is no "
                                    + "decompression bomb, save it uncompressed");
                }
                out.write(block, 0, n);
                progress.advance(n);
            }
        }
    }
}

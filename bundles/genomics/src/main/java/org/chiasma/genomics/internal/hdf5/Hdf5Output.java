package org.chiasma.genomics.internal.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.text.Refusals;

/**
 * Writes HDF5 files. jHDF writes everything when the file is closed, so what is put in is held until then: the matrix once more
 * beside itself, and once more while it is compressed. The same content gives the same bytes: no times are stored. Every group
 * must hold a dataset: jHDF 0.13 writes its own name behind the last dataset, over whatever follows.
 */
final class Hdf5Output {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final long MOST_HEADER_BYTES = 60_000;

    private final Refusals refusals;
    private final Progress progress;

    Hdf5Output(Refusals refusals, Progress progress) {
        this.refusals = refusals;
        this.progress = progress;
    }

    /** What fills a file. */
    @FunctionalInterface
    interface Content {
        void fill(WritableHdfFile file);
    }

    /** Writes the file of {@code refusals}. */
    void write(Content content) throws IOException {
        try (WritableHdfFile file = HdfFile.write(refusals.file())) {
            file.removeAttribute("_jHDF");
            content.fill(file);
        } catch (HdfException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException io) {
                    throw io;
                }
            }
            throw new IOException("HDF5 cannot be written: " + e.getMessage(), e);
        }
    }

    /** Puts an array of {@code rows} runs of {@code runBytes} bytes, compressed in chunks of whole runs of about a MiB. */
    WritableDataset put(WritableGroup group, String name, Object array, int rows, int width, int bytes) {
        long all = (long) rows * width * bytes;
        if (all == 0 || all > Integer.MAX_VALUE - 64) {
            return group.putDataset(name, array);
        }
        int tall = (int) Math.max(1, Math.min(rows, CHUNK_BYTES / ((long) width * bytes)));
        boolean matrix = array.getClass().getComponentType().isArray();
        DatasetCreationOptions.Builder options = DatasetCreationOptions.builder()
                .chunkDimensions(matrix ? new int[] {tall, width} : new int[] {tall})
                .shuffle()
                .deflate();
        return group.putDataset(name, array, options.build());
    }

    /** Puts texts; a vector of numbers if all are written as numbers are. */
    WritableDataset putColumn(WritableGroup group, String name, List<String> values, boolean text) {
        Object vector = text ? null : numbers(values);
        if (vector instanceof long[] || vector instanceof double[]) {
            return put(group, name, vector, values.size(), 1, Long.BYTES);
        }
        String[] texts = values.toArray(String[]::new);
        for (String value : texts) {
            if (value.indexOf('\0') >= 0) {
                throw refusals.whole(
                        "LABEL",
                        "found a zero byte in " + Refusals.shown(value)
                                + ", which the format cannot hold, expected plain text; rename it");
            }
        }
        return group.putDataset(name, texts);
    }

    /** The metadata of an axis under names that HDF5 allows, none of them {@code reserved}. */
    List<MetadataColumn> metadata(Axis axis, String reserved) {
        Set<String> taken = new HashSet<>(Set.of(reserved));
        List<MetadataColumn> columns = new ArrayList<>();
        long bytes = 0;
        for (MetadataColumn column : axis.metadata()) {
            String name = column.name().replace('/', '_').strip();
            name = name.isEmpty() || name.equals(".") ? "_" : name;
            String unique = name;
            for (int k = 1; !taken.add(unique); k++) {
                unique = name + "." + k;
            }
            if (!unique.equals(column.name())) {
                progress.note(refusals.file() + ": the metadata " + Refusals.shown(column.name()) + " of the "
                        + axis.name() + " are written as " + Refusals.shown(unique));
            }
            bytes = Math.max(bytes, unique.length() * 4L + 1);
            columns.add(new MetadataColumn(unique, column.values()));
        }
        if (bytes * columns.size() > MOST_HEADER_BYTES) {
            throw refusals.whole(
                    "METADATA",
                    "found " + columns.size() + " metadata fields of the " + axis.name()
                            + ", whose names exceed what an HDF5 header holds, expected fewer; leave some out");
        }
        return columns;
    }

    /** The labels of an axis; ordinals, with a note, if it has none. */
    List<String> labels(Axis axis) {
        if (axis.isLabelled()) {
            return axis.labels();
        }
        progress.note(refusals.file() + ": the " + axis.name() + " have no labels; numbered from 1");
        List<String> labels = new ArrayList<>();
        for (long i = 0; i < axis.size(); i++) {
            labels.add(axis.label(i));
        }
        return labels;
    }

    private static Object numbers(List<String> values) {
        long[] whole = new long[values.size()];
        double[] real = new double[values.size()];
        boolean allWhole = true;
        for (int i = 0; i < real.length; i++) {
            try {
                real[i] = Double.parseDouble(values.get(i));
                if (!Texts.number(real[i], false).equals(values.get(i))) {
                    return values;
                }
                allWhole &= real[i] == Math.rint(real[i]) && Math.abs(real[i]) < 1e15;
                whole[i] = (long) real[i];
            } catch (NumberFormatException e) {
                return values;
            }
        }
        return allWhole ? whole : real;
    }
}

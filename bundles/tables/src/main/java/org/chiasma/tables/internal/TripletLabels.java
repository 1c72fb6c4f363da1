package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.text.Duplicates;
import org.chiasma.text.LabelCollector;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Labels from the files that 10x Genomics puts beside {@code matrix.mtx}: {@code features.tsv} (identifier, symbol, type) or
 * the older {@code genes.tsv} (identifier, symbol) for the rows, {@code barcodes.tsv} for the columns, compressed or not.
 */
final class TripletLabels {
    private static final long MOST_BYTES = 1L << 32;

    private final Refusals matrix;
    private final Progress progress;

    TripletLabels(Refusals matrix, Progress progress) {
        this.matrix = matrix;
        this.progress = progress;
    }

    /** Both axes, labelled if the files are there. */
    Axis[] label(Axis rows, Axis columns) throws IOException {
        Optional<Path> features = beside("features.tsv").or(() -> beside("genes.tsv"));
        Optional<Path> barcodes = beside("barcodes.tsv");
        if (features.isEmpty() || barcodes.isEmpty()) {
            return new Axis[] {rows, columns};
        }
        return new Axis[] {
            read(features.get(), rows, "features", List.of("symbol", "type")),
            read(barcodes.get(), columns, "barcodes", List.of())
        };
    }

    private Optional<Path> beside(String name) {
        for (String candidate : List.of(name + ".gz", name)) {
            Path path = matrix.file().resolveSibling(candidate);
            if (Files.isRegularFile(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private Axis read(Path file, Axis axis, String name, List<String> fields) throws IOException {
        Refusals refusals = new Refusals("MTX", file);
        LabelCollector labels = new LabelCollector(refusals, Duplicates.REFUSE, false, true);
        List<List<String>> metadata = new ArrayList<>();
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, MOST_BYTES, progress), refusals)) {
            while (lines.next()) {
                long number = lines.line;
                String[] cells = lines.takeText().split("\t", -1);
                if (cells.length == 1 && !fields.isEmpty()) {
                    throw refusals.line(
                            "FEATURES",
                            number,
                            "found one column, expected identifier and symbol between tabs; write the file again, or pass "
                                    + "labels=none");
                }
                if (labels.asRead().size() == axis.size()) {
                    throw count(refusals, axis, "more than " + axis.size());
                }
                labels.add(cells[0], number);
                metadata.add(List.of(cells));
            }
        }
        if (labels.asRead().size() < axis.size()) {
            throw count(refusals, axis, Integer.toString(labels.asRead().size()));
        }
        List<MetadataColumn> columns = new ArrayList<>();
        for (int k = 0; k < fields.size(); k++) {
            int at = k + 1;
            if (metadata.stream().anyMatch(cells -> cells.size() > at)) {
                columns.add(new MetadataColumn(
                        fields.get(k),
                        metadata.stream()
                                .map(cells -> cells.size() > at ? cells.get(at) : "")
                                .toList()));
            }
        }
        return Axis.labelled(name, labels.asRead()).withMetadata(columns);
    }

    private org.chiasma.api.DataException count(Refusals refusals, Axis axis, String found) {
        return refusals.whole(
                "LABELS",
                "found " + found + " labels, expected " + axis.size() + ", as many as "
                        + matrix.file().getFileName() + " has " + axis.name()
                        + "; use the files of one matrix, or pass labels=none");
    }
}

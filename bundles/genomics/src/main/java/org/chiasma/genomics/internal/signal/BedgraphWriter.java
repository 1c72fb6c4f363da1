package org.chiasma.genomics.internal.signal;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextOutput;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row of a matrix whose columns are bins as bedGraph, by contig in the order of the columns and by start. Missing
 * entries are left out.
 */
public final class BedgraphWriter {
    private final Refusals refusals;
    private final BedgraphWriteOptions options;
    private final Progress progress;

    /** Writes with these options. */
    public BedgraphWriter(Refusals refusals, BedgraphWriteOptions options, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Writes the row that the options name.
     *
     * @throws org.chiasma.api.DataException {@code E-BINS-AXIS} if the columns are no bins, {@code E-BEDGRAPH-ROW} if the
     *     row is not one, {@code E-BEDGRAPH-OVERLAP} if bins overlap, {@code E-BEDGRAPH-CONTIG} if a contig's name has a
     *     blank
     */
    public void write(Matrix matrix) throws IOException {
        long row = row(matrix);
        Bins bins = Bins.of(String.valueOf(refusals.file()), matrix.columns());
        double[] values = new double[bins.count()];
        matrix.copyRow(row, values, 0);
        boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
        long missing = 0;
        progress.begin("writing " + refusals.file().getFileName(), values.length);
        try (TextOutput out = new TextOutput(refusals.file(), (byte) '.')) {
            Region before = null;
            for (int i : order(bins)) {
                Region bin = bins.bin(i);
                refuseOverlap(before, bin);
                before = bin;
                if (Double.isNaN(values[i])) {
                    missing++;
                } else {
                    out.text(bin.contig() + "\t" + bin.start() + "\t" + bin.end() + "\t");
                    out.number(values[i], single);
                    out.symbol('\n');
                }
                progress.advance(1);
            }
            out.noteInfinite(progress, refusals);
        }
        if (missing > 0) {
            progress.note(refusals.file() + ": " + missing + " of " + values.length + " entries are missing; left out");
        }
    }

    private long row(Matrix matrix) {
        if (options.row().isPresent()) {
            OptionalInt named = matrix.rows().indexOf(options.row().get());
            if (named.isPresent()) {
                return named.getAsInt();
            }
            throw refusals.whole(
                    "ROW",
                    "found no row " + Refusals.shown(options.row().get()) + ", expected one of the "
                            + matrix.rows().name() + "; correct the option row");
        }
        if (matrix.rowCount() != 1) {
            throw refusals.whole(
                    "ROW",
                    "found a matrix of " + Refusals.count(matrix.rowCount(), "row")
                            + ", expected one; pass row=NAME to choose it");
        }
        return 0;
    }

    private int[] order(Bins bins) {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        List<String> contigs = bins.contigs();
        for (String contig : contigs) {
            if (contig.isEmpty() || contig.chars().anyMatch(Character::isWhitespace)) {
                throw refusals.whole(
                        "CONTIG",
                        "found contig " + Refusals.shown(contig)
                                + ", which this format cannot hold, expected a name without blanks; rename it");
            }
            ranks.put(contig, ranks.size());
        }
        return IntStream.range(0, bins.count())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(
                                i -> ranks.getOrDefault(bins.bin(i).contig(), 0))
                        .thenComparingLong(i -> bins.bin(i).start()))
                .mapToInt(i -> i)
                .toArray();
    }

    private void refuseOverlap(@Nullable Region before, Region bin) {
        if (before != null && before.overlaps(bin.contig(), bin.start(), bin.end())) {
            throw refusals.whole(
                    "OVERLAP",
                    "found overlapping bins " + before + " and " + bin
                            + ", expected one value for each base; write it as tsv");
        }
    }
}

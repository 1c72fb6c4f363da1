package org.chiasma.genomics.internal.hdf5;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.text.Decimals;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Reads a contact map from text, as {@code cooler dump --join} writes it: {@code chrom1 start1 end1 chrom2 start2 end2 count}
 * between tabs, positions from 0. The bins are those that occur, contigs in the order of their first line, and positions
 * ascending. Pixels that do not occur are zero; an entry below the diagonal is mirrored. 16 bytes for each pixel beside the
 * matrix.
 */
public final class Bg2Reader {
    private static final String EXPECTED = "chrom1, start1, end1, chrom2, start2, end2, count";
    private static final int FIELDS = 7;
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final Refusals refusals;
    private final Bg2ReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    private final Map<Region, Integer> bins = new HashMap<>();
    private final List<Region> seen = new ArrayList<>();
    private final Set<String> contigs = new LinkedHashSet<>();
    private final Set<String> others = new LinkedHashSet<>();
    private int[] first = new int[1024];
    private int[] second = new int[1024];
    private double[] counts = new double[1024];
    private int pixels;

    /** Reads the file of {@code refusals}. */
    public Bg2Reader(Refusals refusals, Bg2ReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /** The symmetric matrix, packed. */
    public Matrix read() throws IOException {
        try (InputStream in = TextInput.open(refusals, options.maxBytes(), progress);
                LineBlocks lines = new LineBlocks(in, refusals)) {
            while (lines.next()) {
                byte start = lines.bytes[lines.position];
                long line = lines.line;
                boolean skipped = start == '#' || lines.blank();
                String text = lines.takeText();
                if (!skipped && !(line == 1 && text.startsWith("chrom1\t"))) {
                    pixel(text.split("\t", -1), line);
                }
            }
        }
        if (pixels == 0) {
            throw refusals.whole("EMPTY", "found no pixel, expected lines of " + EXPECTED + "; use another file");
        }
        others.removeAll(contigs);
        contigs.addAll(others);
        return matrix();
    }

    private void pixel(String[] fields, long line) {
        if (fields.length != FIELDS) {
            throw refusals.line(
                    "FIELDS",
                    line,
                    "found " + Refusals.count(fields.length, "field") + " between tabs, expected " + FIELDS + ": "
                            + EXPECTED + "; correct the line");
        }
        if (pixels == MOST) {
            throw refusals.line("SIZE", line, "found more than " + MOST + " pixels, expected fewer; use larger bins");
        }
        if (pixels == counts.length) {
            int larger = (int) Math.min(MOST, 2L * pixels);
            first = Arrays.copyOf(first, larger);
            second = Arrays.copyOf(second, larger);
            counts = Arrays.copyOf(counts, larger);
        }
        contigs.add(fields[0]);
        others.add(fields[3]);
        first[pixels] = bin(fields, 0, line);
        second[pixels] = bin(fields, 3, line);
        byte[] number = fields[6].getBytes(StandardCharsets.ISO_8859_1);
        double count = Decimals.parse(number, 0, number.length, (byte) '.');
        if (!Double.isFinite(count)) {
            throw refusals.line(
                    "NUMBER",
                    line,
                    "found the count " + Refusals.shown(fields[6])
                            + ", expected a finite number; leave the line out if " + "it is missing");
        }
        counts[pixels++] = count;
    }

    private int bin(String[] fields, int from, long line) {
        String start = fields[from + 1];
        String end = fields[from + 2];
        boolean sound = !fields[from].isEmpty()
                && start.matches("\\d{1,18}")
                && end.matches("\\d{1,18}")
                && Long.parseLong(start) < Long.parseLong(end);
        if (!sound) {
            throw refusals.line(
                    "BINS",
                    line,
                    "found the bin " + Refusals.shown(fields[from] + " " + start + " " + end)
                            + ", expected a contig and positions with 0 <= start < end; correct the line");
        }
        Region bin = new Region(fields[from], Long.parseLong(start), Long.parseLong(end));
        return bins.computeIfAbsent(bin, unseen -> {
            seen.add(unseen);
            return seen.size() - 1;
        });
    }

    private Matrix matrix() {
        int n = seen.size();
        List<String> order = new ArrayList<>(contigs);
        Map<String, Integer> ranks = new HashMap<>();
        order.forEach(contig -> ranks.put(contig, ranks.size()));
        int[] sorted = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(
                                i -> ranks.getOrDefault(seen.get(i).contig(), 0))
                        .thenComparingLong(i -> seen.get(i).start())
                        .thenComparingLong(i -> seen.get(i).end()))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] position = new int[n];
        for (int i = 0; i < n; i++) {
            position[sorted[i]] = i;
        }
        Axis axis = axis(sorted);
        int[] starts = new int[n + 1];
        for (int k = 0; k < pixels; k++) {
            int a = position[first[k]];
            int b = position[second[k]];
            first[k] = Math.min(a, b);
            second[k] = Math.max(a, b);
            starts[first[k] + 1]++;
        }
        for (int i = 0; i < n; i++) {
            starts[i + 1] += starts[i];
        }
        int[] byRow = new int[pixels];
        int[] next = starts.clone();
        for (int k = 0; k < pixels; k++) {
            byRow[next[first[k]]++] = k;
        }
        MatrixSpec spec = MatrixSpec.dense(axis, axis)
                .withElementType(options.type())
                .withLayout(Layout.PACKED_SYMMETRIC)
                .withMissing(MissingValue.NONE);
        double[] row = new double[n];
        boolean[] taken = new boolean[n];
        try (MatrixDraft draft = store.create(spec)) {
            for (int i = 0; i < n; i++) {
                Arrays.fill(row, 0);
                Arrays.fill(taken, false);
                for (int k = starts[i]; k < starts[i + 1]; k++) {
                    int j = second[byRow[k]];
                    if (taken[j]) {
                        throw refusals.whole(
                                "DUPLICATE",
                                "found the pixel of " + axis.label(i) + " and " + axis.label(j)
                                        + " twice, expected each once, on either side of the diagonal; add them up");
                    }
                    taken[j] = true;
                    row[j] = counts[byRow[k]];
                }
                draft.writeBlock(i, i, 1, n - i, row, i, n);
            }
            return draft.seal();
        }
    }

    private Axis axis(int[] sorted) {
        List<String> labels = new ArrayList<>();
        List<String> contig = new ArrayList<>();
        List<String> start = new ArrayList<>();
        List<String> end = new ArrayList<>();
        for (int i : sorted) {
            Region bin = seen.get(i);
            labels.add(bin.contig() + ":" + bin.start() + "-" + bin.end());
            contig.add(bin.contig());
            start.add(Long.toString(bin.start()));
            end.add(Long.toString(bin.end()));
        }
        return Axis.labelled("bins", labels)
                .withMetadata(List.of(
                        new MetadataColumn("contig", contig),
                        new MetadataColumn("start", start),
                        new MetadataColumn("end", end)));
    }
}

package org.chiasma.genomics.internal.coordinate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;

/**
 * Intervals that signals are gathered in, in the order in which they become rows or columns. They may overlap, as genes
 * do. Their labels are {@code contig:start-end} as in BED, from 0 without the end.
 */
public final class Bins {
    private static final Pattern LABEL = Pattern.compile("(.+):(\\d{1,18})-(\\d{1,18})");
    private static final long MOST = 1L << 27;
    /** Of a bin with its labels and what is gathered in it. */
    private static final long BYTES_OF_BIN = 400;

    private static final long BYTES_OF_PART = 100;

    private final List<Region> bins;
    private final List<String> names;
    private final Map<String, OnContig> byContig = new LinkedHashMap<>();

    private Bins(List<Region> bins, List<String> names) {
        this.bins = List.copyOf(bins);
        this.names = List.copyOf(names);
        Map<String, List<Integer>> positions = new LinkedHashMap<>();
        for (int i = 0; i < bins.size(); i++) {
            positions
                    .computeIfAbsent(bins.get(i).contig(), unseen -> new ArrayList<>())
                    .add(i);
        }
        positions.forEach((contig, there) -> byContig.put(contig, new OnContig(this.bins, there)));
    }

    /**
     * Equal bins of {@code size} bases over the whole of each contig; its last one is shorter. With regions, the bins of
     * that grid which overlap them.
     *
     * @throws DataException {@code E-BINS-LENGTH} if a contig's length is not known, {@code E-BINS-COUNT} if they are too
     *     many
     */
    public static Bins ofSize(long size, Contigs contigs, Regions regions) {
        List<Region> wanted =
                regions.isAll() ? contigs.names().stream().map(Region::whole).toList() : regions.list();
        List<Region> bins = new ArrayList<>();
        for (Region region : wanted) {
            long length = contigs.length(region.contig());
            long end = length == Contigs.UNKNOWN ? region.end() : Math.min(length, region.end());
            if (end == Region.TO_THE_END) {
                throw new DataException(
                        "E-BINS-LENGTH",
                        "bins: found contig " + region.contig()
                                + " of unknown length, expected a region with an end, bins from a file, or genome=chrom.sizes "
                                + "where the format has it");
            }
            long first = region.start() / size * size;
            if (end > first) {
                refuseTooMany((end - first - 1) / size + 1 + bins.size(), size);
            }
            for (long start = first; start < end; start += size) {
                long stop = length == Contigs.UNKNOWN ? start + size : Math.min(length, start + size);
                Region bin = new Region(region.contig(), start, stop);
                if (bins.isEmpty() || !bins.get(bins.size() - 1).equals(bin)) {
                    bins.add(bin);
                }
            }
        }
        return new Bins(bins, List.of());
    }

    private static long most(long bytesOfOne) {
        return Math.min(MOST, Runtime.getRuntime().maxMemory() / 2 / bytesOfOne);
    }

    private static void refuseTooMany(long count, long size) {
        long most = most(BYTES_OF_BIN);
        if (count > most) {
            throw new DataException(
                    "E-BINS-COUNT",
                    "bins: found at least " + count + " bins of " + size + " bases, expected at most " + most
                            + " in the memory that Java may use; use larger bins, a region or more memory");
        }
    }

    /**
     * These intervals.
     *
     * @param names their labels; none for {@code contig:start-end}
     */
    public static Bins of(List<Region> bins, List<String> names) {
        return new Bins(bins, names);
    }

    /**
     * The bins of a matrix's axis: from its labels, or from its metadata {@code contig}, {@code start} and {@code end}.
     *
     * @throws DataException {@code E-BINS-AXIS} if it has neither
     */
    public static Bins of(String source, Axis axis) {
        Optional<MetadataColumn> contig = axis.metadata("contig");
        Optional<MetadataColumn> start = axis.metadata("start");
        Optional<MetadataColumn> end = axis.metadata("end");
        List<Region> bins = new ArrayList<>();
        for (int i = 0; i < axis.size(); i++) {
            Region bin;
            try {
                if (contig.isPresent() && start.isPresent() && end.isPresent()) {
                    bin = new Region(
                            contig.get().values().get(i),
                            Long.parseLong(start.get().values().get(i)),
                            Long.parseLong(end.get().values().get(i)));
                } else {
                    Matcher label = LABEL.matcher(axis.label(i));
                    if (!label.matches()) {
                        throw new IllegalArgumentException("no place in \"" + axis.label(i) + "\"");
                    }
                    bin = new Region(label.group(1), Long.parseLong(label.group(2)), Long.parseLong(label.group(3)));
                }
            } catch (IllegalArgumentException e) {
                throw new DataException(
                        "E-BINS-AXIS",
                        source + ": found " + axis.name() + " label \"" + axis.label(i)
                                + "\", expected bins such as chr1:0-1000; give the bins as a size or a BED file",
                        e);
            }
            bins.add(bin);
        }
        return new Bins(bins, axis.labels());
    }

    /** How many. */
    public int count() {
        return bins.size();
    }

    /** The bin at {@code position}. */
    public Region bin(int position) {
        return bins.get(position);
    }

    /** The contigs that have bins, in order of their first bin. */
    public List<String> contigs() {
        return List.copyOf(byContig.keySet());
    }

    /** The bins under the names that {@code contigs} has for their contigs; bins of contigs it lacks keep theirs. */
    public Bins resolve(Contigs contigs, ContigAlias alias) {
        Map<String, String> own = contigs.match(byContig.keySet(), "the bins", alias);
        return new Bins(
                bins.stream()
                        .map(bin -> new Region(own.getOrDefault(bin.contig(), bin.contig()), bin.start(), bin.end()))
                        .toList(),
                names.isEmpty() ? axis("bins").labels() : names);
    }

    /** Those that overlap the regions. */
    public Bins within(Regions regions) {
        int[] kept = IntStream.range(0, bins.size())
                .filter(i -> regions.overlap(
                        bins.get(i).contig(), bins.get(i).start(), bins.get(i).end()))
                .toArray();
        return new Bins(
                IntStream.of(kept).mapToObj(bins::get).toList(),
                names.isEmpty()
                        ? names
                        : IntStream.of(kept).mapToObj(names::get).toList());
    }

    /**
     * Each bin cut into {@code parts} pieces as equal as whole bases allow, bin by bin: piece {@code k} of bin {@code i} is
     * number {@code i * parts + k} and begins {@code floor(k * length / parts)} bases into it.
     *
     * @throws DataException {@code E-BINS-PARTS} if a bin has fewer bases than parts, {@code E-BINS-COUNT} if the pieces
     *     are too many
     */
    public Bins cut(int parts) {
        if (parts == 1) {
            return this;
        }
        long most = most(BYTES_OF_PART);
        if ((long) parts * bins.size() > most) {
            throw new DataException(
                    "E-BINS-COUNT",
                    "bins: found " + bins.size() + " bins of " + parts + " parts, expected at most " + most
                            + " parts in the memory that Java may use; use fewer or more memory");
        }
        List<Region> pieces = new ArrayList<>(parts * bins.size());
        for (Region bin : bins) {
            long length = bin.end() - bin.start();
            if (length < parts || length > Long.MAX_VALUE / parts) {
                throw new DataException(
                        "E-BINS-PARTS",
                        "bins: found a bin of " + length + " bases at " + bin + ", expected at least " + parts
                                + ", one for each part; use fewer parts or larger bins");
            }
            for (int k = 0; k < parts; k++) {
                pieces.add(new Region(
                        bin.contig(), bin.start() + k * length / parts, bin.start() + (k + 1) * length / parts));
            }
        }
        return new Bins(pieces, List.of());
    }

    /** Whether a bin shares positions with {@code [start, end)} of a contig. O(log n). */
    public boolean overlap(String contig, long start, long end) {
        OnContig there = byContig.get(contig);
        return there != null && there.any(start, end);
    }

    /**
     * An axis of them, with metadata {@code contig}, {@code start} and {@code end}.
     *
     * @throws DataException {@code E-BINS-DUPLICATE} if two have the same label
     */
    public Axis axis(String axisName) {
        List<String> labels = names.isEmpty()
                ? bins.stream()
                        .map(bin -> bin.contig() + ":" + bin.start() + "-" + bin.end())
                        .toList()
                : names;
        Set<String> distinct = new HashSet<>();
        for (String label : labels) {
            if (!distinct.add(label)) {
                throw new DataException(
                        "E-BINS-DUPLICATE", "bins: found " + label + " twice, expected distinct bins; remove one");
            }
        }
        return Axis.labelled(axisName, labels)
                .withMetadata(List.of(
                        new MetadataColumn(
                                "contig", bins.stream().map(Region::contig).toList()),
                        new MetadataColumn(
                                "start",
                                bins.stream()
                                        .map(bin -> Long.toString(bin.start()))
                                        .toList()),
                        new MetadataColumn(
                                "end",
                                bins.stream()
                                        .map(bin -> Long.toString(bin.end()))
                                        .toList())));
    }

    /** Visits each bin that shares positions with {@code [start, end)} of a contig. O(log n + bins visited). */
    public void forEachOverlap(String contig, long start, long end, OverlapVisitor visitor) {
        OnContig there = byContig.get(contig);
        if (there != null) {
            there.visit(start, end, visitor);
        }
    }

    /** Takes a bin and the positions shared with it. */
    @FunctionalInterface
    public interface OverlapVisitor {
        /**
         * Takes one.
         *
         * @param bin its position among all
         * @param from first position shared
         * @param to behind the last position shared
         */
        void visit(int bin, long from, long to);
    }

    /** Bins of one contig by start, with the farthest end so far, which bounds the search when they overlap. */
    private static final class OnContig {
        private final int[] positions;
        private final long[] starts;
        private final long[] ends;
        private final long[] farthest;

        OnContig(List<Region> bins, List<Integer> there) {
            positions = there.stream()
                    .sorted(Comparator.comparingLong(i -> bins.get(i).start()))
                    .mapToInt(i -> i)
                    .toArray();
            starts = IntStream.of(positions).mapToLong(i -> bins.get(i).start()).toArray();
            ends = IntStream.of(positions).mapToLong(i -> bins.get(i).end()).toArray();
            farthest = ends.clone();
            for (int i = 1; i < farthest.length; i++) {
                farthest[i] = Math.max(farthest[i], farthest[i - 1]);
            }
        }

        boolean any(long start, long end) {
            int first = firstBeyond(start);
            return first < starts.length && starts[first] < end;
        }

        void visit(long start, long end, OverlapVisitor visitor) {
            for (int i = firstBeyond(start); i < starts.length && starts[i] < end; i++) {
                if (ends[i] > start) {
                    visitor.visit(positions[i], Math.max(start, starts[i]), Math.min(end, ends[i]));
                }
            }
        }

        /** The first bin, by start, that ends behind {@code start}. */
        private int firstBeyond(long start) {
            int low = 0;
            int high = farthest.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (farthest[middle] <= start) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}

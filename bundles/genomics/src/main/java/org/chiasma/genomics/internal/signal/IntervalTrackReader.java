package org.chiasma.genomics.internal.signal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.genomics.internal.coordinate.GenomeFile;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Reads text files of intervals: BED, ENCODE peaks and bedGraph. Where intervals of BED and peaks overlap, a base has the
 * sum of their values; in bedGraph they may not overlap. Intervals without a value leave their bases uncovered. Memory is
 * 16 bytes for each interval.
 */
public final class IntervalTrackReader {
    private static final int BEDGRAPH_FIELDS = 4;

    private final Refusals refusals;
    private final SignalOptions options;
    private final Track track;
    private final BinsOption.AxisSource axes;
    private final Progress progress;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<String, String> namesInFile = new HashMap<>();
    private final BaseSuspicion suspicion = new BaseSuspicion();
    private long intervals;
    private long withoutValue;
    private long elsewhere;

    /**
     * What a text format is beside its options.
     *
     * @param value the value of an interval
     * @param disjoint whether intervals may not overlap, as in bedGraph
     * @param placement where an interval lies
     * @param genome contigs and their lengths
     */
    record Track(IntervalValue value, boolean disjoint, Placement placement, Optional<Path> genome) {}

    private IntervalTrackReader(
            Refusals refusals, SignalOptions options, Track track, BinsOption.AxisSource axes, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.track = track;
        this.axes = axes;
        this.progress = progress;
    }

    /** Whether a file's first line is {@code track type=} this type, in any case. */
    public static boolean isTrackLine(byte[] head, String type) {
        String start = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return start.startsWith("track ")
                && start.lines().findFirst().orElse("").matches(".*\\btype=\"?" + type + "\\b.*");
    }

    /** Of a BED file. */
    public static IntervalTrackReader of(
            Refusals refusals, BedReadOptions options, BinsOption.AxisSource axes, Progress progress) {
        return new IntervalTrackReader(
                refusals,
                options.signal(),
                new Track(options.column().value(), false, options.placement(), options.genome()),
                axes,
                progress);
    }

    /** Of a file of peaks. */
    public static IntervalTrackReader of(
            Refusals refusals, PeakReadOptions options, BinsOption.AxisSource axes, Progress progress) {
        return new IntervalTrackReader(
                refusals,
                options.signal(),
                new Track(options.column().value(), false, options.placement(), options.genome()),
                axes,
                progress);
    }

    /** Of a bedGraph file. */
    public static IntervalTrackReader of(
            Refusals refusals, BedgraphReadOptions options, BinsOption.AxisSource axes, Progress progress) {
        return new IntervalTrackReader(
                refusals,
                options.signal(),
                new Track(new IntervalValue(BEDGRAPH_FIELDS, false, false), true, Placement.BASES, options.genome()),
                axes,
                progress);
    }

    /**
     * Reads the file.
     *
     * @throws DataException {@code E-*-FIELDS}, {@code E-*-POSITION}, {@code E-*-ORDER}, {@code E-*-VALUE} for a malformed
     *     line, {@code E-*-BEYOND} for an interval beyond its contig, {@code E-BEDGRAPH-OVERLAP}, {@code E-*-ALIAS},
     *     {@code E-*-EMPTY}
     */
    public Matrix read(MatrixStore store) throws IOException {
        TrackMatrix.demandBins(refusals, options);
        Optional<Contigs> genome = track.genome().map(file -> GenomeFile.read(file, progress));
        try (IntervalScanner scanner = new IntervalScanner(refusals, progress)) {
            while (scanner.next()) {
                intervals++;
                take(scanner, target(scanner.contig(), genome));
            }
        }
        if (intervals == 0) {
            throw refusals.whole("EMPTY", "found no interval, expected contig, start and end in each line");
        }
        genome.ifPresent(
                contigs -> contigs.match(targets.keySet(), String.valueOf(refusals.file()), options.contigAlias()));
        TrackMatrix matrix = new TrackMatrix(
                refusals,
                options,
                genome.orElseGet(() -> Contigs.named(String.valueOf(refusals.file()), targets.keySet())),
                axes,
                progress);
        targets.values().forEach(target -> gather(target, matrix.statistics()));
        note();
        return matrix.build(store);
    }

    private Target target(String contig, Optional<Contigs> genome) {
        Target known = targets.get(contig);
        if (known == null) {
            Optional<String> own =
                    genome.isPresent() ? genome.get().resolve(contig, options.contigAlias()) : Optional.of(contig);
            long length = genome.isPresent() ? genome.get().length(own.orElse(contig)) : Contigs.UNKNOWN;
            own.ifPresent(name -> refuseSecond(contig, name));
            boolean valued = track.value().field() > 0;
            known = new Target(own.orElse(null), length, new IntervalList(valued));
            targets.put(contig, known);
        }
        return known;
    }

    private void refuseSecond(String contig, String own) {
        String other = namesInFile.put(own, contig);
        if (other != null) {
            throw refusals.whole(
                    "ALIAS",
                    "found contigs " + other + " and " + contig + ", which contig-alias=auto takes for one, expected "
                            + "one name; rename one");
        }
    }

    private void take(IntervalScanner scanner, Target target) {
        demandFields(scanner);
        int start = scanner.start();
        int end = scanner.end();
        if (target.length != Contigs.UNKNOWN && end > target.length) {
            throw refusals.line(
                    "BEYOND",
                    scanner.line(),
                    "found end " + end + " on contig " + scanner.contig() + " of length " + target.length
                            + ", expected an end within it; use the genome that the file was made with");
        }
        double value =
                track.value().field() == 0 ? 1 : scanner.number(track.value().field());
        if (track.disjoint()) {
            suspicion.see(scanner.contig(), start, end);
            refuseOverlap(scanner, target.intervals);
        }
        if (target.contig == null) {
            elsewhere++;
        } else if (Double.isNaN(value) || (track.value().negativeIsNone() && value == -1)) {
            withoutValue++;
        } else if (track.placement() == Placement.MIDPOINT) {
            int middle = (int) (((long) start + end) / 2);
            target.intervals.add(middle, middle + 1, value);
        } else {
            target.intervals.add(start, end, value);
        }
    }

    private void demandFields(IntervalScanner scanner) {
        int field = track.value().field();
        if (track.disjoint() ? scanner.fields() != BEDGRAPH_FIELDS : scanner.fields() < field) {
            throw refusals.line(
                    "FIELDS",
                    scanner.line(),
                    "found " + Refusals.count(scanner.fields(), "field") + ", expected "
                            + (track.disjoint()
                                    ? "contig, start, end and value; correct the line"
                                    : "at least " + field + ", the last of which is the column asked for; choose "
                                            + "another, such as column=count"));
        }
    }

    private void refuseOverlap(IntervalScanner scanner, IntervalList before) {
        int last = before.count() - 1;
        if (last >= 0 && scanner.start() < before.end(last) && before.start(last) < scanner.end()) {
            throw refusals.line(
                    "OVERLAP",
                    scanner.line(),
                    overlap(scanner.contig(), scanner.start(), scanner.end(), before.start(last), before.end(last)));
        }
    }

    private static String overlap(String contig, int start, int end, int otherStart, int otherEnd) {
        return "found " + contig + ":" + start + "-" + end + ", which overlaps " + contig + ":" + otherStart + "-"
                + otherEnd
                + ", expected one value for each base; merge them, for example with bedtools map, or read as "
                + "format=bed";
    }

    private void gather(Target target, BinStatistics statistics) {
        progress.checkCancelled();
        String contig = target.contig;
        if (contig == null) {
            return;
        }
        IntervalList list = target.intervals;
        list.sort();
        if (track.disjoint()) {
            for (int i = 1; i < list.count(); i++) {
                if (list.start(i) < list.end(i - 1)) {
                    throw refusals.whole(
                            "OVERLAP", overlap(contig, list.start(i), list.end(i), list.start(i - 1), list.end(i - 1)));
                }
            }
        }
        if (track.value().perInterval()) {
            list.forEach((start, end, value) -> statistics.count(contig, start, end));
        } else {
            list.forEachSegment((start, end, value) -> statistics.add(contig, start, end, value));
        }
    }

    private void note() {
        if (withoutValue > 0) {
            progress.note(refusals.file() + ": " + withoutValue + " of " + Refusals.count(intervals, "interval")
                    + " have no value; their bases are not covered");
        }
        if (elsewhere > 0) {
            progress.note(refusals.file() + ": " + elsewhere + " of " + Refusals.count(intervals, "interval")
                    + " are on contigs that genome lacks; left out");
        }
        suspicion.note(refusals, progress);
    }

    /** Where the intervals of a contig go. */
    private static final class Target {
        private final @Nullable String contig;
        private final long length;
        private final IntervalList intervals;

        Target(@Nullable String contig, long length, IntervalList intervals) {
            this.contig = contig;
            this.length = length;
            this.intervals = intervals;
        }
    }
}

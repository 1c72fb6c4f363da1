package org.chiasma.genomics.internal.alignment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Gathers aligned reads in bins: rows (file, strands or samples) x bins. A read adds to each bin the positions it shares
 * with it, or 1. The reads of overlapping mates both count, as in {@code samtools bedcov}. Nothing is missing: a bin
 * without reads is 0. One pass; O(reads + bins crossed), 8 bytes for each entry beside the matrix.
 */
final class BinnedReads {
    private static final int CHECKED_EVERY = 1 << 13;
    private static final int BLOCK = 1 << 16;
    private static final long EXACT_FLOAT = 1L << 24;

    private final Refusals refusals;
    private final AlignmentOptions options;
    private final MatrixStore store;
    private final Progress progress;

    BinnedReads(Refusals refusals, AlignmentOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /**
     * Reads a file to its end and makes the matrix.
     *
     * @throws org.chiasma.api.DataException {@code E-CONTIG-MISMATCH}, {@code E-REGION-BEYOND}, {@code -BINS}, {@code
     *     -SAMPLES}, and those of the reads
     */
    Matrix gather(AlignedReads reads) throws IOException {
        Bins bins = bins(reads);
        RowAssignment rows = RowAssignment.of(options.rows(), refusals, reads);
        MatrixSpec spec = new MatrixSpec(
                rows.axis(),
                bins.axis("bins"),
                options.type(),
                Layout.DENSE,
                MissingValue.NONE,
                rows.axis().size());
        try (MatrixDraft draft = store.create(spec)) {
            long[][] sums = new long[(int) rows.axis().size()][bins.count()];
            Regions places = Regions.of(
                    IntStream.range(0, bins.count()).mapToObj(bins::bin).toList());
            if (isSparse(places, reads)) {
                reads.restrict(places.list());
            }
            count(reads, rows, bins, sums);
            write(draft, sums, bins);
            return draft.seal();
        }
    }

    private Bins bins(AlignedReads reads) {
        Contigs contigs = new Contigs(refusals.file().toString(), reads.contigs());
        Regions regions = Regions.of(options.region(), options.regionsFile(), progress);
        for (Region region : regions.list()) {
            contigs.match(List.of(region.contig()), "region " + region, options.contigAlias());
        }
        String written = options.bins()
                .orElseThrow(() -> new UsageException(
                        "E-" + refusals.family() + "-BINS",
                        refusals.file() + ": found no bins, expected a size or a BED file; pass bins=10k"));
        Bins asked = BinsOption.parse(written).resolve(contigs, regions, options.contigAlias(), progress);
        Bins bins = known(asked, contigs);
        if (bins.count() == 0) {
            throw refusals.whole(
                    "BINS", "found no bin that overlaps the regions, expected at least one; widen the regions");
        }
        return bins;
    }

    /** Those of contigs that the file has. */
    private Bins known(Bins asked, Contigs contigs) {
        List<String> absent =
                asked.contigs().stream().filter(name -> !contigs.contains(name)).toList();
        if (absent.isEmpty()) {
            return asked;
        }
        List<Region> there = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        Axis axis = asked.axis("bins");
        for (int i = 0; i < asked.count(); i++) {
            if (contigs.contains(asked.bin(i).contig())) {
                there.add(asked.bin(i));
                labels.add(axis.label(i));
            }
        }
        progress.note(refusals.file() + ": " + (asked.count() - there.size()) + " of " + asked.count()
                + " bins left out: the file has no contig "
                + String.join(", ", absent.subList(0, Math.min(3, absent.size())))
                + (absent.size() > 3 ? ", ..." : ""));
        return Bins.of(there, labels);
    }

    /** Whether an index saves more than it costs: the bins are less than half of the contigs. */
    private static boolean isSparse(Regions places, AlignedReads reads) {
        long binned = places.list().stream().mapToLong(r -> r.end() - r.start()).sum();
        long all = reads.contigs().values().stream().mapToLong(Long::longValue).sum();
        return binned < all / 2;
    }

    private void count(AlignedReads reads, RowAssignment rows, Bins bins, long[][] sums) throws IOException {
        Map<String, BinTrack> byName = BinTrack.of(bins);
        @Nullable
        BinTrack[] tracks = reads.contigs().keySet().stream().map(byName::get).toArray(BinTrack[]::new);
        int included = options.included();
        int excluded = options.excluded();
        int minMapq = options.minMapq();
        boolean wholeSpan = options.gaps() == Gaps.COUNT;
        boolean bases = options.value() != BinValue.READS;
        long seen = 0;
        long filtered = 0;
        while (reads.next()) {
            if (++seen % CHECKED_EVERY == 0) {
                progress.checkCancelled();
            }
            int flags = reads.flags();
            if ((flags & excluded) != 0 || (flags & included) != included || reads.mappingQuality() < minMapq) {
                filtered++;
                continue;
            }
            int contig = reads.contig();
            BinTrack track = contig < 0 ? null : tracks[contig];
            if (track == null) {
                continue;
            }
            long[] row = sums[rows.of(reads)];
            long start = reads.start();
            if (!bases) {
                track.addRead(row, start, Math.max(start + 1, Cigar.end(reads)));
            } else if (wholeSpan) {
                track.addBases(row, start, Cigar.end(reads));
            } else {
                addCovered(track, row, reads);
            }
        }
        progress.note(refusals.file() + ": " + seen + " reads looked at, " + filtered
                + " left out by their flags or mapping quality");
    }

    /** Adds the stretches between deletions and skips. */
    private static void addCovered(BinTrack track, long[] row, AlignedReads reads) {
        long from = reads.start();
        long to = from;
        int count = reads.operationCount();
        for (int i = 0; i < count; i++) {
            int operation = reads.operation(i);
            if (Cigar.isGap(operation)) {
                if (to > from) {
                    track.addBases(row, from, to);
                }
                to += Cigar.length(operation);
                from = to;
            } else if (Cigar.onReference(operation)) {
                to += Cigar.length(operation);
            }
        }
        if (to > from) {
            track.addBases(row, from, to);
        }
    }

    private void write(MatrixDraft draft, long[][] sums, Bins bins) {
        double[] block = new double[Math.min(BLOCK, bins.count())];
        long inexact = 0;
        for (int row = 0; row < sums.length; row++) {
            for (int first = 0; first < bins.count(); first += BLOCK) {
                int width = Math.min(BLOCK, bins.count() - first);
                for (int i = 0; i < width; i++) {
                    long sum = sums[row][first + i];
                    inexact += sum > EXACT_FLOAT && (long) (float) sum != sum ? 1 : 0;
                    block[i] = sum;
                    if (options.value() == BinValue.MEAN) {
                        Region bin = bins.bin(first + i);
                        block[i] /= bin.end() - bin.start();
                    }
                }
                draft.writeBlock(row, first, 1, width, block, 0, width);
            }
        }
        if (inexact > 0 && options.type() == ElementType.FLOAT32 && options.value() != BinValue.MEAN) {
            progress.note(refusals.file() + ": " + inexact
                    + " sums are rounded to 24 bits of float32; type=float64 keeps them exact");
        }
    }
}

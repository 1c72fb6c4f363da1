package org.chiasma.genomics.internal.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.Region;

/**
 * The bins of one contig. Where they are disjoint, a position kept between calls makes each call O(bins covered) for
 * reads in order; other reads cost a binary search. Overlapping bins cost that always.
 */
final class BinTrack {
    private final Bins bins;
    private final String contig;
    private final int[] columns;
    private final long[] starts;
    private final long[] ends;
    private final boolean disjoint;
    private int at;

    private BinTrack(Bins bins, String contig, List<Integer> there) {
        this.bins = bins;
        this.contig = contig;
        columns = there.stream()
                .sorted(Comparator.comparingLong(column -> bins.bin(column).start()))
                .mapToInt(column -> column)
                .toArray();
        starts = new long[columns.length];
        ends = new long[columns.length];
        boolean apart = true;
        for (int i = 0; i < columns.length; i++) {
            Region bin = bins.bin(columns[i]);
            starts[i] = bin.start();
            ends[i] = bin.end();
            apart &= i == 0 || starts[i] >= ends[i - 1];
        }
        disjoint = apart;
    }

    /** One for each contig that has bins. */
    static Map<String, BinTrack> of(Bins bins) {
        Map<String, List<Integer>> byContig = new LinkedHashMap<>();
        for (int i = 0; i < bins.count(); i++) {
            byContig.computeIfAbsent(bins.bin(i).contig(), unseen -> new ArrayList<>())
                    .add(i);
        }
        Map<String, BinTrack> tracks = new LinkedHashMap<>();
        byContig.forEach((contig, there) -> tracks.put(contig, new BinTrack(bins, contig, there)));
        return tracks;
    }

    /** Adds to the sum of each bin the positions that it shares with {@code [from, to)}. */
    void addBases(long[] sums, long from, long to) {
        if (!disjoint) {
            bins.forEachOverlap(contig, from, to, (bin, start, end) -> sums[bin] += end - start);
            return;
        }
        seek(from);
        for (int i = at; i < starts.length && starts[i] < to; i++) {
            sums[columns[i]] += Math.min(to, ends[i]) - Math.max(from, starts[i]);
        }
    }

    /** Adds 1 to each bin that shares a position with {@code [from, to)}. */
    void addRead(long[] sums, long from, long to) {
        if (!disjoint) {
            bins.forEachOverlap(contig, from, to, (bin, start, end) -> sums[bin]++);
            return;
        }
        seek(from);
        for (int i = at; i < starts.length && starts[i] < to; i++) {
            sums[columns[i]]++;
        }
    }

    /** Moves to the first bin that ends behind {@code from}. */
    private void seek(long from) {
        if (at > 0 && ends[at - 1] > from) {
            int low = 0;
            int high = at - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ends[middle] <= from) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            at = low;
        }
        while (at < ends.length && ends[at] <= from) {
            at++;
        }
    }
}

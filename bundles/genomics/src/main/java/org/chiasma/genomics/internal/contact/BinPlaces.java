package org.chiasma.genomics.internal.contact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.Region;

/** Finds the bin of a position, where bins do not overlap. */
final class BinPlaces {
    private final Map<String, OnContig> byContig = new HashMap<>();

    /**
     * Of these bins.
     *
     * @throws DataException {@code E-BINS-OVERLAP} if two of them share positions
     */
    BinPlaces(Bins bins) {
        Map<String, List<Integer>> positions = new HashMap<>();
        for (int i = 0; i < bins.count(); i++) {
            positions
                    .computeIfAbsent(bins.bin(i).contig(), unseen -> new ArrayList<>())
                    .add(i);
        }
        positions.forEach((contig, there) -> byContig.put(contig, new OnContig(bins, there)));
    }

    /** The bins of one contig; without any when it has none. */
    OnContig on(String contig) {
        return byContig.getOrDefault(contig, OnContig.NONE);
    }

    /** Bins of one contig by start. */
    static final class OnContig {
        private static final OnContig NONE = new OnContig();

        private final int[] positions;
        private final long[] starts;
        private final long[] ends;

        private OnContig() {
            positions = new int[0];
            starts = new long[0];
            ends = new long[0];
        }

        private OnContig(Bins bins, List<Integer> there) {
            positions = there.stream()
                    .sorted(Comparator.comparingLong(i -> bins.bin(i).start()))
                    .mapToInt(i -> i)
                    .toArray();
            starts = new long[positions.length];
            ends = new long[positions.length];
            for (int i = 0; i < positions.length; i++) {
                Region bin = bins.bin(positions[i]);
                starts[i] = bin.start();
                ends[i] = bin.end();
                if (i > 0 && starts[i] < ends[i - 1]) {
                    throw new DataException(
                            "E-BINS-OVERLAP",
                            "bins: found " + bins.bin(positions[i - 1]) + " and " + bin
                                    + " overlapping, expected bins of which a contact has one; correct the BED file");
                }
            }
        }

        /** The bin that has {@code position} (from 0), or -1. O(log n). */
        int find(long position) {
            int low = 0;
            int high = starts.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ends[middle] <= position) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low < starts.length && starts[low] <= position ? positions[low] : -1;
        }
    }
}

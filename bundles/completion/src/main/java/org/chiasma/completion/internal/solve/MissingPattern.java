package org.chiasma.completion.internal.solve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Rows of a matrix in which the same entries are missing: one factorisation serves them all.
 *
 * @param rows their positions, ascending
 * @param observed positions of the observed entries, ascending
 * @param missing positions of the missing entries, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // positions handed over once, never compared
record MissingPattern(int[] rows, int[] observed, int[] missing) {
    /** The patterns of all rows, in the order in which they first occur. Complete rows are left out. */
    static List<MissingPattern> of(OffHeapMatrix matrix) {
        int n = Math.toIntExact(matrix.columns());
        Map<BitSet, List<Integer>> rowsByMask = new LinkedHashMap<>();
        double[] row = new double[n];
        for (int i = 0; i < matrix.rows(); i++) {
            matrix.readRow(i, 0, row, 0, n);
            BitSet missing = new BitSet(n);
            for (int j = 0; j < n; j++) {
                missing.set(j, Double.isNaN(row[j]));
            }
            if (!missing.isEmpty()) {
                rowsByMask.computeIfAbsent(missing, key -> new ArrayList<>()).add(i);
            }
        }
        return rowsByMask.entrySet().stream()
                .map(entry -> of(entry.getValue(), entry.getKey(), n))
                .toList();
    }

    private static MissingPattern of(List<Integer> rows, BitSet missing, int n) {
        return new MissingPattern(
                rows.stream().mapToInt(Integer::intValue).toArray(),
                IntStream.range(0, n).filter(j -> !missing.get(j)).toArray(),
                missing.stream().toArray());
    }

    /** Entries to fill. */
    long entries() {
        return (long) rows.length * missing.length;
    }

    /** Operations of a factorisation over the observed positions, up to a constant. */
    double directCost() {
        return Math.pow(observed.length, 3);
    }

    /** Operations of a factorisation over the missing positions, once the precision matrix is there. */
    double complementCost() {
        return Math.pow(missing.length, 3);
    }
}

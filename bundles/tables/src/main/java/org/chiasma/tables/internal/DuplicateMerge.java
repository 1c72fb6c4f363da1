package org.chiasma.tables.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.text.Duplicates;

/**
 * Merges rows and columns that share a label. Entry (g, h) of the result is the first, the mean or the sum of the
 * entries whose row is in group g and whose column is in group h; mean and sum leave missing entries out, and are
 * missing only if all are. Costs one pass over the matrix.
 */
final class DuplicateMerge {
    private final Duplicates policy;
    private final int[][] rowMembers;
    private final int[] columnGroups;
    private final boolean[] columnTaken;

    /**
     * @param rowGroups group of each row, numbered from 0 in the order of first occurrence
     * @param columnGroups group of each column, likewise
     */
    DuplicateMerge(Duplicates policy, int[] rowGroups, int[] columnGroups) {
        this.policy = policy;
        this.rowMembers = members(rowGroups, policy == Duplicates.FIRST);
        this.columnGroups = columnGroups;
        this.columnTaken = new boolean[columnGroups.length];
        int seen = 0;
        for (int j = 0; j < columnGroups.length; j++) {
            columnTaken[j] = policy != Duplicates.FIRST || columnGroups[j] == seen;
            seen = Math.max(seen, columnGroups[j] + 1);
        }
    }

    /** The merged matrix, of the shape of {@code spec}. */
    Matrix merge(Matrix matrix, MatrixSpec spec, MatrixStore store) {
        double[] source = new double[columnGroups.length];
        double[] sums = new double[Math.toIntExact(spec.columns().size())];
        int[] counts = new int[sums.length];
        try (MatrixDraft draft = store.create(spec)) {
            for (int g = 0; g < rowMembers.length; g++) {
                Arrays.fill(sums, 0);
                Arrays.fill(counts, 0);
                for (int row : rowMembers[g]) {
                    matrix.copyRow(row, source, 0);
                    add(source, sums, counts);
                }
                for (int h = 0; h < sums.length; h++) {
                    sums[h] = counts[h] == 0 ? Double.NaN : policy == Duplicates.MEAN ? sums[h] / counts[h] : sums[h];
                }
                draft.writeRow(g, sums, 0);
            }
            return draft.seal();
        }
    }

    private void add(double[] source, double[] sums, int[] counts) {
        for (int j = 0; j < source.length; j++) {
            if (columnTaken[j] && !Double.isNaN(source[j])) {
                sums[columnGroups[j]] += source[j];
                counts[columnGroups[j]]++;
            }
        }
    }

    private static int[][] members(int[] groups, boolean firstOnly) {
        int count = Arrays.stream(groups).max().orElse(-1) + 1;
        int[] sizes = new int[count];
        for (int group : groups) {
            sizes[group] += firstOnly && sizes[group] == 1 ? 0 : 1;
        }
        int[][] members = IntStream.of(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        int[] filled = new int[count];
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            if (filled[group] < sizes[group]) {
                members[group][filled[group]++] = i;
            }
        }
        return members;
    }
}

package org.chiasma.symmetric.internal.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.chiasma.symmetric.internal.model.Target;

/** Columns of one example in short runs, and the entries of Z between them: scattered single columns would cost a cache miss for each entry. */
final class ColumnBlock {
    /** Where at least one in so many columns is taken, whole rows are read. */
    private static final int SPARSE = 16;

    private static final int LONGEST = 64;

    private ColumnBlock() {}

    /** Length of a run among so many columns. */
    static int run(int columns) {
        return columns >= 4096 ? 16 : 1;
    }

    /**
     * Draws runs of columns.
     *
     * @param runs ordinals of the runs to draw from
     * @param length of a run; the last one may be shorter
     * @param columns of the example
     * @param wanted columns to draw
     * @return ascending
     */
    static int[] draw(int[] runs, int length, int columns, int wanted, SplittableRandom random) {
        int count = Math.min(runs.length, Math.max(1, wanted / length));
        int[] shuffled = runs.clone();
        for (int k = 0; k < count; k++) {
            int other = k + random.nextInt(shuffled.length - k);
            int run = shuffled[other];
            shuffled[other] = shuffled[k];
            shuffled[k] = run;
        }
        int[] chosen = Arrays.copyOf(shuffled, count);
        Arrays.sort(chosen);
        return columns(chosen, length, columns);
    }

    /** The columns of runs. */
    static int[] columns(int[] runs, int length, int columns) {
        return Arrays.stream(runs)
                .flatMap(run -> java.util.stream.IntStream.range(run * length, Math.min(columns, (run + 1) * length)))
                .toArray();
    }

    /** Copies the entries between ascending columns, row-major; {@code NaN} on the diagonal. */
    static float[] entries(Target target, int[] columns) {
        int b = columns.length;
        float[] entries = new float[b * b];
        int span = columns[b - 1] - columns[0] + 1;
        if (span <= SPARSE * b) {
            gather(target, columns, new double[span], entries);
        } else {
            copyRuns(target, columns, entries);
        }
        for (int i = 0; i < b; i++) {
            entries[i * b + i] = Float.NaN;
        }
        return entries;
    }

    /** Whole pieces of rows, of which the columns are taken. */
    private static void gather(Target target, int[] columns, double[] row, float[] entries) {
        int b = columns.length;
        for (int i = 0; i < b; i++) {
            target.copy(columns[i], columns[i], 1, columns[b - 1] - columns[i] + 1, row);
            for (int j = i; j < b; j++) {
                float entry = (float) row[columns[j] - columns[i]];
                entries[i * b + j] = entry;
                entries[j * b + i] = entry;
            }
        }
    }

    /** Run by run. */
    private static void copyRuns(Target target, int[] columns, float[] entries) {
        int b = columns.length;
        double[] block = new double[LONGEST * LONGEST];
        for (int i = 0; i < b; ) {
            int height = runLength(columns, i);
            for (int j = i; j < b; ) {
                int width = runLength(columns, j);
                target.copy(columns[i], columns[j], height, width, block);
                for (int k = 0; k < height; k++) {
                    for (int l = 0; l < width; l++) {
                        entries[(i + k) * b + j + l] = (float) block[k * width + l];
                        entries[(j + l) * b + i + k] = (float) block[k * width + l];
                    }
                }
                j += width;
            }
            i += height;
        }
    }

    private static int runLength(int[] columns, int from) {
        int to = from + 1;
        while (to < columns.length && to - from < LONGEST && columns[to] == columns[to - 1] + 1) {
            to++;
        }
        return to - from;
    }
}

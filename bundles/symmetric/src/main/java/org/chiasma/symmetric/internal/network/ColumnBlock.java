package org.chiasma.symmetric.internal.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.chiasma.symmetric.internal.model.Target;

/** Columns of one example in short runs, and the entries of Z between them: scattered single columns would cost a cache miss for each entry. */
final class ColumnBlock {
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
        double[] block = new double[64 * 64];
        for (int i = 0; i < b; ) {
            int height = runLength(columns, i);
            for (int j = i; j < b; ) {
                int width = runLength(columns, j);
                target.copy(columns[i], columns[j], height, width, block);
                for (int k = 0; k < height; k++) {
                    for (int l = 0; l < width; l++) {
                        float entry = i + k == j + l ? Float.NaN : (float) block[k * width + l];
                        entries[(i + k) * b + j + l] = entry;
                        entries[(j + l) * b + i + k] = entry;
                    }
                }
                j += width;
            }
            i += height;
        }
        return entries;
    }

    private static int runLength(int[] columns, int from) {
        int to = from + 1;
        while (to < columns.length && to - from < 64 && columns[to] == columns[to - 1] + 1) {
            to++;
        }
        return to - from;
    }
}

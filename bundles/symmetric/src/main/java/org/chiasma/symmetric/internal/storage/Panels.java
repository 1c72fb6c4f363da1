package org.chiasma.symmetric.internal.storage;

/**
 * A matrix of n rows of factors in blocks of {@link #WIDTH} rows, column by column of a block: each an array of its own
 * from index 0 on, the one shape of loop that becomes full-width vector instructions.
 */
final class Panels {
    static final int WIDTH = 1024;

    private final int rank;
    private final float[][][] columns;

    private Panels(int rank, float[][][] columns) {
        this.rank = rank;
        this.columns = columns;
    }

    /** Zeros. */
    static Panels zeros(long rows, int rank) {
        float[][][] columns = new float[Math.toIntExact((rows + WIDTH - 1) / WIDTH)][rank][];
        for (int block = 0; block < columns.length; block++) {
            int width = (int) Math.min(WIDTH, rows - (long) block * WIDTH);
            for (int k = 0; k < rank; k++) {
                columns[block][k] = new float[width];
            }
        }
        return new Panels(rank, columns);
    }

    static int block(long row) {
        return (int) (row / WIDTH);
    }

    static int place(long row) {
        return (int) (row % WIDTH);
    }

    void set(long row, int k, float value) {
        columns[block(row)][k][place(row)] = value;
    }

    float get(long row, int k) {
        return columns[block(row)][k][place(row)];
    }

    /** The factors of one row. */
    float[] row(long row) {
        float[] factors = new float[rank];
        for (int k = 0; k < rank; k++) {
            factors[k] = get(row, k);
        }
        return factors;
    }

    /**
     * Adds to each sum the product of a block's row and {@code factors}, term by term in the order of k: the same bits
     * however the terms are grouped.
     */
    void accumulate(int block, float[] factors, float[] sums) {
        float[][] panel = columns[block];
        int k = 0;
        for (; k + 4 <= rank; k += 4) {
            addFour(
                    panel[k],
                    panel[k + 1],
                    panel[k + 2],
                    panel[k + 3],
                    factors[k],
                    factors[k + 1],
                    factors[k + 2],
                    factors[k + 3],
                    sums);
        }
        for (; k < rank; k++) {
            addOne(panel[k], factors[k], sums);
        }
    }

    /** What {@link #accumulate} makes of one sum. */
    float accumulate(long row, float[] factors, float start) {
        float[][] panel = columns[block(row)];
        int place = place(row);
        float sum = start;
        for (int k = 0; k < rank; k++) {
            sum += factors[k] * panel[k][place];
        }
        return sum;
    }

    private static void addFour(
            float[] p, float[] q, float[] r, float[] s, float a, float b, float c, float d, float[] sums) {
        int n = p.length;
        for (int j = 0; j < n; j++) {
            sums[j] = sums[j] + a * p[j] + b * q[j] + c * r[j] + d * s[j];
        }
    }

    private static void addOne(float[] p, float a, float[] sums) {
        int n = p.length;
        for (int j = 0; j < n; j++) {
            sums[j] = sums[j] + a * p[j];
        }
    }
}

package org.chiasma.inverter.internal.blocks;

import org.chiasma.linalg.Block;
import org.chiasma.linalg.OffHeapMatrix;

/** Comparing and averaging a square matrix with its transpose, in blocks that stay in cache. */
final class Symmetry {
    private static final int BLOCK = 64;

    private Symmetry() {}

    /** Whether every entry equals its mirror image. */
    static boolean isSymmetric(OffHeapMatrix a) {
        return mirror(a, false);
    }

    /** Replaces every entry and its mirror image by their mean. */
    static void average(OffHeapMatrix a) {
        mirror(a, true);
    }

    private static boolean mirror(OffHeapMatrix a, boolean average) {
        int n = Math.toIntExact(a.rows());
        for (int i = 0; i < n; i += BLOCK) {
            for (int j = 0; j <= i; j += BLOCK) {
                int height = Math.min(BLOCK, n - i);
                int width = Math.min(BLOCK, n - j);
                Block lower = new Block(a, i, j, height, width);
                Block upper = new Block(a, j, i, width, height);
                if (average) {
                    average(lower, upper);
                } else if (!isMirror(lower, upper)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isMirror(Block lower, Block upper) {
        int height = (int) lower.rows();
        int width = (int) lower.columns();
        double[] left = read(lower);
        double[] right = read(upper);
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                if (left[i * width + j] != right[j * height + i]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void average(Block lower, Block upper) {
        int height = (int) lower.rows();
        int width = (int) lower.columns();
        double[] left = read(lower);
        double[] right = read(upper);
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                double mean = 0.5 * left[i * width + j] + 0.5 * right[j * height + i];
                left[i * width + j] = mean;
                right[j * height + i] = mean;
            }
        }
        lower.write(left);
        upper.write(right);
    }

    private static double[] read(Block block) {
        double[] entries = new double[(int) (block.rows() * block.columns())];
        block.read(entries);
        return entries;
    }
}

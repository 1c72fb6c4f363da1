package org.chiasma.inverter.internal.blocks;

import java.util.Arrays;
import java.util.Optional;
import org.chiasma.inverter.internal.inversion.PivotInverse;
import org.chiasma.linalg.Block;

/**
 * Inverts the pivot blocks of an elimination at one size.
 *
 * <p>A last block that is smaller becomes diag(P, s I) with s the median |entry| of P, whose inverse is diag(P^-1, I / s):
 * the same as if the whole matrix had been padded to a multiple of the size, without the memory.
 *
 * @param size rows and columns that {@code inverse} gets
 * @param inverse inverts blocks of that size
 */
record PivotBlock(int size, PivotInverse inverse) {
    /** The inverse of {@code block}, row-major, of its own extent; empty if it could not be inverted. */
    Optional<double[]> invert(Block block) {
        int n = Math.toIntExact(block.rows());
        double[] entries = new double[n * n];
        block.read(entries);
        double[] found = new double[size * size];
        if (!inverse.invert(size, n == size ? entries : padded(entries, n), found)) {
            return Optional.empty();
        }
        for (int i = 0; i < n; i++) {
            System.arraycopy(found, i * size, found, i * n, n);
        }
        double[] unpadded = Arrays.copyOf(found, n * n);
        return Arrays.stream(unpadded).allMatch(Double::isFinite) ? Optional.of(unpadded) : Optional.empty();
    }

    private double[] padded(double[] entries, int n) {
        double[] padded = new double[size * size];
        for (int i = 0; i < n; i++) {
            System.arraycopy(entries, i * n, padded, i * size, n);
        }
        double scale = median(entries);
        for (int i = n; i < size; i++) {
            padded[i * size + i] = scale;
        }
        return padded;
    }

    private static double median(double[] entries) {
        double[] magnitudes = Arrays.stream(entries).map(Math::abs).sorted().toArray();
        double median = magnitudes[magnitudes.length / 2];
        // at least half of the entries are zero, in a permutation for instance
        return median > 0 ? median : Math.max(magnitudes[magnitudes.length - 1], Double.MIN_NORMAL);
    }
}

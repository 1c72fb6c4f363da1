package org.chiasma.symmetric.internal.storage;

import java.util.Objects;
import org.chiasma.api.matrix.PackedSymmetricMatrix;

/** The triangle row by row, as {@link PackedSymmetricMatrix} numbers it, of matrices that store it otherwise. */
public final class PackedRows {
    private PackedRows() {}

    /** Does what {@link PackedSymmetricMatrix#copyPacked} says, by blocks of one row. */
    public static void copy(PackedSymmetricMatrix matrix, long firstEntry, int count, double[] target, int offset) {
        Objects.checkFromIndexSize(firstEntry, count, matrix.storedEntries());
        long n = matrix.rowCount();
        long row = rowOf(firstEntry, n);
        long skipped = firstEntry - diagonal(row, n);
        for (int done = 0; done < count; row++) {
            int run = (int) Math.min(count - done, n - row - skipped);
            matrix.copyBlock(row, row + skipped, 1, run, target, offset + done, run);
            done += run;
            skipped = 0;
        }
    }

    private static long diagonal(long row, long n) {
        return row * n - row * (row - 1) / 2;
    }

    /** By bisection. */
    private static long rowOf(long entry, long n) {
        long low = 0;
        long high = n;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (diagonal(middle, n) <= entry) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

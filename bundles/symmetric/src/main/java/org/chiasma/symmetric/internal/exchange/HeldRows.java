package org.chiasma.symmetric.internal.exchange;

import java.io.IOException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;

/** Reads the rows of a {@link TriangleOrder} from a matrix, some at a time. */
final class HeldRows {
    private static final int STRIP_ENTRIES = 1 << 20;
    private static final int MOST_ROWS = 64;

    private HeldRows() {}

    /** Takes one row. */
    @FunctionalInterface
    interface Visitor {
        /** Takes {@code count} entries, the first in column {@code firstColumn}, from {@code offset} on. */
        void visit(long row, long firstColumn, double[] values, int offset, int count) throws IOException;
    }

    static void forEach(Matrix matrix, TriangleOrder order, Progress progress, Visitor visitor) throws IOException {
        long n = matrix.rowCount();
        int height = (int) Math.max(1, Math.min(MOST_ROWS, STRIP_ENTRIES / Math.max(1, n)));
        double[] strip = new double[Math.toIntExact(height * n)];
        for (long first = 0; first < n; first += height) {
            progress.checkCancelled();
            int tall = (int) Math.min(height, n - first);
            // First columns and ends grow with the rows, if they change.
            long left = Math.min(n, order.firstColumn(first));
            int width = (int) (order.endColumn(first + tall - 1, n) - left);
            matrix.copyBlock(first, left, tall, width, strip, 0, width);
            for (int k = 0; k < tall; k++) {
                long from = order.firstColumn(first + k);
                int count = (int) (order.endColumn(first + k, n) - from);
                visitor.visit(first + k, from, strip, k * width + (int) (from - left), count);
            }
            progress.advance(tall);
        }
    }
}

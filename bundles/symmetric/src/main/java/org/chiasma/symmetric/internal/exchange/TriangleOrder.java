package org.chiasma.symmetric.internal.exchange;

import java.util.Locale;

/**
 * Which entries of a symmetric n x n matrix an array holds, row after row: of row i those from {@code firstColumn} to
 * before {@code endColumn}.
 */
public enum TriangleOrder {
    /** Above the diagonal, row-major, as scipy's squareform: (i, j), i &lt; j, is i (2 n - i - 1) / 2 + (j - i - 1). */
    ROWS {
        @Override
        long firstColumn(long row) {
            return row + 1;
        }

        @Override
        long endColumn(long row, long n) {
            return n;
        }

        @Override
        long start(long row, long n) {
            return half(row, 2 * n - row - 1);
        }

        @Override
        public long sizeOf(long entries) {
            return (long) Math.ceil((1 + Math.sqrt(1 + 8.0 * entries)) / 2 - TINY);
        }
    },
    /** The upper triangle column by column, as LAPACK's packed storage: (i, j), i &lt;= j, is i + j (j + 1) / 2. */
    COLUMNS {
        @Override
        long firstColumn(long row) {
            return 0;
        }

        @Override
        long endColumn(long row, long n) {
            return row + 1;
        }

        @Override
        long start(long row, long n) {
            return half(row, row + 1);
        }

        @Override
        public long sizeOf(long entries) {
            return (long) Math.ceil((-1 + Math.sqrt(1 + 8.0 * entries)) / 2 - TINY);
        }
    },
    /** The upper triangle with the diagonal, row-major. */
    UPPER {
        @Override
        long firstColumn(long row) {
            return row;
        }

        @Override
        long endColumn(long row, long n) {
            return n;
        }

        @Override
        long start(long row, long n) {
            return row * n - half(row, row - 1);
        }

        @Override
        public long sizeOf(long entries) {
            return COLUMNS.sizeOf(entries);
        }
    },
    /** Every entry, row-major. */
    DENSE {
        @Override
        long firstColumn(long row) {
            return 0;
        }

        @Override
        long endColumn(long row, long n) {
            return n;
        }

        @Override
        long start(long row, long n) {
            return row * n;
        }

        @Override
        public long sizeOf(long entries) {
            return (long) Math.ceil(Math.sqrt((double) entries) - TINY);
        }
    };

    /** Less than the distance of roots of whole numbers that count, more than their rounding errors. */
    private static final double TINY = 1e-6;

    /** First column that is held of a row. */
    abstract long firstColumn(long row);

    /** Behind the last column that is held of a row. */
    abstract long endColumn(long row, long n);

    /** Number of the first entry of a row. */
    abstract long start(long row, long n);

    /** The size of the smallest matrix with so many entries, of which {@link #entries} tells whether it has them. */
    public abstract long sizeOf(long entries);

    /** Entries that are held of an n x n matrix. */
    public long entries(long n) {
        return start(n, n);
    }

    /** Number of entry (row, column), which is held. */
    long index(long row, long column, long n) {
        return start(row, n) + (column - firstColumn(row));
    }

    /** As in options and descriptions. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** a b / 2 of numbers of which one is even, without overflow before the result does. */
    private static long half(long a, long b) {
        return a % 2 == 0 ? a / 2 * b : a * (b / 2);
    }
}

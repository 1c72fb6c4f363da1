package org.chiasma.api.matrix;

import java.util.Objects;

/**
 * Everything about a matrix but its entries.
 *
 * @param rows the row axis
 * @param columns the column axis
 * @param elementType how one entry is stored
 * @param layout how the entries lie in memory
 * @param missing what {@code NaN} means
 * @param blockRows rows of one matrix when this is a stack of equally shaped matrices, one below the other (a batch);
 *     the number of rows otherwise
 */
public record MatrixSpec(
        Axis rows, Axis columns, ElementType elementType, Layout layout, MissingValue missing, long blockRows) {

    /** Checks that a packed symmetric matrix is square and that a stack holds whole matrices. */
    public MatrixSpec {
        Objects.requireNonNull(missing);
        if (layout == Layout.PACKED_SYMMETRIC && rows.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a packed symmetric matrix is square, not " + rows.size() + " x " + columns.size());
        }
        if (blockRows < 0 || (rows.size() > 0 && (blockRows == 0 || rows.size() % blockRows != 0))) {
            throw new IllegalArgumentException(rows.size() + " rows are no stack of blocks of " + blockRows);
        }
    }

    /** A dense float64 matrix in which {@code NaN} marks a missing entry. */
    public static MatrixSpec dense(Axis rows, Axis columns) {
        return new MatrixSpec(rows, columns, ElementType.FLOAT64, Layout.DENSE, MissingValue.NAN, rows.size());
    }

    /** This specification with another element type. */
    public MatrixSpec withElementType(ElementType type) {
        return new MatrixSpec(rows, columns, type, layout, missing, blockRows);
    }

    /** This specification with another layout. */
    public MatrixSpec withLayout(Layout newLayout) {
        return new MatrixSpec(rows, columns, elementType, newLayout, missing, blockRows);
    }

    /** This specification with another meaning of {@code NaN}. */
    public MatrixSpec withMissing(MissingValue meaning) {
        return new MatrixSpec(rows, columns, elementType, layout, meaning, blockRows);
    }

    /** This specification as a stack of matrices of {@code rowsOfOne} rows. */
    public MatrixSpec withBlockRows(long rowsOfOne) {
        return new MatrixSpec(rows, columns, elementType, layout, missing, rowsOfOne);
    }

    /** Whether this is a stack of more than one matrix. */
    public boolean isStack() {
        return blockRows != rows.size();
    }

    /**
     * Entries stored by a dense or packed matrix of this shape; for CSR the number of cells, which is an upper bound.
     *
     * @throws ArithmeticException if it does not fit a {@code long}
     */
    public long capacity() {
        if (layout == Layout.PACKED_SYMMETRIC) {
            long n = rows.size();
            return n % 2 == 0 ? Math.multiplyExact(n / 2, n + 1) : Math.multiplyExact(n, (n + 1) / 2);
        }
        return Math.multiplyExact(rows.size(), columns.size());
    }
}

package org.chiasma.inverter.internal;

import java.util.List;
import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * A matrix as a stack of equally shaped ones, as {@link org.chiasma.api.matrix.MatrixSpec#blockRows} tells; mostly of a
 * single one.
 *
 * @param matrix the rows of all matrices, one below the other
 * @param reference how the user named it
 */
record MatrixStack(Matrix matrix, MatrixReference reference) {
    /** Most entries that one read should take: 8 MiB. */
    private static final int CHUNK_ENTRIES = 1 << 20;

    /** Rows of one matrix. */
    long rows() {
        return matrix.spec().blockRows();
    }

    /** Columns of one matrix. */
    long columns() {
        return matrix.columnCount();
    }

    /** Number of matrices. */
    long count() {
        return rows() == 0 ? 1 : matrix.rowCount() / rows();
    }

    /** How many matrices are well taken at once: a few thousand small ones. */
    int chunk() {
        return chunk(count(), rows(), columns());
    }

    /** As {@link #chunk()}, for a stack that is yet to be made. */
    static int chunk(long count, long rows, long columns) {
        return (int) Math.max(1, Math.min(count, CHUNK_ENTRIES / Math.max(1, rows * columns)));
    }

    /** A stack without labels in which nothing is missing. */
    static MatrixSpec spec(long count, long rows, long columns) {
        return MatrixSpec.dense(
                        Axis.anonymous("rows", Math.multiplyExact(count, rows)), Axis.anonymous("columns", columns))
                .withMissing(MissingValue.NONE)
                .withBlockRows(rows);
    }

    /** Copies matrices {@code first} to {@code first + count - 1}, row-major, one after the other. */
    void read(long first, int count, double[] target) {
        int width = Math.toIntExact(columns());
        matrix.copyBlock(first * rows(), 0, Math.toIntExact(count * rows()), width, target, 0, width);
    }

    /** One matrix in new memory outside the heap. */
    OffHeapMatrix read(long k) {
        OffHeapMatrix copy = OffHeapMatrix.zeros(rows(), columns());
        double[] row = new double[Math.toIntExact(columns())];
        for (long i = 0; i < rows(); i++) {
            matrix.copyRow(k * rows() + i, row, 0);
            copy.writeRow(i, 0, row, 0, row.length);
        }
        return copy;
    }

    /** Matrix {@code k}, from 0, for messages: {@code batch.mx#18}; the reference alone when there is but one. */
    String where(long k) {
        return count() == 1 ? reference.text() : reference.text() + "#" + (k + 1);
    }

    /**
     * Refuses a matrix whose diagonal does not belong to anything.
     *
     * @throws DataException {@code E-INVERT-LABELS} if rows and columns have labels that differ
     */
    void requireSameLabels() {
        List<String> rows = matrix.rows().labels();
        List<String> columns = matrix.columns().labels();
        if (!rows.isEmpty() && !columns.isEmpty() && !rows.equals(columns)) {
            throw new DataException(
                    "E-INVERT-LABELS",
                    reference
                            + ": found other row labels than column labels, expected the same in the same order, sort them");
        }
    }

    /** Whether matrix {@code k} has neither NaN nor infinities. */
    boolean isFinite(long k) {
        return firstNotFinite(k).isEmpty();
    }

    /** The first entry of matrix {@code k} that is NaN or infinite, as {@code row 2, column 3: found NaN}. */
    Optional<String> firstNotFinite(long k) {
        double[] row = new double[Math.toIntExact(columns())];
        for (long i = 0; i < rows(); i++) {
            matrix.copyRow(k * rows() + i, row, 0);
            for (int j = 0; j < row.length; j++) {
                if (!Double.isFinite(row[j])) {
                    String name = count() == 1 ? matrix.rows().label(i) : Long.toString(i + 1);
                    return Optional.of(
                            "row " + name + ", column " + matrix.columns().label(j) + ": found " + row[j]);
                }
            }
        }
        return Optional.empty();
    }

    /** "10,000 matrices of 3 x 3", or "3 x 4" when there is but one. */
    String extent() {
        String shape = rows() + " x " + columns();
        return count() == 1 ? shape : "%,d matrices of %s".formatted(count(), shape);
    }
}

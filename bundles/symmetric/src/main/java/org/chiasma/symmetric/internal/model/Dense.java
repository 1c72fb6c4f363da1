package org.chiasma.symmetric.internal.model;

import java.util.Arrays;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.chiasma.linalg.SymmetricEigen;

/**
 * A small dense float64 matrix on the heap: features x features, features x ranks. Products and eigenvalues go through
 * {@link LinearAlgebra}; copying there and back is O(n^2) beside their O(n^3).
 *
 * @param rows height
 * @param columns width
 * @param values row-major
 */
@SuppressWarnings("ArrayRecordComponent") // numbers handed over, compared by tests entry by entry
public record Dense(int rows, int columns, double[] values) {
    /** Checks the length. */
    public Dense {
        if (values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(values.length + " values for " + rows + " x " + columns);
        }
    }

    /** A matrix of zeros. */
    public static Dense zeros(int rows, int columns) {
        return new Dense(rows, columns, new double[Math.multiplyExact(rows, columns)]);
    }

    /** A diagonal matrix. */
    public static Dense diagonal(double[] entries) {
        Dense matrix = zeros(entries.length, entries.length);
        for (int i = 0; i < entries.length; i++) {
            matrix.values[i * entries.length + i] = entries[i];
        }
        return matrix;
    }

    /** Entry (i, j). */
    public double get(int i, int j) {
        return values[i * columns + j];
    }

    /** A copy. */
    public Dense copy() {
        return new Dense(rows, columns, values.clone());
    }

    /** Adds {@code scale} times {@code other} to this matrix, in place. */
    public void add(double scale, Dense other) {
        requireSameShape(other);
        for (int i = 0; i < values.length; i++) {
            values[i] += scale * other.values[i];
        }
    }

    /** Multiplies every entry, in place. */
    public void scale(double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    /** The sum of products of equal places: tr(A' B). */
    public double dot(Dense other) {
        requireSameShape(other);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * other.values[i];
        }
        return sum;
    }

    /** tr(A B) of two square matrices. */
    public double traceOfProduct(Dense other) {
        requireSameShape(other);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                sum += values[i * columns + j] * other.values[j * columns + i];
            }
        }
        return sum;
    }

    /** The sum of the diagonal. */
    public double trace() {
        double sum = 0;
        for (int i = 0; i < Math.min(rows, columns); i++) {
            sum += get(i, i);
        }
        return sum;
    }

    /** Makes a square matrix symmetric, in place: the mean of it and its transpose. */
    public void symmetrize() {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (values[i * columns + j] + values[j * columns + i]);
                values[i * columns + j] = mean;
                values[j * columns + i] = mean;
            }
        }
    }

    /** The rows and columns {@code kept} of a square matrix. */
    public Dense select(int[] kept) {
        Dense selected = zeros(kept.length, kept.length);
        for (int i = 0; i < kept.length; i++) {
            for (int j = 0; j < kept.length; j++) {
                selected.values[i * kept.length + j] = get(kept[i], kept[j]);
            }
        }
        return selected;
    }

    /** The columns {@code kept}. */
    public Dense selectColumns(int[] kept) {
        Dense selected = zeros(rows, kept.length);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < kept.length; j++) {
                selected.values[i * kept.length + j] = get(i, kept[j]);
            }
        }
        return selected;
    }

    /** The rows {@code kept}. */
    public Dense selectRows(int[] kept) {
        Dense selected = zeros(kept.length, columns);
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(values, kept[i] * columns, selected.values, i * columns, columns);
        }
        return selected;
    }

    /** This square matrix at the rows and columns {@code ordinals} of one of {@code size}, zero elsewhere. */
    public Dense spread(int[] ordinals, int size) {
        Dense whole = zeros(size, size);
        for (int i = 0; i < ordinals.length; i++) {
            for (int j = 0; j < ordinals.length; j++) {
                whole.values[ordinals[i] * size + ordinals[j]] = get(i, j);
            }
        }
        return whole;
    }

    /** The first {@code count} columns. */
    public Dense firstColumns(int count) {
        Dense part = zeros(rows, count);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(values, i * columns, part.values, i * count, count);
        }
        return part;
    }

    /** Multiplies column j by {@code factors[j]}, in place. */
    public Dense scaleColumns(double[] factors) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] *= factors[j];
            }
        }
        return this;
    }

    /** Multiplies row i by {@code factors[i]}, in place. */
    public Dense scaleRows(double[] factors) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] *= factors[i];
            }
        }
        return this;
    }

    /** op(A) op(B). */
    public static Dense product(LinearAlgebra algebra, Dense a, boolean transposeA, Dense b, boolean transposeB) {
        int m = transposeA ? a.columns : a.rows;
        int n = transposeB ? b.rows : b.columns;
        try (OffHeapMatrix left = a.offHeap();
                OffHeapMatrix right = b.offHeap();
                OffHeapMatrix result = OffHeapMatrix.zeros(m, n)) {
            algebra.multiply(1, left, transposeA, right, transposeB, 0, result);
            return of(result);
        }
    }

    /** V' A V. */
    static Dense congruence(LinearAlgebra algebra, Dense v, Dense a) {
        Dense result = product(algebra, v, true, product(algebra, a, false, v, false), false);
        result.symmetrize();
        return result;
    }

    /**
     * Eigenvalues and eigenvectors of a symmetric matrix.
     *
     * @param values ascending
     * @param vectors n x n, a column for each value
     */
    record Eigen(double[] values, Dense vectors) {
        /** The largest value, or zero. */
        double largest() {
            return values.length == 0 ? 0 : Math.max(0, values[values.length - 1]);
        }
    }

    /** The eigendecomposition of this symmetric matrix. */
    Eigen eigen(LinearAlgebra algebra) {
        try (OffHeapMatrix matrix = offHeap();
                SymmetricEigen eigen = algebra.eigen(matrix)) {
            Dense transposed = of(eigen.vectorsTransposed());
            Dense vectors = zeros(rows, rows);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < rows; j++) {
                    vectors.values[j * rows + i] = transposed.values[i * rows + j];
                }
            }
            return new Eigen(eigen.values(), vectors);
        }
    }

    /** A copy outside the heap, to be closed. */
    OffHeapMatrix offHeap() {
        OffHeapMatrix matrix = OffHeapMatrix.zeros(rows, columns);
        for (int i = 0; i < rows; i++) {
            matrix.writeRow(i, 0, values, i * columns, columns);
        }
        return matrix;
    }

    static Dense of(OffHeapMatrix matrix) {
        Dense copy = zeros(Math.toIntExact(matrix.rows()), Math.toIntExact(matrix.columns()));
        for (int i = 0; i < copy.rows; i++) {
            matrix.readRow(i, 0, copy.values, i * copy.columns, copy.columns);
        }
        return copy;
    }

    private void requireSameShape(Dense other) {
        if (other.rows != rows || other.columns != columns) {
            throw new IllegalArgumentException(
                    "%d x %d and %d x %d differ".formatted(rows, columns, other.rows, other.columns));
        }
    }

    @Override
    public String toString() {
        return rows + " x " + columns + " " + Arrays.toString(Arrays.copyOf(values, Math.min(9, values.length)));
    }
}

package org.chiasma.inverter.internal.remedy;

import org.chiasma.api.DataException;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.chiasma.linalg.SymmetricEigen;

/**
 * The symmetric matrix nearest to A, in the Frobenius norm, whose eigenvalues are at least {@code floor} times the
 * largest: A, symmetric up to rounding, with smaller eigenvalues raised. With a floor of zero it would be the nearest positive
 * semidefinite matrix (Higham 1988), which has no inverse; about 11 n^3 operations.
 */
public final class NearestPositive implements Remedy {
    /** Difference across the diagonal, relative to the largest entry, that rounding explains. */
    private static final double ASYMMETRY = 1e-6;

    private final LinearAlgebra algebra;
    private final double floor;
    private long raised;

    /** @param floor smallest eigenvalue relative to the largest, above 0 and below 1 */
    public NearestPositive(LinearAlgebra algebra, double floor) {
        if (!(floor > 0 && floor < 1)) {
            throw new IllegalArgumentException("--floor " + floor + ": expected a number between 0 and 1");
        }
        this.algebra = algebra;
        this.floor = floor;
    }

    @Override
    public String text() {
        return "nearest positive definite matrix, %,d eigenvalue%s raised to %s of the largest"
                .formatted(raised, raised == 1 ? "" : "s", floor);
    }

    @Override
    public void apply(OffHeapMatrix matrix, String where) {
        requireSymmetric(matrix, where);
        symmetrize(matrix);
        try (SymmetricEigen eigen = algebra.eigen(matrix)) {
            double[] values = eigen.values();
            double largest = values[values.length - 1];
            if (!(largest > 0)) {
                throw new DataException(
                        "E-INVERT-REMEDY",
                        "%s: found a largest eigenvalue of %s, expected a positive one to measure the others by, use --ridge"
                                .formatted(where, largest));
            }
            if (values[0] < floor * largest) {
                rebuild(matrix, eigen, floor * largest);
            }
        }
    }

    /** V^T's rows times the square roots of the eigenvalues, W: then W^T W = V diag(values) V^T. */
    private void rebuild(OffHeapMatrix matrix, SymmetricEigen eigen, double least) {
        OffHeapMatrix vectors = eigen.vectorsTransposed();
        double[] row = new double[eigen.values().length];
        for (int k = 0; k < row.length; k++) {
            raised += eigen.values()[k] < least ? 1 : 0;
            double root = Math.sqrt(Math.max(least, eigen.values()[k]));
            vectors.readRow(k, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                row[j] *= root;
            }
            vectors.writeRow(k, 0, row, 0, row.length);
        }
        algebra.multiply(1, vectors, true, vectors, false, 0, matrix);
        symmetrize(matrix);
    }

    /** Up to rounding; what is not symmetric at all was hardly meant. */
    private static void requireSymmetric(OffHeapMatrix matrix, String where) {
        double[] row = new double[Math.toIntExact(matrix.columns())];
        double largest = 0;
        double distance = 0;
        for (int i = 0; i < row.length; i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                largest = Math.max(largest, Math.abs(row[j]));
                distance = j < i ? Math.max(distance, Math.abs(row[j] - matrix.get(j, i))) : distance;
            }
        }
        if (distance > ASYMMETRY * largest) {
            throw new DataException(
                    "E-INVERT-SYMMETRY",
                    "%s: found entries that differ by %.3g across the diagonal, expected a symmetric matrix, give covariances or correlations"
                            .formatted(where, distance));
        }
    }

    private static void symmetrize(OffHeapMatrix matrix) {
        double[] row = new double[Math.toIntExact(matrix.columns())];
        for (int i = 0; i < row.length; i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < i; j++) {
                row[j] = 0.5 * row[j] + 0.5 * matrix.get(j, i);
                matrix.set(j, i, row[j]);
            }
            matrix.writeRow(i, 0, row, 0, row.length);
        }
    }
}

package org.chiasma.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgetrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dswap;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.Objects;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.chiasma.api.DataException;
import org.chiasma.nd4j.Nd4jRuntime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * BLAS and LAPACK on {@link OffHeapMatrix}, and products of {@link FloatMatrix}, by OpenBLAS, without transposing copies.
 *
 * <p>A service in the container; in plain Java the public constructor makes one. Native code is loaded by the first
 * computation, not by making the object. Extents must fit OpenBLAS's 32-bit integers; the number of entries need not.
 * Calls from several threads are safe as long as their matrices differ.
 */
@Component(service = LinearAlgebra.class)
public final class LinearAlgebra {
    private final Nd4jRuntime runtime;

    /** For plain Java: a runtime of its own. */
    public LinearAlgebra() {
        this(new Nd4jRuntime());
    }

    /** The service: native loading is the runtime's business. */
    @Activate
    public LinearAlgebra(@Reference Nd4jRuntime runtime) {
        this.runtime = runtime;
    }

    /** Number of threads that a call uses. */
    public int threads() {
        return runtime.threads();
    }

    /**
     * Runs tasks on {@link #threads()} Java threads, while native calls use one thread each: see {@link
     * Nd4jRuntime#concurrently}.
     */
    public void concurrently(int count, IntConsumer task) {
        runtime.concurrently(count, task);
    }

    /**
     * C := alpha op(A) op(B) + beta C on whole matrices, op(X) = X or X^T; 2 m n k operations.
     *
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public void multiply(
            double alpha,
            OffHeapMatrix a,
            boolean transposeA,
            OffHeapMatrix b,
            boolean transposeB,
            double beta,
            OffHeapMatrix c) {
        multiply(alpha, Block.of(a), transposeA, Block.of(b), transposeB, beta, Block.of(c));
    }

    /**
     * C := alpha op(A) op(B) + beta C on blocks, op(X) = X or X^T; 2 m n k operations.
     *
     * @param c overlaps neither A nor B
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public void multiply(double alpha, Block a, boolean transposeA, Block b, boolean transposeB, double beta, Block c) {
        long m = transposeA ? a.columns() : a.rows();
        long k = transposeA ? a.rows() : a.columns();
        long n = transposeB ? b.rows() : b.columns();
        requireShape(b, transposeB ? n : k, transposeB ? k : n);
        requireShape(c, m, n);
        if (m == 0 || n == 0) {
            return;
        }
        gemm(
                transposeA ? CblasTrans : CblasNoTrans,
                transposeB ? CblasTrans : CblasNoTrans,
                extent(m),
                extent(n),
                extent(k),
                alpha,
                a.address(),
                a.stride(),
                b.address(),
                b.stride(),
                beta,
                c.address(),
                c.stride());
    }

    /**
     * C := alpha op(A) op(B) + beta C in single precision, op(X) = X or X^T; 2 m n k operations.
     *
     * @param c overlaps neither A nor B
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public void multiply(
            float alpha,
            FloatMatrix a,
            boolean transposeA,
            FloatMatrix b,
            boolean transposeB,
            float beta,
            FloatMatrix c) {
        long m = transposeA ? a.columns() : a.rows();
        long k = transposeA ? a.rows() : a.columns();
        long n = transposeB ? b.rows() : b.columns();
        if (k != (transposeB ? b.columns() : b.rows()) || c.rows() != m || c.columns() != n) {
            throw new IllegalArgumentException("%d x %d times %d x %d is no %d x %d"
                    .formatted(m, k, transposeB ? b.columns() : b.rows(), n, c.rows(), c.columns()));
        }
        if (m == 0 || n == 0) {
            return;
        }
        runtime.blas();
        cblas_sgemm(
                CblasRowMajor,
                transposeA ? CblasTrans : CblasNoTrans,
                transposeB ? CblasTrans : CblasNoTrans,
                extent(m),
                extent(n),
                extent(k),
                alpha,
                a.address(),
                Math.max(1, a.stride()),
                b.address(),
                Math.max(1, b.stride()),
                beta,
                c.address(),
                Math.max(1, c.stride()));
    }

    /**
     * One tile of A B^T: entry (i, j) of the tile is the product of row firstRow + i of A and row firstColumn + j of B.
     *
     * @param a (at least firstRow + rows) x k
     * @param b (at least firstColumn + columns) x k
     * @param tile receives the product in its first {@code rows * columns} entries, row-major with leading dimension
     *     {@code columns}; its own shape matters only by its size
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public void multiplyTransposedTile(
            OffHeapMatrix a,
            long firstRow,
            int rows,
            OffHeapMatrix b,
            long firstColumn,
            int columns,
            OffHeapMatrix tile) {
        requireRows(a, firstRow, rows);
        requireRows(b, firstColumn, columns);
        if (a.columns() != b.columns()) {
            throw new IllegalArgumentException(
                    "rows of " + a.columns() + " and " + b.columns() + " entries have no product");
        }
        if ((long) rows * columns > tile.rows() * tile.columns()) {
            throw new IllegalArgumentException(
                    "tile of %d x %d is too small for %d x %d".formatted(tile.rows(), tile.columns(), rows, columns));
        }
        if (rows == 0 || columns == 0) {
            return;
        }
        int k = extent(a.columns());
        gemm(
                CblasNoTrans,
                CblasTrans,
                rows,
                columns,
                k,
                1,
                a.at(firstRow, 0),
                k,
                b.at(firstColumn, 0),
                k,
                0,
                tile.at(0, 0),
                columns);
    }

    /**
     * Factors S + ridge I = L L^T in place, n^3 / 3 operations.
     *
     * @param s n x n; only the lower triangle is read. Its memory becomes the factor's: do not use or close it
     *     afterwards, close the factor. If this call fails the matrix is spoiled, and the caller's to close
     * @param ridge added to the diagonal
     * @throws DataException {@code E-LINALG-NOT-POSITIVE} naming the first pivot, from 1, that is not positive; {@code
     *     E-LINALG-NOT-FINITE} if S holds NaN or an infinity
     * @throws IllegalArgumentException if S is not square
     */
    public Cholesky cholesky(OffHeapMatrix s, double ridge) {
        requireShape(s, s.rows(), s.rows());
        runtime.blas();
        int n = extent(s.rows());
        for (int i = 0; i < n; i++) {
            s.set(i, i, s.get(i, i) + ridge);
        }
        double norm = SymmetricNorm.ofLowerTriangle(s);
        // A row-major lower triangle is LAPACK's column-major upper triangle: no copy, no transposition. "_work" leaves
        // out LAPACKE's own pass over the matrix in search of NaN, which the norm and the diagonal show as well.
        int failed = n == 0 ? 0 : LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, (byte) 'U', n, s.at(0, 0), n);
        for (int i = 0; failed == 0 && i < n; i++) {
            failed = s.get(i, i) > 0 ? 0 : i + 1;
        }
        if (failed != 0 || !Double.isFinite(norm)) {
            throw notPositive(n, failed, ridge, norm);
        }
        return new Cholesky(s, norm);
    }

    private static DataException notPositive(int n, int pivot, double ridge, double norm) {
        String where = "matrix of %d x %d with ridge %s".formatted(n, n, ridge);
        return Double.isFinite(norm)
                ? new DataException(
                        "E-LINALG-NOT-POSITIVE",
                        where + ": pivot " + pivot
                                + " is not positive, expected a positive definite matrix, use a larger ridge")
                : new DataException(
                        "E-LINALG-NOT-FINITE",
                        where + ": found NaN or an infinity, expected finite entries, fill or drop missing values");
    }

    /**
     * The thin singular value decomposition A = U diag(s) V^T, by divide and conquer (LAPACK {@code dgesdd}); A is
     * left as it is. About 6 m n min(m, n) operations and two copies of A.
     *
     * @throws DataException {@code E-LINALG-SVD} if A holds NaN or the iteration does not converge
     */
    public SingularValues svd(OffHeapMatrix a) {
        runtime.blas();
        return SingularValues.of(a);
    }

    /**
     * The singular values of A alone, descending (LAPACK {@code dgesdd}); A is left as it is. About 8 n^3 / 3 operations
     * for n x n, and one copy of A.
     *
     * @throws DataException {@code E-LINALG-SVD} if A holds NaN or the iteration does not converge
     */
    public double[] singularValues(OffHeapMatrix a) {
        runtime.blas();
        return SingularValues.alone(a);
    }

    /**
     * Factors A in place with partial pivoting (LAPACK {@code dgetrf}), 2 n^3 / 3 operations. A zero pivot is not an
     * error here: see {@link Lu#zeroPivot}.
     *
     * @param a n x n. Its memory becomes the factors': do not use or close it afterwards, close the factors. If this
     *     call fails the matrix is the caller's to close
     * @throws DataException {@code E-LINALG-NOT-FINITE} if A holds NaN or an infinity
     * @throws IllegalArgumentException if A is not square
     */
    public Lu lu(OffHeapMatrix a) {
        requireShape(a, a.rows(), a.rows());
        runtime.blas();
        return Lu.of(a);
    }

    /**
     * Eigenvalues and eigenvectors of a symmetric matrix, by divide and conquer (LAPACK {@code dsyevd}); S is left as
     * it is. About 9 n^3 operations at most, and three matrices of its size in memory.
     *
     * @param s n x n; only the lower triangle is read
     * @throws DataException {@code E-LINALG-EIGEN} if S holds NaN or the iteration does not converge
     * @throws IllegalArgumentException if S is not square
     */
    public SymmetricEigen eigen(OffHeapMatrix s) {
        requireShape(s, s.rows(), s.rows());
        runtime.blas();
        return SymmetricEigen.of(s);
    }

    /**
     * Solves min |A X - B| for any shape and rank, by singular values (LAPACK {@code dgelsd}); of all solutions the
     * smallest. A and B are left as they are.
     *
     * @param a m x n
     * @param b m x k: a column is a right-hand side
     * @param tolerance singular values up to this times the largest are taken for zero; negative: 2^-53
     * @throws DataException {@code E-LINALG-LEAST-SQUARES} if A or B holds NaN or the iteration does not converge
     * @throws IllegalArgumentException if B has other rows than A
     */
    public LeastSquares leastSquares(OffHeapMatrix a, OffHeapMatrix b, double tolerance) {
        requireShape(b, a.rows(), b.columns());
        runtime.blas();
        return LeastSquares.of(a, b, tolerance);
    }

    /**
     * Y := Y + alpha X, one rounding for each entry.
     *
     * @throws IllegalArgumentException if the shapes differ
     */
    public void add(double alpha, Block x, Block y) {
        requireShape(x, y.rows(), y.columns());
        runtime.blas();
        boolean contiguous = x.columns() == x.stride() && y.columns() == y.stride();
        if (contiguous && y.rows() * y.columns() <= Integer.MAX_VALUE) {
            cblas_daxpy((int) (y.rows() * y.columns()), alpha, x.address(), 1, y.address(), 1);
            return;
        }
        for (long i = 0; i < y.rows(); i++) {
            cblas_daxpy(
                    extent(y.columns()),
                    alpha,
                    x.matrix().at(x.firstRow() + i, x.firstColumn()),
                    1,
                    y.matrix().at(y.firstRow() + i, y.firstColumn()),
                    1);
        }
    }

    /** Exchanges two rows. */
    public void exchangeRows(OffHeapMatrix matrix, long i, long k) {
        Objects.checkIndex(i, matrix.rows());
        Objects.checkIndex(k, matrix.rows());
        if (i != k) {
            runtime.blas();
            cblas_dswap(extent(matrix.columns()), matrix.at(i, 0), 1, matrix.at(k, 0), 1);
        }
    }

    /**
     * The rows that partial pivoting would take as pivots of a tall panel (LAPACK {@code dgetrf} on a copy), m n^2
     * operations.
     *
     * @param panel m x n, m at least n; left as it is
     * @return for j = 0 .. n - 1, in order, the row of the panel, from j on, that is exchanged with row j
     * @throws IllegalArgumentException if the panel is wider than tall
     */
    public int[] pivotRows(Block panel) {
        int m = extent(panel.rows());
        int n = extent(panel.columns());
        if (m < n) {
            throw new IllegalArgumentException("a panel of " + m + " x " + n + " has not enough rows");
        }
        int[] rows = new int[n];
        if (n == 0) {
            return rows;
        }
        runtime.blas();
        try (OffHeapMatrix copy = OffHeapMatrix.zeros(n, m);
                IntPointer pivots = new IntPointer(n)) {
            Transpose.copy(panel, copy);
            DeepStack.call(() -> LAPACKE_dgetrf_work(LAPACK_COL_MAJOR, m, n, copy.at(0, 0), m, pivots));
            pivots.get(rows);
        }
        for (int j = 0; j < n; j++) {
            rows[j]--;
        }
        return rows;
    }

    private void gemm(
            int transposeA,
            int transposeB,
            int m,
            int n,
            int k,
            double alpha,
            DoublePointer a,
            int strideA,
            DoublePointer b,
            int strideB,
            double beta,
            DoublePointer c,
            int strideC) {
        runtime.blas();
        // BLAS demands leading dimensions of at least one, even where nothing is read.
        cblas_dgemm(
                CblasRowMajor,
                transposeA,
                transposeB,
                m,
                n,
                k,
                alpha,
                a,
                Math.max(1, strideA),
                b,
                Math.max(1, strideB),
                beta,
                c,
                strideC);
    }

    private static void requireRows(OffHeapMatrix matrix, long first, int count) {
        if (first < 0 || count < 0 || first > matrix.rows() - count) {
            throw new IllegalArgumentException(
                    "no rows %d to %d in a matrix of %d rows".formatted(first, first + count - 1, matrix.rows()));
        }
    }

    static void requireShape(OffHeapMatrix matrix, long rows, long columns) {
        requireShape(Block.of(matrix), rows, columns);
    }

    private static void requireShape(Block matrix, long rows, long columns) {
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new IllegalArgumentException("expected a matrix of %d x %d, found %d x %d"
                    .formatted(rows, columns, matrix.rows(), matrix.columns()));
        }
    }

    /** OpenBLAS counts rows, columns and strides in 32 bits. */
    static int extent(long size) {
        if (size > Integer.MAX_VALUE) {
            throw new DataException(
                    "E-LINALG-EXTENT",
                    "matrix axis of %d: expected at most %d for linear algebra, split the matrix"
                            .formatted(size, Integer.MAX_VALUE));
        }
        return (int) size;
    }
}

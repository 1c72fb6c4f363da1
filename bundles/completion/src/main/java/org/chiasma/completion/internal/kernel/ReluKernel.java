package org.chiasma.completion.internal.kernel;

import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * The neural tangent kernel of a fully connected ReLU network of infinite width between items with feature vectors z:
 *
 * <pre>
 * Sigma_0 = Theta_0 = z.z'
 * rho     = Sigma_{h-1}(z, z') / sqrt(Sigma_{h-1}(z, z) Sigma_{h-1}(z', z'))
 * Sigma_h = sqrt(...) kappa1(rho)
 * Theta_h = Sigma_h + kappa0(rho) Theta_{h-1}
 * </pre>
 *
 * for h = 1 to the depth L (Jacot, Gabriel and Hongler 2018, with weights scaled so that Sigma_h(z, z) = |z|^2). Hence
 * Theta_L(z, z') = |z||z'| Theta_L(rho_0), Theta_L(z, z) = (L + 1) |z|^2, and the kernel of an item without features is
 * zero.
 *
 * <p>A Gram matrix costs one multiplication of half of Z Z^T and L vectorised layers per pair, tile by tile: beside the
 * result only one tile is in memory. The diagonal is exact; pairs that nearly coincide go through {@link NearPair}.
 */
public final class ReluKernel {
    private final LinearAlgebra algebra;
    private final UnitRows features;
    private final int depth;

    /**
     * @param features feature vectors of the items; stay the caller's
     * @param depth number of hidden layers L, at least 1
     */
    public ReluKernel(LinearAlgebra algebra, UnitRows features, int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth " + depth + ": expected at least one hidden layer");
        }
        this.algebra = algebra;
        this.features = features;
        this.depth = depth;
    }

    /** Number of items. */
    public int items() {
        return features.items();
    }

    /** Theta_L(z, z): the prior variance of the entries of one item. */
    public double variance(int item) {
        return (depth + 1) * features.lengths()[item] * features.lengths()[item];
    }

    /** The Gram matrix of all items, n x n; only the lower triangle and the diagonal are filled. */
    public OffHeapMatrix gram(Progress progress) {
        return gram(features, progress);
    }

    /** The Gram matrix of the items {@code positions}, in that order; only the lower triangle is filled. */
    public OffHeapMatrix gram(int[] positions, Progress progress) {
        try (UnitRows selected = features.select(positions)) {
            return gram(selected, progress);
        }
    }

    /** The kernel between the items {@code rows} and {@code columns}, |rows| x |columns|. They share no item. */
    public OffHeapMatrix cross(int[] rows, int[] columns, Progress progress) {
        OffHeapMatrix kernel = OffHeapMatrix.zeros(rows.length, columns.length);
        try (UnitRows a = features.select(rows);
                UnitRows b = features.select(columns)) {
            progress.begin("kernel", (long) rows.length * columns.length);
            KernelTiles tiles = new KernelTiles(algebra, a, b, depth, kernel);
            for (int row = 0; row < rows.length; row += KernelTiles.ROWS) {
                tiles.fill(row, columns.length, progress);
            }
            return kernel;
        } catch (RuntimeException | Error e) {
            kernel.close();
            throw e;
        }
    }

    private OffHeapMatrix gram(UnitRows z, Progress progress) {
        int n = z.items();
        OffHeapMatrix kernel = OffHeapMatrix.zeros(n, n);
        try {
            progress.begin("kernel", (long) n * n / 2);
            KernelTiles tiles = new KernelTiles(algebra, z, z, depth, kernel);
            for (int row = 0; row < n; row += KernelTiles.ROWS) {
                tiles.fill(row, Math.min(n, row + KernelTiles.ROWS), progress);
            }
            for (int i = 0; i < n; i++) {
                kernel.set(i, i, (depth + 1) * z.lengths()[i] * z.lengths()[i]);
            }
            return kernel;
        } catch (RuntimeException | Error e) {
            kernel.close();
            throw e;
        }
    }
}

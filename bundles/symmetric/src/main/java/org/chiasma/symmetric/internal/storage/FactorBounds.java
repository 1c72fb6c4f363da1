package org.chiasma.symmetric.internal.storage;

/**
 * Between which values the entries of a tile of a {@link FactoredMatrix} lie, without computing them. By Cauchy and
 * Schwarz, with L = E S and any positive d,
 *
 * <pre>|L_i E_j'| &lt;= p_i q_j,   p_i = |(L_i1 / d_1, ..., L_ir / d_r)|,   q_j = |(d_1 E_j1, ..., d_r E_jr)|;</pre>
 *
 * <p>d_k is the root of the length of row k of S, which balances the two sides and is the best choice for a diagonal S.
 * What rounding in single precision may add is added. D r operations to set up, a constant number for a tile.
 */
public final class FactorBounds {
    private final FactoredMatrix matrix;
    private final TileGrid grid;
    private final double[] left;
    private final double[] largestLeft;
    private final double[] largestRight;
    private final double[] lowestBias;
    private final double[] highestBias;
    private final double rounding;

    /** Bounds of the tiles of {@code grid}. */
    public FactorBounds(FactoredMatrix matrix, TileGrid grid) {
        this.matrix = matrix;
        this.grid = grid;
        this.left = new double[Math.toIntExact(grid.size())];
        this.largestLeft = new double[grid.side()];
        this.largestRight = new double[grid.side()];
        this.lowestBias = new double[grid.side()];
        this.highestBias = new double[grid.side()];
        this.rounding = (matrix.rank() + 4) * 0x1p-23;
        double[] balance = balance(matrix);
        for (int a = 0; a < grid.side(); a++) {
            measure(a, balance);
        }
    }

    /** No entry of tile (a, b), a at most b, on or above the diagonal is larger. */
    public float highest(int a, int b) {
        return entry(largestLeft[a] * largestRight[b], highestBias[a] + highestBias[b], magnitude(a, b), 1);
    }

    /** No entry of tile (a, b), a at most b, on or above the diagonal is smaller. */
    public float lowest(int a, int b) {
        return entry(largestLeft[a] * largestRight[b], lowestBias[a] + lowestBias[b], magnitude(a, b), -1);
    }

    /** No entry of row i in a tile of column b, on or above the diagonal, is larger. */
    public float highest(long i, int b) {
        int a = grid.tileOf(i);
        return entry(left[(int) i] * largestRight[b], matrix.bias(i) + highestBias[b], magnitude(a, b), 1);
    }

    /** No entry of row i in a tile of column b, on or above the diagonal, is smaller. */
    public float lowest(long i, int b) {
        int a = grid.tileOf(i);
        return entry(left[(int) i] * largestRight[b], matrix.bias(i) + lowestBias[b], magnitude(a, b), -1);
    }

    /** The size of what is added up, which rounding errors are relative to. */
    private double magnitude(int a, int b) {
        double biases = Math.max(-lowestBias[a], highestBias[a]) + Math.max(-lowestBias[b], highestBias[b]);
        return largestLeft[a] * largestRight[b] + biases + Math.abs(matrix.constant());
    }

    private float entry(double product, double biases, double magnitude, int sign) {
        double sum = sign * (product + rounding * magnitude) + biases + matrix.constant();
        float entry = (float) matrix.link().toEntry(sum);
        return sign > 0 ? Math.nextUp(entry) : Math.nextDown(entry);
    }

    private void measure(int a, double[] balance) {
        lowestBias[a] = Double.POSITIVE_INFINITY;
        highestBias[a] = Double.NEGATIVE_INFINITY;
        for (long i = grid.first(a); i < grid.first(a) + grid.extent(a); i++) {
            float[] l = matrix.leftFactors(i);
            float[] e = matrix.factors(i);
            double p = 0;
            double q = 0;
            for (int k = 0; k < balance.length; k++) {
                if (balance[k] > 0) {
                    p += l[k] / balance[k] * (l[k] / balance[k]);
                    q += e[k] * balance[k] * (e[k] * balance[k]);
                }
            }
            left[(int) i] = Math.sqrt(p);
            largestLeft[a] = Math.max(largestLeft[a], Math.sqrt(p));
            largestRight[a] = Math.max(largestRight[a], Math.sqrt(q));
            lowestBias[a] = Math.min(lowestBias[a], matrix.bias(i));
            highestBias[a] = Math.max(highestBias[a], matrix.bias(i));
        }
    }

    /** Zero where a factor takes no part in any product. */
    private static double[] balance(FactoredMatrix matrix) {
        int rank = matrix.rank();
        double[] core = matrix.core();
        double[] balance = new double[rank];
        for (int k = 0; k < rank; k++) {
            double sum = 0;
            for (int l = 0; l < rank; l++) {
                sum += core[k * rank + l] * core[k * rank + l];
            }
            balance[k] = Math.sqrt(Math.sqrt(sum));
        }
        return balance;
    }
}

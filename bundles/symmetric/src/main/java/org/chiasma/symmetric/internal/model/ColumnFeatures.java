package org.chiasma.symmetric.internal.model;

import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.chiasma.symmetric.internal.simulation.CounterRandom;

/**
 * The feature vectors phi_j of columns: a constant, the standardised values of X and Y, and what {@link FeatureSpec} adds, in
 * this order: context windows, profiles, missingness, example, random. Fitted to the columns of the training examples; kept
 * with a model.
 *
 * <p>Missing values count as the mean; if the training columns had any, the shares of missing values of X and of Y are two
 * features. Cost O(D n) and, for P random features, 2 D q P as one product.
 *
 * <p>Random features max(0, W' b + c) sqrt(2 / P) of the q standardised values and windows b (Cho and Saul 2009, arc-cosine
 * kernel of first order): W normal with standard deviation bandwidth / sqrt(q), c normal with half the bandwidth.
 */
public final class ColumnFeatures {
    private static final int WEIGHT_STREAM = 21;
    private static final int OFFSET_STREAM = 22;
    private static final int BLOCK = 1024;

    private final FeatureSpec spec;
    private final int rowsOfX;
    private final int rowsOfY;
    private final boolean missingness;
    private final Standardization base;
    private final Standardization extra;

    /**
     * Features as they were fitted.
     *
     * @param spec which there are
     * @param rowsOfX rows that X has
     * @param rowsOfY rows that Y has
     * @param missingness whether the shares of missing values are features
     * @param base of the values and windows
     * @param extra of the shares of missing values and the example's features; those that are not used are there as well
     */
    public ColumnFeatures(
            FeatureSpec spec,
            int rowsOfX,
            int rowsOfY,
            boolean missingness,
            Standardization base,
            Standardization extra) {
        this.spec = spec;
        this.rowsOfX = rowsOfX;
        this.rowsOfY = rowsOfY;
        this.missingness = missingness;
        this.base = base;
        this.extra = extra;
        if (base.means().length != windows() * rows() || extra.means().length != ExtraFeatures.COUNT) {
            throw new IllegalArgumentException("standardisations do not fit the features");
        }
    }

    /** Fits the features to the columns of training examples. */
    public static ColumnFeatures fit(FeatureSpec spec, List<ColumnValues> examples) {
        ColumnValues first = examples.get(0);
        Standardization.Sums base = new Standardization.Sums((1 + spec.context().size()) * first.rows());
        Standardization.Sums extra = new Standardization.Sums(ExtraFeatures.COUNT);
        boolean missing = false;
        for (ColumnValues example : examples) {
            requireRows(example, first.rowsOfX(), first.rowsOfY());
            base.add(ContextWindows.values(example, spec.context()));
        }
        Standardization standardization = base.standardization();
        for (ColumnValues example : examples) {
            double[] values = ExtraFeatures.of(example, standardization);
            missing |= ExtraFeatures.anyMissing(values);
            extra.add(values);
        }
        return new ColumnFeatures(
                spec, first.rowsOfX(), first.rowsOfY(), missing, standardization, extra.standardization());
    }

    /** Which features there are. */
    public FeatureSpec spec() {
        return spec;
    }

    /** Rows that X has. */
    public int rowsOfX() {
        return rowsOfX;
    }

    /** Rows that Y has. */
    public int rowsOfY() {
        return rowsOfY;
    }

    /** Whether the shares of missing values are features. */
    public boolean missingness() {
        return missingness;
    }

    /** Of the values and windows. */
    public Standardization base() {
        return base;
    }

    /** Of the shares of missing values and the example's features. */
    public Standardization extra() {
        return extra;
    }

    /** p, the length of a feature vector. */
    public int count() {
        return randomStart() + spec.random();
    }

    /** Ordinals of the constant and the standardised values. */
    int linearCount() {
        return 1 + rows();
    }

    /** Ordinal of the first profile; those of X, then those of Y. */
    int profileStart() {
        return 1 + windows() * rows();
    }

    /** Ordinal of the first random feature. */
    int randomStart() {
        return profileStart()
                + (spec.profiles() ? rows() : 0)
                + (missingness ? ExtraFeatures.MISSINGNESS : 0)
                + (spec.example() ? ExtraFeatures.EXAMPLE : 0);
    }

    /** The D x p features of an example in double precision; to be closed. */
    public OffHeapMatrix matrix64(ColumnValues columns, LinearAlgebra algebra) {
        OffHeapMatrix target = OffHeapMatrix.zeros(columns.columns(), count());
        forEachBlock(columns, algebra, (first, rows, values) -> {
            for (int i = 0; i < rows; i++) {
                target.writeRow(first + i, 0, values, i * count(), count());
            }
        });
        return target;
    }

    /** The D x p features of an example in single precision; to be closed. */
    public FloatMatrix matrix32(ColumnValues columns, LinearAlgebra algebra) {
        FloatMatrix target = FloatMatrix.zeros(columns.columns(), count());
        float[] row = new float[count()];
        forEachBlock(columns, algebra, (first, rows, values) -> {
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = (float) values[i * row.length + k];
                }
                target.writeRow(first + i, 0, row, 0, row.length);
            }
        });
        return target;
    }

    /** Takes some consecutive rows of the features. */
    @FunctionalInterface
    private interface Block {
        void accept(int firstColumn, int rows, double[] values);
    }

    private void forEachBlock(ColumnValues columns, LinearAlgebra algebra, Block target) {
        requireRows(columns, rowsOfX, rowsOfY);
        double[] windows = ContextWindows.values(columns, spec.context());
        double[] extras = ExtraFeatures.of(columns, base);
        int p = count();
        try (RandomLayer random = new RandomLayer()) {
            double[] block = new double[Math.multiplyExact(Math.min(BLOCK, Math.max(1, columns.columns())), p)];
            for (int first = 0; first < columns.columns(); first += BLOCK) {
                int rows = Math.min(BLOCK, columns.columns() - first);
                for (int i = 0; i < rows; i++) {
                    fill(columns, first + i, windows, extras, block, i * p);
                }
                random.fill(block, rows, algebra);
                target.accept(first, rows, block);
            }
        }
    }

    /** Everything but the random features. */
    private void fill(
            ColumnValues columns, int column, double[] windows, double[] extras, double[] target, int offset) {
        int q = windows() * rows();
        target[offset] = 1;
        System.arraycopy(windows, column * q, target, offset + 1, q);
        base.apply(target, offset + 1);
        int at = offset + 1 + q;
        if (spec.profiles()) {
            columns.copy(column, target, at);
            Profiles.normalize(target, at, rowsOfX);
            Profiles.normalize(target, at + rowsOfX, rowsOfY);
            at += rows();
        }
        double[] values = new double[ExtraFeatures.COUNT];
        System.arraycopy(extras, column * ExtraFeatures.COUNT, values, 0, values.length);
        extra.apply(values, 0);
        int from = missingness ? 0 : ExtraFeatures.MISSINGNESS;
        int to = spec.example() ? ExtraFeatures.COUNT : ExtraFeatures.MISSINGNESS;
        if (from < to) {
            System.arraycopy(values, from, target, at, to - from);
        }
    }

    private int windows() {
        return 1 + spec.context().size();
    }

    private int rows() {
        return rowsOfX + rowsOfY;
    }

    private static void requireRows(ColumnValues columns, int rowsOfX, int rowsOfY) {
        if (columns.rowsOfX() != rowsOfX || columns.rowsOfY() != rowsOfY) {
            throw new DataException(
                    "E-SYMMETRIC-ROWS",
                    "X and Y: found %d and %d rows, expected %d and %d as in the training examples, the same features in the same order"
                            .formatted(columns.rowsOfX(), columns.rowsOfY(), rowsOfX, rowsOfY));
        }
    }

    /** The weights of the random features, drawn from the seed. */
    private final class RandomLayer implements AutoCloseable {
        private final int q = windows() * rows();
        private final OffHeapMatrix weights = OffHeapMatrix.zeros(q, spec.random());
        private final OffHeapMatrix inputs = OffHeapMatrix.zeros(spec.random() == 0 ? 0 : BLOCK, q);
        private final OffHeapMatrix outputs = OffHeapMatrix.zeros(spec.random() == 0 ? 0 : BLOCK, spec.random());
        private final double[] offsets = new double[spec.random()];

        RandomLayer() {
            CounterRandom weightDraws = new CounterRandom(spec.seed(), WEIGHT_STREAM);
            CounterRandom offsetDraws = new CounterRandom(spec.seed(), OFFSET_STREAM);
            double[] row = new double[spec.random()];
            double scale = spec.bandwidth() / Math.sqrt(q);
            for (int i = 0; i < q && row.length > 0; i++) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = scale * weightDraws.normal((long) i * row.length + k);
                }
                weights.writeRow(i, 0, row, 0, row.length);
            }
            for (int k = 0; k < offsets.length; k++) {
                offsets[k] = 0.5 * spec.bandwidth() * offsetDraws.normal(k);
            }
        }

        void fill(double[] block, int rows, LinearAlgebra algebra) {
            int count = offsets.length;
            if (count == 0) {
                return;
            }
            int p = count();
            for (int i = 0; i < rows; i++) {
                inputs.writeRow(i, 0, block, i * p + 1, q);
            }
            algebra.multiply(1, inputs, false, weights, false, 0, outputs);
            double scale = Math.sqrt(2.0 / count);
            for (int i = 0; i < rows; i++) {
                int at = i * p + randomStart();
                outputs.readRow(i, 0, block, at, count);
                for (int k = 0; k < count; k++) {
                    block[at + k] = scale * Math.max(0, block[at + k] + offsets[k]);
                }
            }
        }

        @Override
        public void close() {
            weights.close();
            inputs.close();
            outputs.close();
        }
    }
}

package org.chiasma.completion.internal.prior;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * What is known of the items of an axis beforehand: one feature vector per item. Items with similar features are
 * expected to have similar entries.
 *
 * <p>There is no identity block to be added: the kernel of the features [P, s I] is, up to its scale, that of P plus a
 * constant on the diagonal, which is what the ridge of the completion is.
 *
 * @param features items x features, finite; an item of which nothing is known has a row of zeros
 * @param description for people: "one-hot of tissue"
 * @param matched items of which something is known
 */
public record FeaturePrior(OffHeapMatrix features, String description, long matched) implements AutoCloseable {
    /** Every item is like itself alone. */
    public static FeaturePrior identity(int items) {
        OffHeapMatrix features = OffHeapMatrix.zeros(items, items);
        for (int i = 0; i < items; i++) {
            features.set(i, i, 1);
        }
        return new FeaturePrior(features, "identity", items);
    }

    /**
     * Items are alike when they have the same value of a metadata field; an item without a value is like no other.
     *
     * @throws UsageException {@code E-PRIOR-FIELD} if the axis has no such field
     * @throws DataException {@code E-PRIOR-CONSTANT} if it does not tell any items apart
     */
    public static FeaturePrior oneHot(Axis items, String field) {
        MetadataColumn column = items.metadata(field).orElseThrow(() -> unknownField(items, field));
        Map<String, Integer> groups = new LinkedHashMap<>();
        column.values().stream()
                .filter(value -> !value.isEmpty())
                .forEach(value -> groups.putIfAbsent(value, groups.size()));
        long known = column.values().stream().filter(value -> !value.isEmpty()).count();
        if (groups.isEmpty() || (groups.size() == 1 && known == items.size())) {
            throw new DataException(
                    "E-PRIOR-CONSTANT",
                    "--prior-field %s: found %s for all %d %s, expected values that differ, name another field"
                            .formatted(
                                    field,
                                    groups.isEmpty() ? "no value" : "the same value",
                                    items.size(),
                                    items.name()));
        }
        OffHeapMatrix features = OffHeapMatrix.zeros(items.size(), groups.size());
        long matched = 0;
        for (int i = 0; i < items.size(); i++) {
            Integer group = groups.get(column.values().get(i));
            if (group != null) {
                features.set(i, group, 1);
                matched++;
            }
        }
        return new FeaturePrior(features, "one-hot of " + field + ", " + groups.size() + " values", matched);
    }

    /**
     * The items' own columns of the matrix to be completed, as in collaborative filtering.
     *
     * @param residuals q x items, without offsets; {@code NaN} counts as zero, the value of the offsets alone
     */
    public static FeaturePrior ofProfiles(OffHeapMatrix residuals) {
        int q = Math.toIntExact(residuals.rows());
        int items = Math.toIntExact(residuals.columns());
        OffHeapMatrix features = OffHeapMatrix.zeros(items, q);
        double[] row = new double[items];
        double[][] block = new double[items][64];
        for (int first = 0; first < q; first += 64) {
            int count = Math.min(64, q - first);
            for (int i = 0; i < count; i++) {
                residuals.readRow(first + i, 0, row, 0, items);
                for (int j = 0; j < items; j++) {
                    block[j][i] = Double.isNaN(row[j]) ? 0 : row[j];
                }
            }
            for (int j = 0; j < items; j++) {
                features.writeRow(j, first, block[j], 0, count);
            }
        }
        return new FeaturePrior(features, "own profiles", items);
    }

    /** The rows of the matrix to be completed as features of its rows; {@code NaN} counts as zero. */
    public static FeaturePrior ofRows(OffHeapMatrix residuals) {
        OffHeapMatrix features = OffHeapMatrix.zeros(residuals.rows(), residuals.columns());
        double[] row = new double[Math.toIntExact(residuals.columns())];
        for (long i = 0; i < residuals.rows(); i++) {
            residuals.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                row[j] = Double.isNaN(row[j]) ? 0 : row[j];
            }
            features.writeRow(i, 0, row, 0, row.length);
        }
        return new FeaturePrior(features, "own rows", residuals.rows());
    }

    /**
     * Both priors side by side, each scaled to mean squared length one over its items, so that neither wins by its unit
     * or its number of features. The parts stay open.
     *
     * @throws DataException {@code E-COMPLETE-MAGNITUDE} if the squares of either overflow
     */
    public FeaturePrior with(FeaturePrior other) {
        int items = Math.toIntExact(features.rows());
        OffHeapMatrix joined = OffHeapMatrix.zeros(items, features.columns() + other.features.columns());
        try {
            copyScaled(features, joined, 0);
            copyScaled(other.features, joined, features.columns());
        } catch (RuntimeException | Error e) {
            joined.close();
            throw e;
        }
        return new FeaturePrior(joined, description + " and " + other.description, Math.max(matched, other.matched));
    }

    /** Frees the features. */
    @Override
    public void close() {
        features.close();
    }

    private static void copyScaled(OffHeapMatrix source, OffHeapMatrix target, long firstColumn) {
        int width = Math.toIntExact(source.columns());
        double[] row = new double[width];
        double squares = 0;
        for (long i = 0; i < source.rows(); i++) {
            source.readRow(i, 0, row, 0, width);
            for (double value : row) {
                squares += value * value;
            }
        }
        if (!Double.isFinite(squares)) {
            throw new DataException(
                    "E-COMPLETE-MAGNITUDE",
                    "prior and own profiles: the squares of their values overflow, expected magnitudes below 1e150, use smaller units");
        }
        double scale = squares == 0 ? 0 : Math.sqrt(source.rows() / squares);
        for (long i = 0; i < source.rows(); i++) {
            source.readRow(i, 0, row, 0, width);
            for (int k = 0; k < width; k++) {
                row[k] *= scale;
            }
            target.writeRow(i, firstColumn, row, 0, width);
        }
    }

    private static UsageException unknownField(Axis items, String field) {
        List<String> known = new ArrayList<>();
        items.metadata().forEach(column -> known.add(column.name()));
        return new UsageException(
                "E-PRIOR-FIELD",
                "prior: axis %s has no metadata field \"%s\", expected %s, name one of these or give --prior MATRIX"
                        .formatted(
                                items.name(),
                                field,
                                known.isEmpty() ? "one (it has none at all)" : "one of " + String.join(", ", known)));
    }
}

package org.chiasma.completion.internal.prior;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Makes a {@link FeaturePrior} of any matrix that has the items on one of its axes. Which axis that is, and which of its
 * positions belongs to which item, is decided by the labels alone.
 *
 * <p>A missing feature takes the mean of that feature over the matched items. An item that the side matrix does not know
 * takes the mean profile. Standardized features have mean zero and variance one over the matched items, so the mean
 * profile is zero and such an item is completed by the offsets alone.
 */
public final class SideMatrix {
    private static final int BLOCK = 64;
    private static final int ABSENT = -1;

    private SideMatrix() {}

    /**
     * Aligns a matrix with the items.
     *
     * @param standardize whether features are brought to mean zero and variance one; constant ones become zero
     * @param progress told how many items matched, and which policies were applied
     * @throws DataException {@code E-PRIOR-LABELS} if no label of the items occurs on either axis of {@code side},
     *     {@code E-PRIOR-INFINITE} if a feature is infinite, {@code E-PRIOR-MAGNITUDE} if its variance overflows,
     *     {@code E-PRIOR-CONSTANT} if no feature differs between items
     */
    public static FeaturePrior align(Axis items, Matrix side, boolean standardize, Progress progress) {
        int[] inRows = positions(items, side.rows());
        int[] inColumns = positions(items, side.columns());
        long rowMatches = matches(inRows);
        long columnMatches = matches(inColumns);
        if (rowMatches == 0 && columnMatches == 0) {
            throw noLabels(items, side);
        }
        boolean itemsInRows = rowMatches >= columnMatches;
        Axis featureAxis = itemsInRows ? side.columns() : side.rows();
        long matched = Math.max(rowMatches, columnMatches);
        OffHeapMatrix features = OffHeapMatrix.zeros(items.size(), featureAxis.size());
        try {
            Counts counts = itemsInRows
                    ? copyRows(side, inRows, features, standardize)
                    : copyColumns(side, inColumns, features, standardize);
            requireVarying(items, featureAxis, matched, counts);
            report(items, featureAxis, matched, counts, standardize, progress);
        } catch (RuntimeException | Error e) {
            features.close();
            throw e;
        }
        String description =
                "%d %s%s".formatted(featureAxis.size(), featureAxis.name(), standardize ? ", standardized" : "");
        return new FeaturePrior(features, description, matched);
    }

    private static void report(
            Axis items, Axis features, long matched, Counts counts, boolean standardize, Progress progress) {
        progress.note("prior: %d of %d %s matched by label, %d features (%s)"
                .formatted(matched, items.size(), items.name(), features.size(), features.name()));
        if (matched < items.size()) {
            progress.note("prior: %d %s without features take the mean profile%s"
                    .formatted(
                            items.size() - matched,
                            items.name(),
                            standardize ? " (zero: completed by the offsets alone)" : ""));
        }
        if (counts.missing() > 0) {
            progress.note("prior: %d missing features take the mean of their feature".formatted(counts.missing()));
        }
        if (counts.varying() < features.size()) {
            progress.note("prior: %d of %d features are the same for all matched %s, or missing, and tell nothing apart"
                    .formatted(features.size() - counts.varying(), features.size(), items.name()));
        }
    }

    private static void requireVarying(Axis items, Axis features, long matched, Counts counts) {
        if (counts.varying() == 0) {
            throw new DataException(
                    "E-PRIOR-CONSTANT",
                    "prior: none of its %d features (%s) differs between the %d matched %s, expected some that do, give another --prior or none"
                            .formatted(features.size(), features.name(), matched, items.name()));
        }
    }

    /**
     * What was seen of the features of the matched items.
     *
     * @param missing values, over all items and features
     * @param varying features that are not the same for all items
     */
    private record Counts(long missing, long varying) {}

    private static int[] positions(Axis items, Axis axis) {
        return IntStream.range(0, Math.toIntExact(items.size()))
                .map(i -> {
                    OptionalInt position = items.isLabelled() ? axis.indexOf(items.label(i)) : OptionalInt.empty();
                    return position.orElse(ABSENT);
                })
                .toArray();
    }

    private static long matches(int[] positions) {
        return Arrays.stream(positions).filter(position -> position != ABSENT).count();
    }

    /** Side matrix of items x features. */
    private static Counts copyRows(Matrix side, int[] positions, OffHeapMatrix features, boolean standardize) {
        int width = Math.toIntExact(features.columns());
        FeatureMoments moments = new FeatureMoments(width);
        double[] row = new double[width];
        for (int position : positions) {
            if (position != ABSENT) {
                side.copyRow(position, row, 0);
                moments.add(row);
            }
        }
        Counts counts = new Counts(moments.missing(), moments.varying());
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] == ABSENT) {
                Arrays.fill(row, Double.NaN);
            } else {
                side.copyRow(positions[i], row, 0);
            }
            moments.fill(row, 0, standardize);
            features.writeRow(i, 0, row, 0, width);
        }
        return counts;
    }

    /** Side matrix of features x items, some features at a time. */
    private static Counts copyColumns(Matrix side, int[] positions, OffHeapMatrix features, boolean standardize) {
        int columns = Math.toIntExact(side.columnCount());
        int width = Math.toIntExact(features.columns());
        double[] rows = new double[BLOCK * columns];
        long missing = 0;
        long varying = 0;
        for (int first = 0; first < width; first += BLOCK) {
            int count = Math.min(BLOCK, width - first);
            side.copyBlock(first, 0, count, columns, rows, 0, columns);
            FeatureMoments moments = new FeatureMoments(count);
            double[] item = new double[count];
            for (int position : positions) {
                if (position != ABSENT) {
                    gather(rows, columns, position, item);
                    moments.add(item);
                }
            }
            varying += moments.varying();
            for (int i = 0; i < positions.length; i++) {
                if (positions[i] == ABSENT) {
                    Arrays.fill(item, Double.NaN);
                } else {
                    gather(rows, columns, positions[i], item);
                }
                moments.fill(item, 0, standardize);
                features.writeRow(i, first, item, 0, count);
            }
            missing += moments.missing();
        }
        return new Counts(missing, varying);
    }

    private static void gather(double[] rows, int stride, int column, double[] target) {
        for (int k = 0; k < target.length; k++) {
            target[k] = rows[k * stride + column];
        }
    }

    private static DataException noLabels(Axis items, Matrix side) {
        return new DataException(
                "E-PRIOR-LABELS",
                ("prior: no label of the %d %s of the matrix (%s) occurs among the rows (%s) or columns (%s) of the side"
                                + " matrix, expected common labels, rename one of the two or set --axis")
                        .formatted(items.size(), items.name(), some(items), some(side.rows()), some(side.columns())));
    }

    private static String some(Axis axis) {
        if (!axis.isLabelled()) {
            return "without labels";
        }
        String first = String.join(", ", axis.labels().subList(0, (int) Math.min(3, axis.size())));
        return axis.size() > 3 ? first + ", ..." : first;
    }
}

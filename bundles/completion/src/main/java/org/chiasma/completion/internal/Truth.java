package org.chiasma.completion.internal;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.linalg.OffHeapMatrix;

/** Known values of the entries that a completion has to guess, aligned with its matrix by label. */
final class Truth {
    private Truth() {}

    /**
     * The entries of {@code truth} in the order of {@code matrix}, {@code NaN} where it does not know one. Axes without
     * labels are aligned by position when they are of the same size.
     *
     * @throws DataException {@code E-TRUTH-LABELS} if an axis has no label in common
     */
    static OffHeapMatrix align(Matrix truth, Matrix matrix, ItemAxis axis) {
        int[] rows = positions(matrix.rows(), truth.rows());
        int[] columns = positions(matrix.columns(), truth.columns());
        boolean itemsAreColumns = axis.upright();
        OffHeapMatrix aligned = OffHeapMatrix.zeros(
                itemsAreColumns ? rows.length : columns.length, itemsAreColumns ? columns.length : rows.length);
        double[] known = new double[Math.toIntExact(truth.columnCount())];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                truth.copyRow(rows[i], known, 0);
            }
            for (int j = 0; j < columns.length; j++) {
                double value = rows[i] < 0 || columns[j] < 0 ? Double.NaN : known[columns[j]];
                aligned.set(itemsAreColumns ? i : j, itemsAreColumns ? j : i, value);
            }
        }
        return aligned;
    }

    private static int[] positions(Axis axis, Axis truth) {
        int size = Math.toIntExact(axis.size());
        if (!axis.isLabelled() && !truth.isLabelled() && axis.size() == truth.size()) {
            return IntStream.range(0, size).toArray();
        }
        int[] positions = IntStream.range(0, size)
                .map(i -> {
                    OptionalInt found = axis.isLabelled() ? truth.indexOf(axis.label(i)) : OptionalInt.empty();
                    return found.orElse(-1);
                })
                .toArray();
        if (IntStream.of(positions).allMatch(position -> position < 0)) {
            throw new DataException(
                    "E-TRUTH-LABELS",
                    "truth: none of its %d %s is one of the matrix's %d %s, expected common labels, rename one of the two"
                            .formatted(truth.size(), truth.name(), axis.size(), axis.name()));
        }
        return positions;
    }
}

package org.chiasma.completion.internal.solve;

import java.util.Arrays;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * The additive model y_ij = grand + row_i + column_j of a matrix with missing entries ({@code NaN}).
 *
 * <p>Two-way effects are the least-squares fit to the observed entries, by alternating means (backfitting). Effects of
 * rows and of columns, weighted by their observed entries, each sum to zero; one without any observed entry is zero, so
 * that it takes the mean of the others.
 */
public final class Offsets {
    private static final int SWEEPS = 200;
    private static final double TOLERANCE = 1e-13;

    private final double grand;
    private final double[] rows;
    private final double[] columns;

    private Offsets(double grand, double[] rows, double[] columns) {
        this.grand = grand;
        this.rows = rows;
        this.columns = columns;
    }

    /** Fits the effects that {@code centring} asks for; O(entries) per sweep. A matrix without entries gives zeros. */
    public static Offsets fit(OffHeapMatrix matrix, Centring centring) {
        int m = Math.toIntExact(matrix.rows());
        int n = Math.toIntExact(matrix.columns());
        if (centring == Centring.NONE) {
            return new Offsets(0, new double[m], new double[n]);
        }
        double grand = mean(matrix);
        boolean byRow = centring != Centring.COLUMN;
        boolean byColumn = centring != Centring.ROW;
        Offsets fitted = new Offsets(grand, new double[m], new double[n]);
        double scale = Math.abs(grand);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double change = Math.max(byRow ? fitted.refitRows(matrix) : 0, byColumn ? fitted.refitColumns(matrix) : 0);
            scale = Math.max(scale, change);
            if (!(byRow && byColumn) || change <= TOLERANCE * scale) {
                break;
            }
        }
        return fitted.centred(matrix);
    }

    /** The value of the model at (i, j). */
    public double at(int i, int j) {
        return grand + rows[i] + columns[j];
    }

    /** Takes the model off every entry; missing entries stay missing. */
    public void subtractFrom(OffHeapMatrix matrix) {
        add(matrix, -1);
    }

    /** Adds the model to every entry. */
    public void addTo(OffHeapMatrix matrix) {
        add(matrix, 1);
    }

    private void add(OffHeapMatrix matrix, double sign) {
        double[] row = new double[columns.length];
        for (int i = 0; i < rows.length; i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                row[j] += sign * at(i, j);
            }
            matrix.writeRow(i, 0, row, 0, row.length);
        }
    }

    private static double mean(OffHeapMatrix matrix) {
        double[] row = new double[Math.toIntExact(matrix.columns())];
        double sum = 0;
        long count = 0;
        for (long i = 0; i < matrix.rows(); i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            for (double value : row) {
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private double refitRows(OffHeapMatrix matrix) {
        double[] row = new double[columns.length];
        double change = 0;
        for (int i = 0; i < rows.length; i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            double sum = 0;
            int count = 0;
            for (int j = 0; j < row.length; j++) {
                if (!Double.isNaN(row[j])) {
                    sum += row[j] - grand - columns[j];
                    count++;
                }
            }
            double effect = count == 0 ? 0 : sum / count;
            change = Math.max(change, Math.abs(effect - rows[i]));
            rows[i] = effect;
        }
        return change;
    }

    private double refitColumns(OffHeapMatrix matrix) {
        double[] row = new double[columns.length];
        double[] sums = new double[columns.length];
        int[] counts = new int[columns.length];
        for (int i = 0; i < rows.length; i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                if (!Double.isNaN(row[j])) {
                    sums[j] += row[j] - grand - rows[i];
                    counts[j]++;
                }
            }
        }
        double change = 0;
        for (int j = 0; j < columns.length; j++) {
            double effect = counts[j] == 0 ? 0 : sums[j] / counts[j];
            change = Math.max(change, Math.abs(effect - columns[j]));
            columns[j] = effect;
        }
        return change;
    }

    /** Moves the weighted mean of the effects of observed rows and columns into the grand mean. */
    private Offsets centred(OffHeapMatrix matrix) {
        long[] inRow = new long[rows.length];
        long[] inColumn = new long[columns.length];
        double[] row = new double[columns.length];
        for (int i = 0; i < rows.length; i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                if (!Double.isNaN(row[j])) {
                    inRow[i]++;
                    inColumn[j]++;
                }
            }
        }
        return new Offsets(grand + centre(rows, inRow) + centre(columns, inColumn), rows, columns);
    }

    private static double centre(double[] effects, long[] weights) {
        double total = Arrays.stream(weights).sum();
        double mean = 0;
        for (int i = 0; i < effects.length; i++) {
            mean += total == 0 ? 0 : effects[i] * weights[i] / total;
        }
        for (int i = 0; i < effects.length; i++) {
            effects[i] -= weights[i] == 0 ? 0 : mean;
        }
        return mean;
    }
}

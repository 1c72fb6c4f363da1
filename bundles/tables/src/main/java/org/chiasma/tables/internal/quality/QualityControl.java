package org.chiasma.tables.internal.quality;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;

/**
 * Looks at every entry of a matrix once (of a square one twice, for its symmetry). Memory is that of a few numbers for each
 * row and column, a block of rows, and a sample of the values for the quantiles.
 */
public final class QualityControl {
    private static final int BLOCK_ENTRIES = 1 << 20;
    private static final int SAMPLE = 1 << 20;
    private static final int TILE = 512;

    private final Matrix matrix;
    private final Progress progress;
    private final LineQuality rows;
    private final LineQuality columns;
    private final long stride;
    private double[] sample = new double[1 << 10];
    private int sampled;
    private long seen;
    private long missing;
    private long zeros;
    private long infinite;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;
    private double mean;
    private double squares;

    private QualityControl(Matrix matrix, Progress progress) {
        this.matrix = matrix;
        this.progress = progress;
        int rowCount = Math.toIntExact(matrix.rowCount());
        int columnCount = Math.toIntExact(matrix.columnCount());
        rows = new LineQuality(rowCount, columnCount);
        columns = new LineQuality(columnCount, rowCount);
        // of a longer matrix every so-and-so-many-th entry, by a step that is no multiple of a row
        long entries = (long) rowCount * columnCount;
        stride = entries <= SAMPLE ? 1 : entries / SAMPLE | 1;
    }

    /** Looks at {@code matrix}. */
    public static QualityControl of(Matrix matrix, Progress progress) {
        QualityControl control = new QualityControl(matrix, progress);
        control.scan();
        return control;
    }

    private void scan() {
        int width = columns.count();
        int height = Math.max(1, Math.min(rows.count(), BLOCK_ENTRIES / Math.max(1, width)));
        double[] block = new double[Math.multiplyExact(height, width)];
        progress.begin("entries", rows.count());
        for (int first = 0; first < rows.count(); first += height) {
            progress.checkCancelled();
            int count = Math.min(height, rows.count() - first);
            matrix.copyBlock(first, 0, count, width, block, 0, width);
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < width; j++) {
                    double value = block[i * width + j];
                    rows.see(first + i, value);
                    columns.see(j, value);
                    see(value);
                }
            }
            progress.advance(count);
        }
        sample = Arrays.copyOf(sample, sampled);
        Arrays.sort(sample);
    }

    private void see(double value) {
        if (seen++ % stride == 0 && Double.isFinite(value)) {
            sample = sampled == sample.length ? Arrays.copyOf(sample, 2 * sampled) : sample;
            sample[sampled++] = value;
        }
        if (Double.isNaN(value)) {
            missing++;
            return;
        }
        if (Double.isInfinite(value)) {
            infinite++;
            return;
        }
        zeros += value == 0 ? 1 : 0;
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
        double before = value - mean;
        mean += before / finite();
        squares += before * (value - mean);
    }

    /** What was seen of the rows. */
    public LineQuality rows() {
        return rows;
    }

    /** What was seen of the columns. */
    public LineQuality columns() {
        return columns;
    }

    /** Entries that are missing. */
    public long missing() {
        return missing;
    }

    /** Entries that are zero. */
    public long zeros() {
        return zeros;
    }

    /** Entries that are infinite. */
    public long infinite() {
        return infinite;
    }

    /** Entries that are finite. */
    public long finite() {
        return seen - missing - infinite;
    }

    /** Smallest finite entry; NaN if there is none. */
    public double smallest() {
        return finite() == 0 ? Double.NaN : smallest;
    }

    /** Largest finite entry; NaN if there is none. */
    public double largest() {
        return finite() == 0 ? Double.NaN : largest;
    }

    /** Mean of the finite entries; NaN if there is none. */
    public double mean() {
        return finite() == 0 ? Double.NaN : mean;
    }

    /** Standard deviation of the finite entries, by n - 1; NaN if there are fewer than two. */
    public double deviation() {
        return finite() < 2 ? Double.NaN : Math.sqrt(squares / (finite() - 1.0));
    }

    /** Whether quantiles and histogram come from a sample. */
    public boolean isSampled() {
        return stride > 1;
    }

    /** Quantile of the finite entries, the nearest one in the sample; NaN if there is none. */
    public double quantile(double fraction) {
        return sampled == 0 ? Double.NaN : sample[(int) Math.round(fraction * (sampled - 1))];
    }

    /** How many of the sampled entries lie in each of {@code bins} equal intervals from the smallest to the largest. */
    public long[] histogram(int bins) {
        long[] counts = new long[bins];
        double width = (largest - smallest) / bins;
        for (double value : sample) {
            int bin = width > 0 ? (int) Math.min(bins - 1.0, (value - smallest) / width) : 0;
            counts[bin]++;
        }
        return counts;
    }

    /** The largest difference between entries across the diagonal; nothing unless the matrix is square. */
    public OptionalDouble asymmetry() {
        if (rows.count() != columns.count() || rows.count() == 0) {
            return OptionalDouble.empty();
        }
        if (matrix.spec().layout() == Layout.PACKED_SYMMETRIC) {
            return OptionalDouble.of(0);
        }
        int n = rows.count();
        double[] upper = new double[TILE * TILE];
        double[] lower = new double[TILE * TILE];
        double most = 0;
        progress.begin("symmetry", n);
        for (int i = 0; i < n; i += TILE) {
            int height = Math.min(TILE, n - i);
            for (int j = i; j < n; j += TILE) {
                progress.checkCancelled();
                int width = Math.min(TILE, n - j);
                matrix.copyBlock(i, j, height, width, upper, 0, width);
                matrix.copyBlock(j, i, width, height, lower, 0, height);
                most = Math.max(most, difference(upper, lower, height, width));
            }
            progress.advance(height);
        }
        return OptionalDouble.of(most);
    }

    private static double difference(double[] upper, double[] lower, int height, int width) {
        double most = 0;
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                double above = upper[i * width + j];
                double below = lower[j * height + i];
                boolean same = above == below || (Double.isNaN(above) && Double.isNaN(below));
                double here = same ? 0 : Math.abs(above - below);
                most = Math.max(most, Double.isNaN(here) ? Double.POSITIVE_INFINITY : here);
            }
        }
        return most;
    }
}

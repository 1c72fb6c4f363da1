package org.chiasma.genomics.internal.hdf5;

import java.io.IOException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextOutput;

/**
 * Writes the upper triangle of a symmetric matrix of bins as the text that {@code cooler load -f bg2} takes: {@code chrom1
 * start1 end1 chrom2 start2 end2 count}, without the zeros, except that a bin with no pixel gets a zero on the diagonal, so
 * that reading finds every bin again.
 */
public final class Bg2Writer {
    private final Refusals refusals;
    private final Bg2WriteOptions options;
    private final Progress progress;

    /** Writes the file of {@code refusals}. */
    public Bg2Writer(Refusals refusals, Bg2WriteOptions options, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.progress = progress;
    }

    /** Writes {@code matrix}, whose rows and columns are the same bins. */
    public void write(Matrix matrix) throws IOException {
        int n = Math.toIntExact(matrix.rowCount());
        if (n != matrix.columnCount()) {
            throw refusals.whole(
                    "SYMMETRY",
                    "found " + n + " x " + matrix.columnCount()
                            + ", expected a square matrix of bins; save another format");
        }
        Bins bins = Bins.of(refusals.file().toString(), matrix.rows());
        boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
        double[] row = new double[n];
        double[] column = new double[n];
        boolean[] written = new boolean[n];
        long omitted = 0;
        progress.begin("writing " + refusals.file().getFileName(), n);
        try (TextOutput out = new TextOutput(refusals.file(), (byte) '.')) {
            for (int i = 0; i < n; i++) {
                progress.checkCancelled();
                matrix.copyRow(i, row, 0);
                matrix.copyBlock(0, i, n, 1, column, 0, 1);
                for (int j = i; j < n; j++) {
                    demandSymmetry(row[j], column[j], matrix, i, j);
                    if (Double.isNaN(row[j])) {
                        demandOmission(matrix, i, j);
                        omitted++;
                    } else if (row[j] != 0) {
                        pixel(out, bins, i, j, row[j], single);
                        written[i] = true;
                        written[j] = true;
                    }
                }
                if (!written[i]) {
                    pixel(out, bins, i, i, 0, single);
                }
                progress.advance(1);
            }
        }
        if (omitted > 0) {
            progress.note(refusals.file() + ": " + omitted + " missing entries of the upper triangle left out");
        }
    }

    private static void pixel(TextOutput out, Bins bins, int i, int j, double value, boolean single)
            throws IOException {
        place(out, bins.bin(i));
        place(out, bins.bin(j));
        out.number(value, single);
        out.symbol('\n');
    }

    private static void place(TextOutput out, Region bin) throws IOException {
        out.text(bin.contig());
        out.symbol('\t');
        out.text(Long.toString(bin.start()));
        out.symbol('\t');
        out.text(Long.toString(bin.end()));
        out.symbol('\t');
    }

    private void demandSymmetry(double upper, double lower, Matrix matrix, int i, int j) {
        if (upper != lower && !(Double.isNaN(upper) && Double.isNaN(lower))) {
            throw refusals.whole(
                    "SYMMETRY",
                    "found " + upper + " at " + matrix.rows().label(i) + ", "
                            + matrix.columns().label(j) + " but " + lower
                            + " mirrored, expected a symmetric matrix; save another format");
        }
    }

    private void demandOmission(Matrix matrix, int i, int j) {
        if (options.missing() == Bg2WriteOptions.MissingPixels.REFUSE) {
            throw refusals.whole(
                    "MISSING",
                    "found a missing entry at " + matrix.rows().label(i) + ", "
                            + matrix.columns().label(j)
                            + ", which a contact map does not have, expected numbers; pass missing=omit to leave such "
                            + "entries out");
        }
    }
}

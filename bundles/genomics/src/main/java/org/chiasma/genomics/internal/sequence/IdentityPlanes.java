package org.chiasma.genomics.internal.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;

/**
 * The fraction of identical columns of each pair of sequences: of the columns in which both have a letter that is counted,
 * those in which it is the same; missing when there is no such column.
 *
 * <p>Each sequence is kept as bit planes: of 64 columns, a word for each bit of the letters' codes, and one that says where
 * there is a letter. Two sequences are the same where no plane differs, 64 columns at a time. Cost: n<sup>2</sup> / 2 x
 * columns / 64 x (bits of a code + 1) word operations on all cores; memory: n x columns x (bits + 1) / 8 bytes.
 */
final class IdentityPlanes implements SequenceSummary {
    private static final int ROWS = 32;
    private static final int COLUMNS = 256;

    private final Alphabet alphabet;
    private final ElementType type;
    private final HeapBudget budget;
    private final int planes;
    private final List<long[]> sequences = new ArrayList<>();
    private long[] current = new long[0];
    private long column;
    private int length;

    IdentityPlanes(Alphabet alphabet, ElementType type, HeapBudget budget) {
        this.alphabet = alphabet;
        this.type = type;
        this.budget = budget;
        this.planes = alphabet.bits() + 1;
    }

    @Override
    public void add(byte[] codes, int count) {
        long needed = ((column + count + Long.SIZE - 1) / Long.SIZE) * planes;
        if (needed > current.length) {
            current = Arrays.copyOf(current, budget.grown(current.length, needed, Long.BYTES));
        }
        for (int i = 0; i < count; i++, column++) {
            int code = codes[i];
            if (code < alphabet.size()) {
                int word = (int) (column / Long.SIZE) * planes;
                int shift = (int) column;
                for (int bit = 0; bit < planes - 1; bit++) {
                    current[word + bit] |= (long) ((code >> bit) & 1) << shift;
                }
                current[word + planes - 1] |= 1L << shift;
            }
        }
    }

    @Override
    public void end() {
        length = (int) ((column + Long.SIZE - 1) / Long.SIZE) * planes;
        budget.take((long) Long.BYTES * length);
        sequences.add(Arrays.copyOf(current, length));
        Arrays.fill(current, 0, length, 0);
        column = 0;
    }

    @Override
    public Matrix matrix(Axis axis, MatrixStore store, Progress progress) {
        MatrixSpec spec =
                MatrixSpec.dense(axis, axis).withLayout(Layout.PACKED_SYMMETRIC).withElementType(type);
        int n = sequences.size();
        progress.begin("identity", n);
        try (MatrixDraft draft = store.create(spec)) {
            long missing = IntStream.range(0, (n + ROWS - 1) / ROWS)
                    .parallel()
                    .mapToLong(block -> {
                        progress.checkCancelled();
                        int rows = Math.min(ROWS, n - block * ROWS);
                        long withoutColumns = writeRows(draft, block * ROWS, rows);
                        progress.advance(rows);
                        return withoutColumns;
                    })
                    .sum();
            if (missing > 0) {
                progress.note(missing + " of " + spec.capacity()
                        + " pairs of sequences, each with itself included, have no column with letters of both; their "
                        + "identity is missing");
            }
            return draft.seal();
        }
    }

    private long writeRows(MatrixDraft draft, int firstRow, int rows) {
        double[] tile = new double[ROWS * COLUMNS];
        long missing = 0;
        for (int first = firstRow; first < sequences.size(); first += COLUMNS) {
            int width = Math.min(COLUMNS, sequences.size() - first);
            for (int i = 0; i < rows; i++) {
                long[] x = sequences.get(firstRow + i);
                for (int j = Math.max(0, firstRow + i - first); j < width; j++) {
                    double identity = identity(x, sequences.get(first + j));
                    tile[i * COLUMNS + j] = identity;
                    missing += Double.isNaN(identity) ? 1 : 0;
                }
            }
            draft.writeBlock(firstRow, first, rows, width, tile, 0, COLUMNS);
        }
        return missing;
    }

    private double identity(long[] x, long[] y) {
        long same = 0;
        long both = 0;
        int last = planes - 1;
        for (int word = 0; word < length; word += planes) {
            long different = 0;
            for (int plane = 0; plane < last; plane++) {
                different |= x[word + plane] ^ y[word + plane];
            }
            long present = x[word + last] & y[word + last];
            both += Long.bitCount(present);
            same += Long.bitCount(present & ~different);
        }
        return (double) same / both;
    }
}

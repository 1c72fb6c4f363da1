package org.chiasma.genomics.internal.sequence;

import java.util.Arrays;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;

/**
 * How many sequences have each letter in each column, from which follow the frequencies by column and the substitutions
 * between all pairs of sequences: of two letters that n<sub>a</sub> and n<sub>b</sub> sequences have in a column,
 * n<sub>a</sub> n<sub>b</sub> pairs have one each, and n<sub>a</sub> (n<sub>a</sub> - 1) / 2 pairs have the first twice.
 * Cost: one increment per character, then columns x letters<sup>2</sup>; memory: columns x letters.
 */
final class ColumnCounts implements SequenceSummary {
    private static final int ROWS = 1024;

    private final Alphabet alphabet;
    private final SequenceView view;
    private final ElementType type;
    private final HeapBudget budget;
    private final int stride;
    private int[] counts = new int[0];
    private int column;
    private int columns;

    ColumnCounts(Alphabet alphabet, SequenceView view, ElementType type, HeapBudget budget) {
        this.alphabet = alphabet;
        this.view = view;
        this.type = type;
        this.budget = budget;
        this.stride = alphabet.codes();
    }

    @Override
    public void add(byte[] codes, int count) {
        long needed = (column + (long) count) * stride;
        if (needed > counts.length) {
            counts = Arrays.copyOf(counts, budget.grown(counts.length, needed, Integer.BYTES));
        }
        int at = column * stride;
        for (int i = 0; i < count; i++) {
            counts[at + codes[i]]++;
            at += stride;
        }
        column += count;
    }

    @Override
    public void end() {
        columns = column;
        column = 0;
    }

    @Override
    public Matrix matrix(Axis sequences, MatrixStore store, Progress progress) {
        return view == SequenceView.SUBSTITUTIONS
                ? PairTable.matrix(alphabet, substitutions(), type, store)
                : byColumn(store, progress);
    }

    private long[] substitutions() {
        int letters = alphabet.size();
        long[] pairs = new long[letters * letters];
        for (int c = 0; c < columns; c++) {
            int at = c * stride;
            for (int a = 0; a < letters; a++) {
                long n = counts[at + a];
                if (n > 0) {
                    pairs[a * letters + a] += n * (n - 1) / 2;
                    for (int b = a + 1; b < letters; b++) {
                        pairs[a * letters + b] += n * counts[at + b];
                    }
                }
            }
        }
        return pairs;
    }

    private Matrix byColumn(MatrixStore store, Progress progress) {
        int letters = alphabet.size();
        MatrixSpec spec = MatrixSpec.dense(
                        Axis.anonymous("columns", columns), Axis.labelled("letters", alphabet.labels()))
                .withElementType(type)
                .withMissing(view == SequenceView.COUNTS ? MissingValue.NONE : MissingValue.NAN);
        long withoutLetters = 0;
        try (MatrixDraft draft = store.create(spec)) {
            double[] block = new double[ROWS * letters];
            for (int first = 0; first < columns; first += ROWS) {
                progress.checkCancelled();
                int rows = Math.min(ROWS, columns - first);
                for (int i = 0; i < rows; i++) {
                    withoutLetters += writeColumn(first + i, block, i * letters);
                }
                draft.writeBlock(first, 0, rows, letters, block, 0, letters);
            }
            if (withoutLetters > 0 && view == SequenceView.FREQUENCIES) {
                progress.note(
                        withoutLetters + " of " + columns + " columns have no letters; their frequencies are missing");
            }
            return draft.seal();
        }
    }

    /** Writes one column's counts or frequencies, and answers 1 if it has no letters. */
    private int writeColumn(int c, double[] target, int offset) {
        long total = 0;
        for (int a = 0; a < alphabet.size(); a++) {
            total += counts[c * stride + a];
        }
        double divisor = view == SequenceView.COUNTS ? 1 : total;
        for (int a = 0; a < alphabet.size(); a++) {
            target[offset + a] = counts[c * stride + a] / divisor;
        }
        return total == 0 ? 1 : 0;
    }
}

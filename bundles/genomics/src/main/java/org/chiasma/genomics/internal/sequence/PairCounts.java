package org.chiasma.genomics.internal.sequence;

import java.util.Arrays;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;

/**
 * Substitutions between each sequence and one before it: the first, or the one just before. Cost: one increment per
 * character; memory: two sequences.
 */
final class PairCounts implements SequenceSummary {
    private final Alphabet alphabet;
    private final SequencePairs pairs;
    private final ElementType type;
    private final HeapBudget budget;
    private final long[] meetings;
    private byte[] reference = new byte[0];
    private byte[] current = new byte[0];
    private int referenceLength;
    private int length;

    PairCounts(Alphabet alphabet, SequencePairs pairs, ElementType type, HeapBudget budget) {
        this.alphabet = alphabet;
        this.pairs = pairs;
        this.type = type;
        this.budget = budget;
        this.meetings = new long[alphabet.codes() * alphabet.codes()];
    }

    @Override
    public void add(byte[] codes, int count) {
        long needed = length + (long) count;
        if (needed > current.length) {
            current = Arrays.copyOf(current, budget.grown(current.length, needed, 1));
        }
        System.arraycopy(codes, 0, current, length, count);
        int compared = Math.min(count, referenceLength - length);
        for (int i = 0; i < compared; i++) {
            meetings[reference[length + i] * alphabet.codes() + codes[i]]++;
        }
        length += count;
    }

    @Override
    public void end() {
        if (referenceLength == 0 || pairs == SequencePairs.NEIGHBOURS) {
            byte[] free = reference;
            reference = current;
            referenceLength = length;
            current = free;
        }
        length = 0;
    }

    @Override
    public Matrix matrix(Axis sequences, MatrixStore store, Progress progress) {
        int letters = alphabet.size();
        long[] unordered = new long[letters * letters];
        for (int a = 0; a < letters; a++) {
            for (int b = a; b < letters; b++) {
                long both = meetings[a * alphabet.codes() + b];
                unordered[a * letters + b] = a == b ? both : both + meetings[b * alphabet.codes() + a];
            }
        }
        return PairTable.matrix(alphabet, unordered, type, store);
    }
}

package org.chiasma.genomics.internal.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.text.Refusals;

/**
 * How often each k-mer occurs in each sequence. A window that holds a letter which is left out is skipped. K-mers are
 * numbers, {@link Alphabet#bits()} bits per letter, so that a window follows from the one before by a shift. Cost: a few
 * operations per letter; memory: one counter per k-mer, and the counts that are not zero.
 */
final class KmerCounts implements SequenceSummary {
    private static final int MOST_BITS = 24;
    private static final int MOST_ROWS = 1 << 20;
    private static final int BLOCK_ENTRIES = 1 << 20;
    private static final int BLOCK_ROWS = 4096;
    private static final long LABEL_BYTES = 64;

    private final Alphabet alphabet;
    private final SequenceOptions options;
    private final HeapBudget budget;
    private final int mask;
    private final int topShift;
    private final long[] counters;
    private int[] touched = new int[1024];
    private int touchedCount;
    private final BitSet present = new BitSet();
    private final List<int[]> kmersOf = new ArrayList<>();
    private final List<double[]> countsOf = new ArrayList<>();
    private int window;
    private int reverse;
    private int run;
    private long letters;
    private long counted;
    private long windows;
    private long tooShort;
    private long stored;

    KmerCounts(Alphabet alphabet, SequenceOptions options, Refusals refusals, HeapBudget budget) {
        this.alphabet = alphabet;
        this.options = options;
        this.budget = budget;
        int bits = alphabet.bits() * options.k();
        if (bits > MOST_BITS) {
            throw refusals.whole(
                    "KMER",
                    "found k=" + options.k() + " for letters of proteins, expected at most "
                            + MOST_BITS / alphabet.bits() + "; choose a smaller k");
        }
        if (options.kmerRows() == KmerRows.ALL && Math.pow(alphabet.size(), options.k()) > MOST_ROWS) {
            throw refusals.whole(
                    "KMER",
                    "found k=" + options.k() + ", which makes more than " + MOST_ROWS
                            + " rows; choose a smaller k, or pass kmer-rows=present");
        }
        if (options.strands() == Strands.BOTH && alphabet != Alphabet.DNA) {
            throw refusals.whole(
                    "STRANDS",
                    "found letters of proteins, expected DNA for strands=both; pass strands=one, or alphabet=dna");
        }
        this.mask = (1 << bits) - 1;
        this.topShift = bits - alphabet.bits();
        budget.take((long) Long.BYTES << bits);
        this.counters = new long[1 << bits];
    }

    @Override
    public void add(byte[] codes, int count) {
        int bits = alphabet.bits();
        boolean bothStrands = options.strands() == Strands.BOTH;
        for (int i = 0; i < count; i++) {
            int code = codes[i];
            if (code >= alphabet.size()) {
                run = 0;
            } else {
                window = ((window << bits) | code) & mask;
                reverse = (reverse >>> bits) | (((3 - code) & 3) << topShift);
                if (++run >= options.k()) {
                    increment(bothStrands ? Math.min(window, reverse) : window);
                }
            }
        }
        letters += count;
    }

    private void increment(int kmer) {
        counted++;
        if (counters[kmer]++ == 0) {
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, 2 * touched.length);
            }
            touched[touchedCount++] = kmer;
        }
    }

    @Override
    public void end() {
        budget.take((Integer.BYTES + Double.BYTES) * (long) touchedCount);
        int[] kmers = Arrays.copyOf(touched, touchedCount);
        Arrays.sort(kmers);
        double[] counts = new double[touchedCount];
        for (int i = 0; i < touchedCount; i++) {
            counts[i] = counters[kmers[i]];
            counters[kmers[i]] = 0;
            present.set(kmers[i]);
        }
        kmersOf.add(kmers);
        countsOf.add(counts);
        stored += touchedCount;
        windows += Math.max(0, letters - options.k() + 1);
        tooShort += letters < options.k() ? 1 : 0;
        touchedCount = 0;
        run = 0;
        letters = 0;
    }

    @Override
    public Matrix matrix(Axis sequences, MatrixStore store, Progress progress) {
        note(progress);
        int[] rows = rows();
        MatrixSpec dense = MatrixSpec.dense(Axis.labelled("k-mers", labels(rows)), sequences)
                .withElementType(options.type())
                .withMissing(MissingValue.NONE);
        double denseBytes =
                (double) rows.length * sequences.size() * options.type().bytes();
        double sparseBytes = (double) stored * (Integer.BYTES + options.type().bytes());
        MatrixSpec spec = sparseBytes < denseBytes ? dense.withLayout(Layout.CSR) : dense;
        try (MatrixDraft draft = store.create(spec)) {
            progress.begin("k-mers", rows.length);
            int[] next = new int[kmersOf.size()];
            int blockRows = Math.max(1, Math.min(BLOCK_ROWS, BLOCK_ENTRIES / Math.max(1, next.length)));
            for (int first = 0; first < rows.length; first += blockRows) {
                progress.checkCancelled();
                int end = Math.min(rows.length, first + blockRows);
                writeRows(draft, rows, first, end, next);
                progress.advance(end - first);
            }
            return draft.seal();
        }
    }

    private void note(Progress progress) {
        if (windows > counted) {
            progress.note(
                    (windows - counted) + " of " + windows + " windows hold an ambiguous letter and were skipped");
        }
        if (tooShort > 0) {
            progress.note(Refusals.count(tooShort, "sequence") + " shorter than k=" + options.k() + " without k-mers");
        }
    }

    /** The k-mers that have a row, ascending. */
    private int[] rows() {
        int[] rows = allRows();
        budget.take(LABEL_BYTES * rows.length);
        return rows;
    }

    private int[] allRows() {
        if (options.kmerRows() == KmerRows.PRESENT) {
            return present.stream().toArray();
        }
        int[] all = new int[counters.length];
        int count = 0;
        for (int kmer = 0; kmer < all.length; kmer++) {
            if (isWritten(kmer)) {
                all[count++] = kmer;
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** Whether a number has the code of a letter in each place, and is the smaller of its strands if both are one. */
    private boolean isWritten(int kmer) {
        int opposite = 0;
        int letterMask = (1 << alphabet.bits()) - 1;
        for (int place = 0, rest = kmer; place < options.k(); place++, rest >>>= alphabet.bits()) {
            if ((rest & letterMask) >= alphabet.size()) {
                return false;
            }
            opposite = (opposite << alphabet.bits()) | ((3 - rest) & 3);
        }
        return options.strands() == Strands.ONE || kmer <= opposite;
    }

    private List<String> labels(int[] rows) {
        List<String> labels = new ArrayList<>(rows.length);
        char[] word = new char[options.k()];
        for (int kmer : rows) {
            for (int place = word.length - 1, rest = kmer; place >= 0; place--, rest >>>= alphabet.bits()) {
                word[place] = alphabet.letter(rest & ((1 << alphabet.bits()) - 1));
            }
            labels.add(new String(word));
        }
        return labels;
    }

    /** Turns the counts by sequence into rows; {@code next} says where each sequence's counts of later rows begin. */
    private void writeRows(MatrixDraft draft, int[] rows, int first, int end, int[] next) {
        int[] starts = new int[end - first + 1];
        int[] from = next.clone();
        for (int s = 0; s < next.length; s++) {
            int[] kmers = kmersOf.get(s);
            int row = first;
            while (next[s] < kmers.length && kmers[next[s]] <= rows[end - 1]) {
                row = Arrays.binarySearch(rows, row, end, kmers[next[s]++]);
                starts[row - first + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] columns = new int[starts[end - first]];
        double[] values = new double[columns.length];
        int[] fill = starts.clone();
        for (int s = 0; s < next.length; s++) {
            int[] kmers = kmersOf.get(s);
            for (int entry = from[s], row = first; entry < next[s]; entry++) {
                row = Arrays.binarySearch(rows, row, end, kmers[entry]);
                columns[fill[row - first]] = s;
                values[fill[row - first]++] = countsOf.get(s)[entry];
            }
        }
        writeEntries(draft, first, starts, columns, values);
    }

    private static void writeEntries(MatrixDraft draft, int first, int[] starts, int[] columns, double[] values) {
        double[] dense = new double[Math.toIntExact(draft.spec().columns().size())];
        for (int i = 0; i + 1 < starts.length; i++) {
            if (draft.spec().layout() == Layout.CSR) {
                draft.writeSparseRow(
                        first + i,
                        Arrays.copyOfRange(columns, starts[i], starts[i + 1]),
                        Arrays.copyOfRange(values, starts[i], starts[i + 1]),
                        starts[i + 1] - starts[i]);
            } else {
                Arrays.fill(dense, 0);
                for (int entry = starts[i]; entry < starts[i + 1]; entry++) {
                    dense[columns[entry]] = values[entry];
                }
                draft.writeRow(first + i, dense, 0);
            }
        }
    }
}

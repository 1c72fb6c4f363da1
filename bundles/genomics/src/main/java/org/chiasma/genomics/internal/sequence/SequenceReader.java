package org.chiasma.genomics.internal.sequence;

import java.io.IOException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.text.Refusals;

/** Reads a file of sequences as the matrix that its options name. */
public final class SequenceReader {
    private final Refusals refusals;
    private final SequenceOptions options;
    private final MatrixStore store;
    private final Progress progress;
    private final HeapBudget budget;

    /** A reader of the file of {@code refusals}. */
    public SequenceReader(Refusals refusals, SequenceOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
        this.budget = new HeapBudget(refusals);
    }

    /** Reads FASTA. */
    public Matrix readFasta() throws IOException {
        return read(new FastaFile(refusals, SequenceDialect.FASTA, options.maxBytes()), SequenceDialect.FASTA);
    }

    /** Reads A3M or A2M. */
    public Matrix readA3m() throws IOException {
        return read(new FastaFile(refusals, SequenceDialect.A3M, options.maxBytes()), SequenceDialect.A3M);
    }

    /** Reads PHYLIP. */
    public Matrix readPhylip(PhylipOptions phylip) throws IOException {
        return read(PhylipFile.load(refusals, phylip, budget, progress), SequenceDialect.PHYLIP);
    }

    /** Reads one alignment of a Stockholm file. */
    public Matrix readStockholm(String part) throws IOException {
        return read(StockholmFile.load(refusals, part, options.maxBytes(), progress), SequenceDialect.STOCKHOLM);
    }

    /** Whether content begins as FASTA. */
    public static boolean isFasta(byte[] head) {
        return FastaFile.recognises(head);
    }

    /** Whether content begins as FASTA with a protein in upper case, as A3M does. */
    public static boolean isProteinFasta(byte[] head) {
        return FastaFile.recognisesProtein(head);
    }

    /** Whether content begins as PHYLIP. */
    public static boolean isPhylip(byte[] head) {
        return PhylipFile.recognises(head);
    }

    /** Whether content begins as Stockholm. */
    public static boolean isStockholm(byte[] head) {
        return StockholmFile.recognises(head);
    }

    private Matrix read(SequenceFile file, SequenceDialect dialect) throws IOException {
        Alphabet alphabet = alphabet(file);
        SequenceNames names = new SequenceNames(refusals, options.duplicates(), budget);
        SequenceSummary summary = summary(alphabet);
        CodedLetters letters = new CodedLetters(refusals, alphabet, dialect, options.as(), names, summary);
        file.visit(letters, progress);
        if (names.count() == 0) {
            throw refusals.whole("EMPTY", "found no sequence, expected at least one; write the file again");
        }
        letters.note(progress);
        return summary.matrix(names.axis(), store, progress);
    }

    private Alphabet alphabet(SequenceFile file) throws IOException {
        if (options.alphabet().alphabet().isPresent()) {
            return options.alphabet().alphabet().get();
        }
        AlphabetGuess guess = new AlphabetGuess();
        file.visit(guess, Progress.NONE);
        return guess.alphabet();
    }

    private SequenceSummary summary(Alphabet alphabet) {
        return switch (options.as()) {
            case SUBSTITUTIONS ->
                options.pairs() == SequencePairs.ALL
                        ? new ColumnCounts(alphabet, options.as(), options.type(), budget)
                        : new PairCounts(alphabet, options.pairs(), options.type(), budget);
            case COUNTS, FREQUENCIES -> new ColumnCounts(alphabet, options.as(), options.type(), budget);
            case IDENTITY -> new IdentityPlanes(alphabet, options.type(), budget);
            case KMERS -> new KmerCounts(alphabet, options, refusals, budget);
        };
    }
}

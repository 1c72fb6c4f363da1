package org.chiasma.genomics.internal.sequence;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.text.Refusals;

/** Turns the characters of a file into codes, and refuses what is no sequence or no alignment. */
final class CodedLetters implements LetterVisitor {
    private static final int CHUNK = 1 << 14;

    private final Refusals refusals;
    private final Alphabet alphabet;
    private final SequenceDialect dialect;
    private final SequenceView view;
    private final LetterTable table;
    private final SequenceNames names;
    private final SequenceSummary summary;
    private final byte[] codes = new byte[CHUNK];
    private final long[] tally = new long[256];
    private long line;
    private long columns;
    private long characters;
    private long firstColumns;

    CodedLetters(
            Refusals refusals,
            Alphabet alphabet,
            SequenceDialect dialect,
            SequenceView view,
            SequenceNames names,
            SequenceSummary summary) {
        this.refusals = refusals;
        this.alphabet = alphabet;
        this.dialect = dialect;
        this.view = view;
        this.table = LetterTable.of(alphabet, dialect, view);
        this.names = names;
        this.summary = summary;
    }

    @Override
    public void begin(String name, String description, long beginning) {
        names.add(name, description, beginning);
        line = beginning;
        columns = 0;
        characters = 0;
    }

    @Override
    public void letters(byte[] text, int from, int to, long letterLine) {
        int next = from;
        while (next < to) {
            int end = Math.min(to, next + CHUNK);
            int count = 0;
            int dropped = 0;
            for (int i = next; i < end; i++) {
                byte letter = text[i];
                byte code = table.code(letter);
                if (code >= 0) {
                    codes[count++] = code;
                } else if (code == LetterTable.ILLEGAL) {
                    throw illegal(text, i, letterLine, characters + count + dropped + 1);
                } else {
                    dropped += code == LetterTable.DROPPED ? 1 : 0;
                }
                tally[letter & 0xFF]++;
            }
            summary.add(codes, count);
            columns += count;
            characters += count + dropped;
            next = end;
        }
    }

    @Override
    public void end() {
        if (characters == 0) {
            throw refusals.line(
                    "EMPTY",
                    line,
                    "found no letters of sequence " + Refusals.shown(names.last())
                            + ", expected at least one; add them, or remove the sequence");
        }
        if (view.needsAlignment()) {
            refuseUnequal();
        }
        summary.end();
    }

    private void refuseUnequal() {
        if (names.count() == 1) {
            firstColumns = columns;
        }
        String counted = dialect == SequenceDialect.A3M ? "match column" : "column";
        if (columns == 0) {
            throw refusals.line(
                    "EMPTY",
                    line,
                    "found no " + counted + " in sequence " + Refusals.shown(names.last())
                            + ", expected upper case letters and -; add them, or remove the sequence");
        }
        if (columns != firstColumns) {
            throw refusals.line(
                    "LENGTH",
                    line,
                    "found " + Refusals.count(columns, counted) + " in sequence " + Refusals.shown(names.last())
                            + ", expected " + firstColumns + " as in the first, " + Refusals.shown(names.first())
                            + "; align the sequences, or pass as=kmers" + otherDialect());
        }
    }

    private String otherDialect() {
        boolean lowerCase = false;
        for (char letter = 'a'; letter <= 'z'; letter++) {
            lowerCase |= tally[letter] > 0;
        }
        return dialect == SequenceDialect.FASTA && lowerCase
                ? ", or format=a3m if lower case letters are insertions"
                : "";
    }

    private DataException illegal(byte[] text, int at, long letterLine, long position) {
        char character = (char) (text[at] & 0xFF);
        String shown = character < 128
                ? Refusals.shown(new String(text, at, 1, StandardCharsets.ISO_8859_1))
                : "byte " + (int) character;
        boolean letter = Character.isLetter(character) && character < 128;
        String remedy = letter && alphabet == Alphabet.DNA
                ? "correct it, or pass alphabet=protein if these are amino acids"
                : character == '.' ? "write - for a gap, or the letter that the dot stands for" : "correct it";
        return refusals.line(
                "LETTER",
                letterLine,
                "found " + shown + " as character " + position + " of sequence " + Refusals.shown(names.last())
                        + ", expected a letter of " + (alphabet == Alphabet.DNA ? "DNA or RNA" : "a protein")
                        + " or a gap; " + remedy);
    }

    /** Tells what was read and what of it was left out. */
    void note(Progress progress) {
        long gaps = 0;
        long insertions = 0;
        long ambiguous = 0;
        long lowerCase = 0;
        for (char character = 0; character < tally.length; character++) {
            long count = tally[character];
            boolean lower = character >= 'a' && character <= 'z';
            if (view.needsAlignment() && dialect.isInsertion(character)) {
                insertions += lower ? count : 0;
            } else if (dialect.isGap(character)) {
                gaps += count;
            } else {
                ambiguous += table.code((byte) character) == alphabet.ambiguousCode() ? count : 0;
                lowerCase += lower ? count : 0;
            }
        }
        StringBuilder note = new StringBuilder(refusals.file() + ": " + Refusals.count(names.count(), "sequence"));
        if (view.needsAlignment()) {
            note.append(" of ").append(Refusals.count(firstColumns, "column"));
        }
        note.append(", letters of ").append(alphabet.name().toLowerCase(Locale.ROOT));
        append(note, ambiguous, "ambiguous letter", "left out");
        append(note, gaps, "gap", "left out");
        append(note, insertions, "inserted letter", "removed");
        append(note, lowerCase, "lower case letter", "read as upper case");
        progress.note(note.toString());
    }

    private static void append(StringBuilder note, long count, String noun, String policy) {
        if (count > 0) {
            note.append("; ").append(Refusals.count(count, noun)).append(' ').append(policy);
        }
    }
}

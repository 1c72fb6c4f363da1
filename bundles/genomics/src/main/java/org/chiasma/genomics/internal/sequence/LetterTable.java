package org.chiasma.genomics.internal.sequence;

/** What each byte of a sequence is: a code of {@link Alphabet}, or one of the negative constants. */
final class LetterTable {
    /** Neither a letter nor a gap. */
    static final byte ILLEGAL = -1;
    /** Part of the sequence, but not of what is counted: an insertion, or a gap where there are no columns. */
    static final byte DROPPED = -2;
    /** White space. */
    static final byte BLANK = -3;

    private final byte[] codes = new byte[256];

    private LetterTable(Alphabet alphabet, SequenceDialect dialect, SequenceView view) {
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) code((char) i, alphabet, dialect, view);
        }
    }

    static LetterTable of(Alphabet alphabet, SequenceDialect dialect, SequenceView view) {
        return new LetterTable(alphabet, dialect, view);
    }

    byte code(byte letter) {
        return codes[letter & 0xFF];
    }

    private static int code(char character, Alphabet alphabet, SequenceDialect dialect, SequenceView view) {
        if (character == ' ' || character == '\t' || character == '\r') {
            return BLANK;
        }
        if (view.needsAlignment() && dialect.isInsertion(character)) {
            return alphabet.code(upper(character)) >= 0 || character == '.' ? DROPPED : ILLEGAL;
        }
        if (dialect.isGap(character)) {
            return view.needsAlignment() ? alphabet.gapCode() : DROPPED;
        }
        int code = alphabet.code(upper(character));
        return code >= 0 ? code : ILLEGAL;
    }

    private static char upper(char character) {
        return character >= 'a' && character <= 'z' ? (char) (character - 'a' + 'A') : character;
    }
}

package org.chiasma.genomics.internal.sequence;

/** Takes sequences as they stand in a file, one after the other, each in pieces. */
interface LetterVisitor {
    /**
     * Begins a sequence.
     *
     * @param description what the file says of it besides its name; may be empty
     * @param line where it begins, from 1
     */
    void begin(String name, String description, long line);

    /** The next characters, blanks among them: {@code text[from]} to {@code text[to - 1]}, all of one line. */
    void letters(byte[] text, int from, int to, long line);

    /** Ends the sequence. */
    void end();

    /** Whether more is wanted. */
    default boolean wantsMore() {
        return true;
    }
}

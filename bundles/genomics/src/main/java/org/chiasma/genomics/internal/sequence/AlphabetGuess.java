package org.chiasma.genomics.internal.sequence;

/**
 * Finds out what letters stand for: nucleotides if each is a nucleotide code of IUPAC and at least half of those that are
 * not N or X are A, C, G, T or U; amino acids otherwise. Proteins of any length have E, F, I, L, P or Q.
 */
final class AlphabetGuess implements LetterVisitor {
    private static final int ENOUGH = 100_000;

    private final long[] tally = new long[256];
    private long seen;

    @Override
    public void begin(String name, String description, long line) {}

    @Override
    public void letters(byte[] text, int from, int to, long line) {
        int end = (int) Math.min(to, from + ENOUGH - seen);
        for (int i = from; i < end; i++) {
            tally[text[i] & 0xFF]++;
        }
        seen += end - from;
    }

    @Override
    public void end() {}

    @Override
    public boolean wantsMore() {
        return seen < ENOUGH;
    }

    Alphabet alphabet() {
        long unambiguous = 0;
        long ambiguous = 0;
        for (char letter = 'A'; letter <= 'Z'; letter++) {
            long count = tally[letter] + tally[letter - 'A' + 'a'];
            int code = Alphabet.DNA.code(letter);
            if (count > 0 && code < 0) {
                return Alphabet.PROTEIN;
            }
            if (code < Alphabet.DNA.size()) {
                unambiguous += count;
            } else if (letter != 'N' && letter != 'X') {
                ambiguous += count;
            }
        }
        return unambiguous >= ambiguous ? Alphabet.DNA : Alphabet.PROTEIN;
    }
}

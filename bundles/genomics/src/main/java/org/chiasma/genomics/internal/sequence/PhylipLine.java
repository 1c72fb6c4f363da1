package org.chiasma.genomics.internal.sequence;

import java.nio.charset.StandardCharsets;

/**
 * A line of a PHYLIP file, which may begin with a name or not.
 *
 * @param text its bytes
 * @param number from 1
 * @param letters characters that are not blank
 * @param relaxedEnd behind its first word
 * @param relaxedLetters characters behind it that are not blank
 * @param strictEnd behind its first {@value #STRICT} characters
 * @param strictLetters characters behind these that are not blank
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PhylipLine(
        byte[] text, long number, int letters, int relaxedEnd, int relaxedLetters, int strictEnd, int strictLetters) {
    private static final int STRICT = 10;

    static PhylipLine of(byte[] text, long number) {
        int word = 0;
        while (word < text.length && isBlank(text[word])) {
            word++;
        }
        while (word < text.length && !isBlank(text[word])) {
            word++;
        }
        int strict = strictEnd(text);
        int afterWord = letters(text, word);
        int afterStrict = letters(text, strict);
        return new PhylipLine(text, number, letters(text, 0), word, afterWord, strict, afterStrict);
    }

    /** Where the letters begin when the line has a name. */
    int nameEnd(PhylipNames names) {
        return names == PhylipNames.STRICT ? strictEnd : relaxedEnd;
    }

    /** How many letters follow the name. */
    int lettersAfterName(PhylipNames names) {
        return names == PhylipNames.STRICT ? strictLetters : relaxedLetters;
    }

    /** The name; bytes that are not UTF-8 are replaced. */
    String name(PhylipNames names) {
        return new String(text, 0, nameEnd(names), StandardCharsets.UTF_8).strip();
    }

    /** Characters, not bytes: a name may be UTF-8. */
    private static int strictEnd(byte[] text) {
        int characters = 0;
        int end = 0;
        while (end < text.length) {
            boolean begins = (text[end] & 0xC0) != 0x80;
            if (begins && ++characters > STRICT) {
                return end;
            }
            end++;
        }
        return end;
    }

    private static int letters(byte[] text, int from) {
        int count = 0;
        for (int i = from; i < text.length; i++) {
            count += isBlank(text[i]) ? 0 : 1;
        }
        return count;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }
}

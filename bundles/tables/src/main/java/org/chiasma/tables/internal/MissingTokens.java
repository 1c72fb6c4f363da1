package org.chiasma.tables.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.chiasma.text.Decimals;

/** The cell texts that mean "no value", compared as bytes. */
final class MissingTokens {
    /** What tables of R, Python, spreadsheets and databases write; the empty cell included. */
    static final List<String> USUAL = List.of("NA", "NaN", "nan", "na", "N/A", "NULL", "null", "", ".", "-");

    private final List<String> texts;
    private final byte[][][] byLength;
    private final boolean numeric;

    MissingTokens(List<String> texts) {
        this.texts = List.copyOf(texts);
        int longest = 0;
        for (String text : texts) {
            longest = Math.max(longest, text.getBytes(StandardCharsets.UTF_8).length);
        }
        byLength = new byte[longest + 1][][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            byLength[length] = texts.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .filter(bytes -> bytes.length == wanted)
                    .toArray(byte[][]::new);
        }
        numeric = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .anyMatch(bytes -> !Double.isNaN(Decimals.parse(bytes, 0, bytes.length, (byte) '.'))
                        || !Double.isNaN(Decimals.parse(bytes, 0, bytes.length, (byte) ',')));
    }

    /** Whether {@code bytes[from, to)} is one of the texts. */
    boolean matches(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length >= byLength.length) {
            return false;
        }
        for (byte[] token : byLength[length]) {
            if (Arrays.equals(bytes, from, to, token, 0, length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text is a number, as {@code -999}: then numbers have to be compared, too. */
    boolean numeric() {
        return numeric;
    }

    /** The texts for a message. */
    String listed() {
        List<String> named = texts.stream()
                .map(text -> text.isEmpty() ? "an empty cell" : text)
                .toList();
        return named.isEmpty() ? "none" : String.join(" ", named);
    }
}

package org.chiasma.tables.internal;

import java.util.Map;
import org.chiasma.text.Refusals;

/** The written forms of a delimiter: one ASCII character, or its name where a shell would eat the character. */
final class Delimiter {
    private static final Map<String, Byte> NAMES = Map.of(
            "tab", (byte) '\t', "comma", (byte) ',', "semicolon", (byte) ';', "space", (byte) ' ', "pipe", (byte) '|');

    private Delimiter() {}

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if it is neither a name nor a usable character
     */
    static byte parse(String text) {
        Byte named = NAMES.get(text);
        if (named != null) {
            return named;
        }
        boolean usable = text.length() == 1
                && (text.charAt(0) == '\t' || (text.charAt(0) >= ' ' && text.charAt(0) < 0x7F))
                && !Character.isLetterOrDigit(text.charAt(0))
                && "\".+-".indexOf(text.charAt(0)) < 0;
        if (!usable) {
            throw new IllegalArgumentException("--delimiter: found " + Refusals.shown(text)
                    + ", expected one character between fields, or tab, comma, semicolon, space or pipe");
        }
        return (byte) text.charAt(0);
    }

    /** Name for messages. */
    static String name(byte delimiter) {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue() == delimiter)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("" + (char) delimiter);
    }
}

package org.chiasma.genomics.internal.alignment;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bits that say what a read is (SAM specification, section 1.4), written as a number or as names. */
public final class ReadFlags {
    static final int UNMAPPED = 0x4;
    static final int REVERSE = 0x10;

    private static final List<String> NAMES = List.of(
            "PAIRED",
            "PROPER_PAIR",
            "UNMAP",
            "MUNMAP",
            "REVERSE",
            "MREVERSE",
            "READ1",
            "READ2",
            "SECONDARY",
            "QCFAIL",
            "DUP",
            "SUPPLEMENTARY");
    private static final int MOST = 0xFFFF;

    private ReadFlags() {}

    /**
     * Reads {@code 1796}, {@code 0x704} or {@code UNMAP,SECONDARY,QCFAIL,DUP}.
     *
     * @param option names the option in the message
     * @throws IllegalArgumentException if it is none of these
     */
    static int parse(String option, String text) {
        try {
            if (!text.isEmpty() && Character.isDigit(text.charAt(0))) {
                int bits = Integer.decode(text);
                if (bits <= MOST) {
                    return bits;
                }
            } else {
                int bits = 0;
                for (String name : text.split(",", -1)) {
                    bits |= bit(name.strip().toUpperCase(Locale.ROOT));
                }
                return bits;
            }
        } catch (NumberFormatException e) {
            throw refused(option, text, e);
        }
        throw refused(option, text, null);
    }

    private static int bit(String name) {
        int position = NAMES.indexOf(name);
        if (position < 0) {
            throw new NumberFormatException(name);
        }
        return 1 << position;
    }

    private static IllegalArgumentException refused(String option, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "--" + option + ": found \"" + text + "\", expected a number such as 0x704, or names between commas of "
                        + String.join(", ", NAMES),
                cause);
    }
}

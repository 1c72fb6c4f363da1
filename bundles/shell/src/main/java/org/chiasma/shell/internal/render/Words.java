package org.chiasma.shell.internal.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names and quantities as people write them. */
public final class Words {
    private static final String[] BINARY_UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Words() {}

    /** An enum constant in kebab case: {@code packed-symmetric}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A size: {@code 512 B}, {@code 1.5 MiB}. */
    public static String bytes(long count) {
        double amount = count;
        String unit = "B";
        for (int i = 0; i < BINARY_UNITS.length && amount >= 1024; i++) {
            amount /= 1024;
            unit = BINARY_UNITS[i];
        }
        return unit.equals("B") ? count + " B" : String.format(Locale.ROOT, "%.1f %s", amount, unit);
    }

    /** At most {@code width} characters of {@code text}, the last an ellipsis if some are left out. */
    public static String elide(String text, int width) {
        String clean = TextTable.printable(text);
        if (TextTable.width(clean) <= width) {
            return clean;
        }
        return clean.substring(0, clean.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }

    /** {@code text} in lines of at most {@code width} characters, broken at spaces. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}

package org.chiasma.tables.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;

/**
 * Banner and sizes of a MatrixMarket file (R. F. Boisvert, R. Pozo, K. Remington, "The Matrix Market exchange formats:
 * initial design", NISTIR 5935, 1996).
 *
 * @param coordinate whether entries are listed with their place; otherwise all follow column by column
 * @param pattern whether entries have no value, which is then 1
 * @param symmetry general, symmetric or skew-symmetric
 * @param rows number of rows
 * @param columns number of columns
 * @param entries entries that follow
 */
record MtxHeader(boolean coordinate, boolean pattern, Symmetry symmetry, long rows, long columns, long entries) {
    static final String SIGNATURE = "%%MatrixMarket";

    /** Which entries follow from others. */
    enum Symmetry {
        GENERAL,
        SYMMETRIC,
        SKEW
    }

    /**
     * Takes banner, comments and sizes; the first entry is next.
     *
     * @throws org.chiasma.api.DataException {@code E-MTX-BANNER}, {@code E-MTX-KIND}, {@code E-MTX-SIZES}, {@code
     *     E-MTX-SQUARE}
     */
    static MtxHeader read(LineBlocks lines, Refusals refusals) throws IOException {
        if (!lines.next()) {
            throw refusals.line("EMPTY", 1, "found no text, expected a matrix; write it again");
        }
        String banner = lines.takeText();
        List<String> words = List.of(banner.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
        if (words.size() != 5 || !words.get(0).equals(SIGNATURE.toLowerCase(Locale.ROOT))) {
            throw refusals.line(
                    "BANNER",
                    1,
                    "found " + Refusals.shown(banner)
                            + ", expected a banner such as \"%%MatrixMarket matrix coordinate real general\"; correct it");
        }
        boolean coordinate = words.get(2).equals("coordinate");
        boolean pattern = words.get(3).equals("pattern");
        boolean known = words.get(1).equals("matrix")
                && (coordinate || words.get(2).equals("array"))
                && (words.get(3).equals("real") || words.get(3).equals("integer") || (pattern && coordinate))
                && List.of("general", "symmetric", "skew-symmetric").contains(words.get(4));
        if (!known) {
            throw refusals.line(
                    "KIND",
                    1,
                    "found " + Refusals.shown(String.join(" ", words.subList(1, 5)))
                            + ", expected matrix, coordinate or array, real, integer or pattern, and general, symmetric or "
                            + "skew-symmetric; write it as one of these");
        }
        Symmetry symmetry =
                switch (words.get(4)) {
                    case "general" -> Symmetry.GENERAL;
                    case "symmetric" -> Symmetry.SYMMETRIC;
                    default -> Symmetry.SKEW;
                };
        MtxHeader header = sizes(lines, refusals, coordinate, pattern, symmetry);
        if (symmetry != Symmetry.GENERAL && header.rows != header.columns) {
            throw refusals.line(
                    "SQUARE",
                    lines.line - 1,
                    "found " + header.rows + " rows and " + header.columns + " columns, expected as many of both for a "
                            + words.get(4) + " matrix; correct the sizes or write it as general");
        }
        return header;
    }

    private static MtxHeader sizes(
            LineBlocks lines, Refusals refusals, boolean coordinate, boolean pattern, Symmetry symmetry)
            throws IOException {
        while (lines.next()) {
            long number = lines.line;
            String line = lines.takeText().strip();
            if (line.isEmpty() || line.startsWith("%")) {
                continue;
            }
            String[] fields = line.split("\\s+", -1);
            int wanted = coordinate ? 3 : 2;
            long[] sizes = new long[3];
            boolean good = fields.length == wanted;
            for (int i = 0; good && i < wanted; i++) {
                good = fields[i].length() < 19 && fields[i].chars().allMatch(c -> c >= '0' && c <= '9');
                sizes[i] = good ? Long.parseLong(fields[i]) : 0;
            }
            if (!good || Math.max(sizes[0], sizes[1]) > Integer.MAX_VALUE - 8) {
                throw refusals.line(
                        "SIZES",
                        number,
                        "found " + Refusals.shown(line) + ", expected "
                                + (coordinate ? "rows, columns and the number of entries" : "rows and columns")
                                + ", each at most 2147483639; correct the line");
            }
            long entries = coordinate ? sizes[2] : arrayEntries(sizes[0], sizes[1], symmetry);
            return new MtxHeader(coordinate, pattern, symmetry, sizes[0], sizes[1], entries);
        }
        throw refusals.line("SIZES", lines.line, "found the end of the file, expected the sizes; copy the file again");
    }

    private static long arrayEntries(long rows, long columns, Symmetry symmetry) {
        return switch (symmetry) {
            case GENERAL -> rows * columns;
            case SYMMETRIC -> rows * (rows + 1) / 2;
            case SKEW -> rows * (rows - 1) / 2;
        };
    }
}

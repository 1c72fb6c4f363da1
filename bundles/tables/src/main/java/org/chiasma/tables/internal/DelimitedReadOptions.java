package org.chiasma.tables.internal;

import java.util.List;
import java.util.Optional;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.text.Duplicates;
import org.chiasma.text.Refusals;

/** How a delimited table is read. */
public record DelimitedReadOptions(
        @Parameter(description = "Which axes have labels: header line and first column, or not")
        Labels labels,

        @Parameter(
                description = "Between fields: one character, or tab, comma, semicolon, space, pipe; by default a "
                        + "tab for tsv, a comma for csv, a semicolon for csv with decimal=comma",
                value = "CHARACTER")
        Optional<String> delimiter,

        @Parameter(description = "Decimal mark of the numbers")
        DecimalMark decimal,

        @Parameter(
                description = "Cell texts that mean no value, separated by commas; the list replaces the usual "
                        + "one, an empty element stands for the empty cell",
                value = "TEXT")
        List<String> missing,

        @Parameter(description = "Whether Inf and -Inf are numbers")
        NonFinite infinite,

        @Parameter(description = "What to do when a label occurs twice on an axis")
        Duplicates duplicates,

        @Parameter(description = "How entries are stored") ElementType type,

        @Parameter(description = "What the rows are, in the plural", value = "NAME")
        String rows,

        @Parameter(description = "What the columns are, in the plural", value = "NAME")
        String columns,

        @Parameter(description = "Most bytes that a compressed file may decompress to", value = "BYTES")
        long maxBytes) {
    static final long MOST_BYTES = 1L << 36;

    /** The defaults of every delimited format. */
    public static final DelimitedReadOptions DEFAULTS = new DelimitedReadOptions(
            Labels.BOTH,
            Optional.empty(),
            DecimalMark.POINT,
            MissingTokens.USUAL,
            NonFinite.REFUSE,
            Duplicates.REFUSE,
            ElementType.FLOAT64,
            "rows",
            "columns",
            MOST_BYTES);

    /** Checks the delimiter, and that it is not the decimal mark. */
    public DelimitedReadOptions {
        missing = List.copyOf(missing);
        delimiter.ifPresent(text -> {
            if (Delimiter.parse(text) == decimal.symbol()) {
                throw new IllegalArgumentException("--delimiter: found " + Refusals.shown(text)
                        + ", which is the decimal mark too, expected another character");
            }
        });
        if (maxBytes < 1) {
            throw new IllegalArgumentException("--max-bytes: found " + maxBytes + ", expected at least 1");
        }
    }

    /** The delimiter, where {@code usual} is that of the format. */
    byte delimiterOr(char usual) {
        return delimiter.map(Delimiter::parse).orElse(usual == decimal.symbol() ? (byte) ';' : (byte) usual);
    }
}

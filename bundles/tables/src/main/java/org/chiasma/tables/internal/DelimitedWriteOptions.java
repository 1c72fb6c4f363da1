package org.chiasma.tables.internal;

import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.text.Refusals;

/** How a delimited table is written. */
public record DelimitedWriteOptions(
        @Parameter(description = "Which axes get labels: header line and first column, or not")
        Labels labels,

        @Parameter(
                description = "Between fields: one character, or tab, comma, semicolon, space, pipe; by default a "
                        + "tab for tsv, a comma for csv, a semicolon for csv with decimal=comma",
                value = "CHARACTER")
        Optional<String> delimiter,

        @Parameter(description = "Decimal mark of the numbers")
        DecimalMark decimal,

        @Parameter(description = "Text of a missing entry", value = "TEXT")
        String missing) {
    /** The defaults of every delimited format. */
    public static final DelimitedWriteOptions DEFAULTS =
            new DelimitedWriteOptions(Labels.BOTH, Optional.empty(), DecimalMark.POINT, "NA");

    /** Checks the delimiter, and that it is not the decimal mark. */
    public DelimitedWriteOptions {
        delimiter.ifPresent(text -> {
            if (Delimiter.parse(text) == decimal.symbol()) {
                throw new IllegalArgumentException("--delimiter: found " + Refusals.shown(text)
                        + ", which is the decimal mark too, expected another character");
            }
        });
        if (missing.chars().anyMatch(c -> c < ' ' || c == '"' || c > '~')) {
            throw new IllegalArgumentException(
                    "--missing: found " + Refusals.shown(missing) + ", expected plain text without quotes");
        }
    }

    /** The delimiter, where {@code usual} is that of the format. */
    byte delimiterOr(char usual) {
        return delimiter.map(Delimiter::parse).orElse(usual == decimal.symbol() ? (byte) ';' : (byte) usual);
    }
}

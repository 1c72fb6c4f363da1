package org.chiasma.tables.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.text.Decimals;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;

/** Makes the refusals of the line and the cells at which a {@link FieldScanner} stands. */
final class CellRefusals {
    private static final byte[] NA = {'N', 'A'};

    private final LineBlocks lines;
    private final Dialect dialect;
    private final Refusals refusals;
    private List<String> columnNames = List.of();

    CellRefusals(LineBlocks lines, Dialect dialect, Refusals refusals) {
        this.lines = lines;
        this.dialect = dialect;
        this.refusals = refusals;
    }

    /** Names of the number columns. */
    void nameColumns(List<String> names) {
        columnNames = names;
    }

    /** The line has {@code found} fields, not {@code expected}, which is known from {@code source}. */
    DataException ragged(int found, int expected, String source) {
        String add = dialect.missing().matches(NA, 0, NA.length)
                ? "add the missing cell, or write NA for a missing value"
                : "add the missing cell";
        return refusals.line(
                "RAGGED",
                lines.line,
                "found " + Refusals.count(found, "field") + ", expected " + expected + " (as " + source + "); "
                        + (found < expected
                                ? add
                                : "remove the extra cell"
                                        + (dialect.quotes() ? ", or quote a text that holds the delimiter" : "")));
    }

    /** The cell {@code [from, to)} is no number. */
    DataException cell(int from, int to, int column, boolean nonFinite) {
        String found =
                column(column) + "found " + (from == to ? "an empty cell" : Refusals.shown(lines.bytes, from, to));
        if (nonFinite) {
            return refusals.line(
                    dialect.nonFiniteCode(),
                    lines.line,
                    found + ", expected a finite number; correct it, or pass " + dialect.nonFiniteOption());
        }
        boolean point = dialect.decimal() == '.';
        byte otherMark = (byte) (point ? ',' : '.');
        if (dialect.decimalOption() && !Double.isNaN(Decimals.parse(lines.bytes, from, to, otherMark))) {
            return refusals.line(
                    "DECIMAL",
                    lines.line,
                    found + ", expected a number with a decimal " + (point ? "point" : "comma") + "; pass decimal="
                            + (point ? "comma" : "point")
                            + " if that is its decimal mark, or remove thousands separators");
        }
        String orMissing = dialect.missingOption()
                ? " or a missing value (" + dialect.missing().listed()
                        + "); correct it, or name it in missing= if it stands for no value"
                : "; correct it";
        return refusals.line("TEXT", lines.line, found + ", expected a number" + orMissing);
    }

    /** The number is beyond single precision. */
    DataException range(double value, int column) {
        return refusals.line(
                "RANGE",
                lines.line,
                column(column) + "found " + value + ", expected at most " + Float.MAX_VALUE
                        + " in size for float32; pass type=float64");
    }

    /** The field that opens at {@code open} is not quoted as it should be. */
    DataException quote(int open, String found) {
        return refusals.line(
                "QUOTE",
                lines.line,
                "field " + Refusals.shown(lines.bytes, open, lines.lineFeed()) + ": found " + found
                        + ", expected \"text\" with inner quotes doubled; correct the quotes");
    }

    /** The text {@code [from, to)} is not UTF-8. */
    DataException encoding(int from, int to, Exception cause) {
        String raw = new String(lines.bytes, from, to - from, StandardCharsets.ISO_8859_1);
        return refusals.line(
                "ENCODING",
                lines.line,
                "found bytes that are not UTF-8 in " + Refusals.shown(raw)
                        + ", expected UTF-8 text; convert it, for example with iconv -f latin1 -t utf-8",
                cause);
    }

    private String column(int column) {
        return "column " + (column + 1)
                + (column < columnNames.size() ? " (" + Refusals.shown(columnNames.get(column)) + ")" : "") + ": ";
    }
}

package org.chiasma.tables.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.ElementType;

/**
 * Takes fields from the lines of a {@link LineBlocks}, one after the other: texts, or a whole row of numbers straight
 * into an array. Never looks beyond the line feed.
 */
final class FieldScanner {
    private static final byte QUOTE = '"';
    private static final int MOST_DIGITS = 18;
    private static final int MOST_EXPONENT = 9_999;

    private final LineBlocks lines;
    private final Dialect dialect;
    private final Refusals refusals;
    private final byte delimiter;
    private final byte decimal;
    private final boolean compareNumbers;
    private final boolean single;
    private List<String> columnNames = List.of();
    private long missingCount;
    private boolean lineEnded;
    /** Where the field that was sought last ends, before a carriage return. */
    private int fieldEnd;

    FieldScanner(LineBlocks lines, Dialect dialect, ElementType type, Refusals refusals) {
        this.lines = lines;
        this.dialect = dialect;
        this.refusals = refusals;
        this.single = type == ElementType.FLOAT32;
        this.delimiter = dialect.delimiter();
        this.decimal = dialect.decimal();
        this.compareNumbers = dialect.missing().numeric();
    }

    /** Names of the number columns, for messages. */
    void nameColumns(List<String> names) {
        columnNames = names;
    }

    /** Cells that were missing so far. */
    long missingCount() {
        return missingCount;
    }

    /** Whether the field taken last was the last of its line; the scanner is then at the next line. */
    boolean lineEnded() {
        return lineEnded;
    }

    /** Takes the rest of the line as texts. */
    List<String> texts() {
        List<String> fields = new ArrayList<>();
        do {
            fields.add(text());
        } while (!lineEnded);
        return fields;
    }

    /**
     * Takes one field as text.
     *
     * @throws DataException {@code E-*-ENCODING} if it is not UTF-8, {@code E-*-QUOTE} if a quote is not closed
     */
    String text() {
        byte[] bytes = lines.bytes;
        int from = lines.position;
        String text;
        if (dialect.quotes() && bytes[from] == QUOTE) {
            int close = closingQuote(from);
            text = decode(from + 1, close).replace("\"\"", "\"");
            findEnd(close + 1);
            if (fieldEnd != close + 1) {
                throw quoteRefusal(from, "text after the closing quote");
            }
        } else {
            findEnd(from);
            text = decode(from, fieldEnd);
        }
        advance();
        return text;
    }

    /** Fields from here to the end of the line, without taking them. */
    int countFields() {
        byte[] bytes = lines.bytes;
        int count = 1;
        int i = lines.position;
        boolean start = true;
        while (bytes[i] != '\n') {
            if (start && dialect.quotes() && bytes[i] == QUOTE) {
                i = closingQuote(i);
            }
            start = bytes[i] == delimiter;
            count += start ? 1 : 0;
            i++;
        }
        return count;
    }

    /**
     * Takes the rest of the line as numbers; a missing cell is {@code NaN}.
     *
     * @param row receives one number per cell
     * @return whether the line had exactly {@code row.length} cells. If not, nothing is taken.
     * @throws DataException {@code E-*-TEXT}, {@code E-*-DECIMAL}, {@code E-*-INFINITE} or {@code E-*-QUOTE}
     */
    boolean numbers(double[] row) {
        byte[] bytes = lines.bytes;
        int i = lines.position;
        int column = 0;
        boolean more = true;
        while (more && column < row.length) {
            int start = i;
            boolean negative = bytes[i] == '-';
            i += negative ? 1 : 0;
            long mantissa = 0;
            int firstDigit = i;
            while (bytes[i] == '0') {
                i++;
            }
            int significant = i;
            int digit = bytes[i] - '0';
            while (digit >= 0 && digit <= 9) {
                mantissa = 10 * mantissa + digit;
                digit = bytes[++i] - '0';
            }
            int digits = i - significant;
            boolean any = i > firstDigit;
            int exponent = 0;
            if (bytes[i] == decimal) {
                int mark = i++;
                while (digits == 0 && bytes[i] == '0') {
                    i++;
                }
                significant = i;
                digit = bytes[i] - '0';
                while (digit >= 0 && digit <= 9) {
                    mantissa = 10 * mantissa + digit;
                    digit = bytes[++i] - '0';
                }
                digits += i - significant;
                exponent = mark + 1 - i;
                any |= i > mark + 1;
            }
            if ((bytes[i] | 0x20) == 'e' && any) {
                int sign = bytes[i + 1];
                int at = sign == '-' || sign == '+' ? i + 2 : i + 1;
                int firstOfExponent = at;
                int written = 0;
                digit = bytes[at] - '0';
                while (digit >= 0 && digit <= 9 && written < MOST_EXPONENT) {
                    written = 10 * written + digit;
                    digit = bytes[++at] - '0';
                }
                if (at > firstOfExponent) {
                    i = at;
                    exponent += sign == '-' ? -written : written;
                }
            }
            byte stop = bytes[i];
            double value = Double.NaN;
            boolean whole = stop == delimiter || stop == '\n' || (stop == '\r' && bytes[i + 1] == '\n');
            if (any && whole && digits <= MOST_DIGITS && !compareNumbers) {
                value = Decimals.scale(mantissa, exponent);
                value = negative ? -value : value;
            }
            if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                value = unusual(start, column);
                i = fieldEnd;
                stop = bytes[i];
            }
            row[column++] = value;
            more = stop == delimiter;
            i += stop == '\r' ? 2 : 1;
        }
        if (more || column < row.length) {
            return false;
        }
        if (single) {
            refuseBeyondSingle(row);
        }
        lines.position = i;
        lines.line++;
        lineEnded = true;
        return true;
    }

    private void refuseBeyondSingle(double[] row) {
        for (int j = 0; j < row.length; j++) {
            if (Float.isInfinite((float) row[j]) && Double.isFinite(row[j])) {
                throw refusals.line(
                        "RANGE",
                        lines.line,
                        column(j) + "found " + row[j] + ", expected at most " + Float.MAX_VALUE
                                + " in size for float32; pass type=float64");
            }
        }
    }

    /** A refusal of a line whose number of fields is not {@code expected}. */
    DataException ragged(int found, int expected, String as) {
        return refusals.line(
                "RAGGED",
                lines.line,
                "found " + Refusals.count(found, "field") + ", expected " + expected + " (as " + as + "); "
                        + (found < expected
                                ? "add the missing cell, or write NA for a missing value"
                                : "remove the extra cell, or quote a text that holds the delimiter"));
    }

    /** The cell at {@code start} by the slow way: quotes, spaces, missing, infinite, many digits; or a refusal. */
    private double unusual(int start, int column) {
        byte[] bytes = lines.bytes;
        int from = start;
        int to;
        if (dialect.quotes() && bytes[start] == QUOTE) {
            to = closingQuote(start);
            from = start + 1;
            findEnd(to + 1);
            if (fieldEnd != to + 1) {
                throw quoteRefusal(start, "text after the closing quote");
            }
        } else {
            findEnd(start);
            to = fieldEnd;
        }
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        if (dialect.missing().matches(bytes, from, to)) {
            missingCount++;
            return Double.NaN;
        }
        double value = Decimals.parse(bytes, from, to, decimal);
        if (Double.isNaN(value)) {
            value = word(bytes, from, to);
        }
        boolean nonFiniteWord = !Double.isFinite(value) && (!Double.isNaN(value) || isNan(bytes, from, to));
        if (Double.isFinite(value) || (nonFiniteWord && dialect.acceptNonFinite())) {
            return value;
        }
        throw refusal(from, to, column, nonFiniteWord);
    }

    private static double word(byte[] bytes, int from, int to) {
        if (to - from > "-infinity".length()) {
            return Double.NaN;
        }
        return switch (new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private boolean isNan(byte[] bytes, int from, int to) {
        return dialect.nanIsNonFinite()
                && to - from == 3
                && new String(bytes, from, 3, StandardCharsets.ISO_8859_1).equalsIgnoreCase("nan");
    }

    private DataException refusal(int from, int to, int column, boolean nonFinite) {
        byte[] bytes = lines.bytes;
        String where = column(column);
        String found = "found " + (from == to ? "an empty cell" : Refusals.shown(bytes, from, to));
        if (nonFinite) {
            return refusals.line(
                    dialect.nonFiniteCode(),
                    lines.line,
                    where + found + ", expected a finite number; correct it, or pass " + dialect.nonFiniteOption());
        }
        byte other = decimal == '.' ? (byte) ',' : (byte) '.';
        if (dialect.decimalOption() && !Double.isNaN(Decimals.parse(bytes, from, to, other))) {
            return refusals.line(
                    "DECIMAL",
                    lines.line,
                    where + found + ", expected a number with a decimal " + (decimal == '.' ? "point" : "comma")
                            + "; pass decimal=" + (decimal == '.' ? "comma" : "point"));
        }
        return refusals.line(
                "TEXT",
                lines.line,
                where + found + ", expected a number"
                        + (dialect.missingOption()
                                ? " or a missing value (" + dialect.missing().listed() + "); correct it, or name it in "
                                        + "missing= if it stands for no value"
                                : "; correct it"));
    }

    private String column(int column) {
        return "column " + (column + 1)
                + (column < columnNames.size() ? " (" + Refusals.shown(columnNames.get(column)) + ")" : "") + ": ";
    }

    private int closingQuote(int open) {
        byte[] bytes = lines.bytes;
        int i = open + 1;
        while (bytes[i] != '\n') {
            if (bytes[i] != QUOTE) {
                i++;
            } else if (bytes[i + 1] == QUOTE) {
                i += 2;
            } else {
                return i;
            }
        }
        throw quoteRefusal(open, "no closing quote on the line");
    }

    private DataException quoteRefusal(int open, String found) {
        return refusals.line(
                "QUOTE",
                lines.line,
                "field " + Refusals.shown(lines.bytes, open, lines.lineFeed()) + ": found " + found
                        + ", expected \"text\" with inner quotes doubled; correct the quotes");
    }

    private void findEnd(int from) {
        byte[] bytes = lines.bytes;
        int i = from;
        while (bytes[i] != delimiter && bytes[i] != '\n') {
            i++;
        }
        boolean carriageReturn = bytes[i] == '\n' && i > from && bytes[i - 1] == '\r';
        fieldEnd = carriageReturn ? i - 1 : i;
    }

    private void advance() {
        byte stop = lines.bytes[fieldEnd];
        lineEnded = stop != delimiter;
        lines.position = fieldEnd + (stop == '\r' ? 2 : 1);
        lines.line += lineEnded ? 1 : 0;
    }

    private String decode(int from, int to) {
        byte[] bytes = lines.bytes;
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                try {
                    return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, from, to - from))
                            .toString();
                } catch (CharacterCodingException e) {
                    String raw = new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.ISO_8859_1);
                    throw refusals.line(
                            "ENCODING",
                            lines.line,
                            "found bytes that are not UTF-8 in " + Refusals.shown(raw)
                                    + ", expected UTF-8 text; convert it, for example with iconv -f latin1 -t utf-8",
                            e);
                }
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}

package org.chiasma.tables.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.text.Decimals;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;

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
    private final CellRefusals refusals;
    private final byte delimiter;
    private final byte decimal;
    private final boolean compareNumbers;
    private final boolean single;
    private long missingCount;
    private boolean lineEnded;
    /** Where the field that was sought last ends, before a carriage return. */
    private int fieldEnd;

    FieldScanner(LineBlocks lines, Dialect dialect, ElementType type, Refusals refusals) {
        this.lines = lines;
        this.dialect = dialect;
        this.refusals = new CellRefusals(lines, dialect, refusals);
        this.single = type == ElementType.FLOAT32;
        this.delimiter = dialect.delimiter();
        this.decimal = dialect.decimal();
        this.compareNumbers = dialect.missing().numeric();
    }

    /** Names of the number columns, for messages. */
    void nameColumns(List<String> names) {
        refusals.nameColumns(names);
    }

    /** Cells that were missing so far. */
    long missingCount() {
        return missingCount;
    }

    /** Whether the field taken last was the last of its line; the scanner is then at the next line. */
    boolean lineEnded() {
        return lineEnded;
    }

    /** What refuses a line or a cell of it. */
    CellRefusals refusals() {
        return refusals;
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
                throw refusals.quote(from, "text after the closing quote");
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
     * @throws DataException {@code E-*-TEXT}, {@code E-*-DECIMAL}, {@code E-*-INFINITE}, {@code E-*-RANGE} or
     *     {@code E-*-QUOTE}
     */
    boolean numbers(double[] row) {
        // one loop without calls on the way of an ordinary number: this is where reading spends its time
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
                throw refusals.range(row[j], j);
            }
        }
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
                throw refusals.quote(start, "text after the closing quote");
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
        throw refusals.cell(from, to, column, nonFiniteWord);
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
        throw refusals.quote(open, "no closing quote on the line");
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
                    throw refusals.encoding(from, to, e);
                }
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}

package org.chiasma.genomics.internal.signal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.chiasma.api.Progress;
import org.chiasma.text.Decimals;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Scans lines of contig, start, end and further fields as bytes. Fields are separated by tabs, or by blanks if the first
 * line has no tab. Comments, {@code track} and {@code browser} lines are skipped.
 */
final class IntervalScanner implements Closeable {
    private static final long MOST_BYTES = 1L << 40;
    private static final int PLACE = 3;
    private static final int MOST_BOUNDS = 16;
    private static final byte[] TRACK = "track".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BROWSER = "browser".getBytes(StandardCharsets.US_ASCII);

    private final Refusals refusals;
    private final LineBlocks lines;
    private final int[] from = new int[MOST_BOUNDS];
    private final int[] to = new int[MOST_BOUNDS];
    private byte separator;
    private int fields;
    private byte[] contigBytes = {};
    private String contig = "";
    private int start;
    private int end;
    private long line;

    IntervalScanner(Refusals refusals, Progress progress) throws IOException {
        this.refusals = refusals;
        this.lines = new LineBlocks(TextInput.open(refusals, MOST_BYTES, progress), refusals);
        if (lines.next() && lines.bytes[lines.position] == 0x6C && lines.bytes[lines.position + 1] == 0x1B) {
            throw refusals.whole(
                    "PLINK",
                    "found the signature of PLINK genotypes, expected intervals; read a sound one as format=plink");
        }
    }

    /**
     * Goes to the next interval; false at the end of the file.
     *
     * @throws org.chiasma.api.DataException {@code E-*-FIELDS}, {@code E-*-ENCODING}, {@code E-*-POSITION}, {@code
     *     E-*-ORDER}
     */
    boolean next() throws IOException {
        while (lines.next()) {
            int feed = lines.lineFeed();
            int stop = feed > lines.position && lines.bytes[feed - 1] == '\r' ? feed - 1 : feed;
            int first = lines.position;
            line = lines.line;
            lines.position = feed + 1;
            lines.line++;
            if (!isSkipped(first, stop)) {
                split(first, stop);
                place();
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Name of the contig. */
    String contig() {
        return contig;
    }

    /** First position, from 0. */
    int start() {
        return start;
    }

    /** Behind the last position. */
    int end() {
        return end;
    }

    /** Number of the line, from 1. */
    long line() {
        return line;
    }

    /** How many fields the line has. */
    int fields() {
        return fields;
    }

    /**
     * The number in field {@code field}, from 1; {@code NaN} for {@code .}, {@code NA} and {@code NaN}.
     *
     * @throws org.chiasma.api.DataException {@code E-*-VALUE} if it is neither that nor a finite number
     */
    double number(int field) {
        int first = from[field - 1];
        int stop = to[field - 1];
        double number = Decimals.parse(lines.bytes, first, stop, (byte) '.');
        if ((Double.isNaN(number) && !isNone(first, stop)) || Double.isInfinite(number)) {
            throw refusals.line(
                    "VALUE",
                    line,
                    "found " + Refusals.shown(lines.bytes, first, stop) + " in field " + field
                            + ", expected a finite number, or . for none; correct it");
        }
        return number;
    }

    private boolean isNone(int first, int stop) {
        String text = new String(lines.bytes, first, Math.min(stop - first, 4), StandardCharsets.US_ASCII);
        return text.equals(".") || text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("na");
    }

    private boolean isSkipped(int first, int stop) {
        int i = first;
        while (i < stop && (lines.bytes[i] == ' ' || lines.bytes[i] == '\t')) {
            i++;
        }
        return i == stop || lines.bytes[first] == '#' || begins(TRACK, first, stop) || begins(BROWSER, first, stop);
    }

    private boolean begins(byte[] word, int first, int stop) {
        int behind = first + word.length;
        return stop >= behind
                && Arrays.equals(lines.bytes, first, behind, word, 0, word.length)
                && (stop == behind || lines.bytes[behind] == ' ' || lines.bytes[behind] == '\t');
    }

    private void split(int first, int stop) {
        byte[] bytes = lines.bytes;
        if (separator == 0) {
            separator = ' ';
            for (int i = first; i < stop; i++) {
                separator = bytes[i] == '\t' ? (byte) '\t' : separator;
            }
        }
        fields = 0;
        int begin = first;
        for (int i = first; i <= stop; i++) {
            if (i == stop || bytes[i] == separator) {
                boolean empty = i == begin && separator == ' ';
                if (!empty) {
                    if (fields < MOST_BOUNDS) {
                        from[fields] = begin;
                        to[fields] = i;
                    }
                    fields++;
                }
                begin = i + 1;
            }
        }
    }

    private void place() {
        if (fields < PLACE || to[0] == from[0]) {
            throw refusals.line(
                    "FIELDS",
                    line,
                    "found " + (fields < PLACE ? Refusals.count(fields, "field") : "an empty contig")
                            + ", expected contig, start and end between tabs; correct the line");
        }
        if (!Arrays.equals(lines.bytes, from[0], to[0], contigBytes, 0, contigBytes.length)) {
            contigBytes = Arrays.copyOfRange(lines.bytes, from[0], to[0]);
            contig = new String(contigBytes, StandardCharsets.UTF_8);
            if (contig.indexOf('\uFFFD') >= 0) {
                throw refusals.line(
                        "ENCODING",
                        line,
                        "found contig " + Refusals.shown(contig) + ", expected a name in UTF-8; convert the file");
            }
        }
        start = position(1, "start");
        end = position(2, "end");
        if (end <= start) {
            throw refusals.line(
                    "ORDER",
                    line,
                    "found start " + start + " and end " + end
                            + ", expected an end behind the start (positions count from 0, the end is not included); "
                            + "correct the line");
        }
    }

    private int position(int field, String name) {
        long value = 0;
        boolean digits = to[field] > from[field] && to[field] - from[field] <= 10;
        for (int i = from[field]; digits && i < to[field]; i++) {
            int digit = lines.bytes[i] - '0';
            digits = digit >= 0 && digit <= 9;
            value = 10 * value + digit;
        }
        if (!digits || value > Integer.MAX_VALUE) {
            throw refusals.line(
                    "POSITION",
                    line,
                    "found " + name + " " + Refusals.shown(lines.bytes, from[field], to[field])
                            + ", expected a whole number from 0 to 2147483647; correct the line");
        }
        return (int) value;
    }
}

package org.chiasma.genomics.internal.coordinate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Intervals of a BED file: contig, start from 0, end, and what else a line has. Fields are separated by tabs, or by blanks
 * if the first line has no tab. Comments, {@code track} and {@code browser} lines are skipped.
 */
public final class IntervalFile {
    private static final long MOST_BYTES = 1L << 36;
    private static final int PLACE = 3;

    private IntervalFile() {}

    /**
     * One line.
     *
     * @param contig its name
     * @param start first position, from 0
     * @param end behind the last position
     * @param further the fields behind these three
     * @param line number of the line, from 1
     */
    public record Interval(String contig, long start, long end, List<String> further, long line) {}

    /** Takes the intervals one by one, in the order of the file. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes one. */
        void visit(Interval interval);
    }

    /** All intervals of a file. */
    public static List<Interval> read(Refusals refusals, Progress progress) throws IOException {
        List<Interval> all = new ArrayList<>();
        scan(refusals, progress, all::add);
        return all;
    }

    /**
     * Visits the intervals of a file, compressed or not.
     *
     * @throws org.chiasma.api.DataException {@code E-*-FIELDS} if a line has fewer than three fields, {@code
     *     E-*-POSITION} if a position is no number or negative, {@code E-*-ORDER} if an interval does not end after its
     *     start, {@code E-*-EMPTY} if there is none
     */
    public static void scan(Refusals refusals, Progress progress, Visitor visitor) throws IOException {
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, MOST_BYTES, progress), refusals)) {
            long count = 0;
            String separator = "";
            while (lines.next()) {
                long number = lines.line;
                String line = lines.takeText();
                if (!line.isBlank() && !isComment(line)) {
                    separator = separator.isEmpty() ? line.indexOf('\t') >= 0 ? "\t" : " +" : separator;
                    visitor.visit(interval(refusals, number, line.split(separator, -1)));
                    count++;
                }
            }
            if (count == 0) {
                throw refusals.whole("EMPTY", "found no interval, expected contig, start and end in each line");
            }
        }
    }

    private static boolean isComment(String line) {
        return line.startsWith("#") || line.startsWith("track") || line.startsWith("browser");
    }

    private static Interval interval(Refusals refusals, long line, String[] fields) {
        if (fields.length < PLACE) {
            throw refusals.line(
                    "FIELDS",
                    line,
                    "found " + Refusals.count(fields.length, "field")
                            + ", expected contig, start and end between tabs; " + "correct the line");
        }
        if (fields[0].isEmpty()) {
            throw refusals.line("FIELDS", line, "found no contig, expected its name in the first field; add it");
        }
        long start = position(refusals, line, fields[1], "start");
        long end = position(refusals, line, fields[2], "end");
        if (end <= start) {
            throw refusals.line(
                    "ORDER",
                    line,
                    "found start " + start + " and end " + end
                            + ", expected an end behind the start (positions count from 0, the end is not included); "
                            + "correct the line");
        }
        return new Interval(fields[0], start, end, List.of(fields).subList(PLACE, fields.length), line);
    }

    private static long position(Refusals refusals, long line, String text, String name) {
        long value = -1;
        if (text.length() <= 18 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            value = Long.parseLong(text);
        }
        if (value < 0) {
            throw refusals.line(
                    "POSITION",
                    line,
                    "found " + name + " " + Refusals.shown(text)
                            + ", expected a whole number from 0; correct the line");
        }
        return value;
    }
}

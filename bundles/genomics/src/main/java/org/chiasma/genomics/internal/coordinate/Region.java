package org.chiasma.genomics.internal.coordinate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.api.UsageException;

/**
 * An interval of a contig.
 *
 * @param contig its name
 * @param start first position, from 0
 * @param end behind the last position; {@link #TO_THE_END} when the contig's length is not known
 */
public record Region(String contig, long start, long end) {
    /** End of a region that takes in all that follows. */
    public static final long TO_THE_END = Long.MAX_VALUE;

    private static final Pattern SPAN = Pattern.compile("(.+):([\\d,]{1,24})(-([\\d,]{1,24})?)?");

    /** Checks the order. */
    public Region {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "found the interval from " + start + " to " + end + ", expected 0 <= start < end");
        }
    }

    /** A whole contig. */
    public static Region whole(String contig) {
        return new Region(contig, 0, TO_THE_END);
    }

    /**
     * Reads {@code CONTIG}, {@code CONTIG:POSITION-} or {@code CONTIG:FIRST-LAST}, from 1 with both ends; {@code
     * CONTIG:POSITION} is one position. Commas between digits are ignored.
     *
     * @throws UsageException {@code E-REGION-SYNTAX} if it is empty, starts at 0 or ends before it starts
     */
    public static Region parse(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            if (text.isBlank()) {
                throw syntax(text);
            }
            return whole(text);
        }
        try {
            long first = number(span.group(2));
            long last = span.group(3) == null ? first : span.group(4) == null ? TO_THE_END : number(span.group(4));
            return new Region(span.group(1), first - 1, last);
        } catch (IllegalArgumentException e) {
            throw syntax(text);
        }
    }

    /** Whether it shares a position with {@code [from, to)} of {@code other}. */
    public boolean overlaps(String other, long from, long to) {
        return contig.equals(other) && from < end && start < to;
    }

    /** As users write it. */
    @Override
    public String toString() {
        if (start == 0 && end == TO_THE_END) {
            return contig;
        }
        return contig + ":" + (start + 1) + "-" + (end == TO_THE_END ? "" : Long.toString(end));
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace(",", ""));
    }

    private static UsageException syntax(String text) {
        return new UsageException(
                "E-REGION-SYNTAX",
                "region: found \"" + text + "\", expected CONTIG or CONTIG:FIRST-LAST, counted from 1 with both ends, "
                        + "such as chr1:1-1000");
    }
}

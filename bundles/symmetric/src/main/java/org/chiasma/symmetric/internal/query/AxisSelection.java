package org.chiasma.symmetric.internal.query;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.parameter.Suggestions;

/** Positions on an axis by labels, by ordinals from 1, or by ranges {@code FIRST..LAST} of these; labels win. */
public final class AxisSelection {
    private static final String RANGE = "..";

    private AxisSelection() {}

    /**
     * The positions that words name, in their order.
     *
     * @param flag names the parameter in refusals
     * @throws UsageException {@code E-QUERY-LABEL} if one is unknown
     */
    public static int[] positions(Axis axis, List<String> words, String flag) {
        int[] positions =
                words.stream().flatMapToInt(word -> positions(axis, word, flag)).toArray();
        if (Arrays.stream(positions).distinct().count() < positions.length) {
            throw new UsageException("E-QUERY-LABEL", flag + ": found a position twice, expected each once");
        }
        return positions;
    }

    /** The position that one word names. */
    public static int position(Axis axis, String word, String flag) {
        return find(axis, word).orElseThrow(() -> unknown(axis, word, flag));
    }

    private static IntStream positions(Axis axis, String word, String flag) {
        int dots = word.indexOf(RANGE);
        if (dots < 0 || find(axis, word).isPresent()) {
            return IntStream.of(position(axis, word, flag));
        }
        int first = position(axis, word.substring(0, dots), flag);
        int last = position(axis, word.substring(dots + RANGE.length()), flag);
        if (last < first) {
            throw new UsageException(
                    "E-QUERY-LABEL", flag + " " + word + ": found the last before the first, expected FIRST..LAST");
        }
        return IntStream.rangeClosed(first, last);
    }

    private static OptionalInt find(Axis axis, String word) {
        OptionalInt labelled = axis.indexOf(word);
        if (labelled.isPresent() || !word.matches("\\d{1,9}")) {
            return labelled;
        }
        int ordinal = Integer.parseInt(word);
        return ordinal >= 1 && ordinal <= axis.size() ? OptionalInt.of(ordinal - 1) : OptionalInt.empty();
    }

    private static UsageException unknown(Axis axis, String word, String flag) {
        List<String> near = Suggestions.near(word, axis.labels());
        return new UsageException(
                "E-QUERY-LABEL",
                flag + " " + word + ": found no such label, "
                        + (near.isEmpty()
                                ? "expected one of the " + axis.size() + " labels, or an ordinal from 1"
                                : "did you mean " + String.join(" or ", near) + "?"));
    }
}

package org.chiasma.shell.internal.transform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chiasma.api.NoInputException;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.parameter.Suggestions;

/** Positions of an axis that a user asks for, by label or by place in a genome. */
public final class AxisSelection {
    private static final Pattern LABEL = Pattern.compile("(.+):(\\d{1,18})-(\\d{1,18})");
    private static final Pattern REGION = Pattern.compile("(.+):([\\d,]{1,24})(?:-([\\d,]{1,24})?)?");

    private AxisSelection() {}

    /**
     * The positions of the labels that {@code asked} names: labels between commas, or a file with a label on each line; in
     * the order given. {@code ^} before all of it leaves them out instead. Of an axis without labels, its ordinals from 1.
     *
     * @param flag as the user wrote it, for messages
     * @throws UsageException {@code E-SELECT-LABEL} if one is unknown or named twice, {@code E-SELECT-EMPTY} if none is left
     */
    public static int[] byLabel(Axis axis, String flag, String asked) {
        boolean exclude = asked.startsWith("^");
        Set<Integer> picked = new LinkedHashSet<>();
        for (String label : labels(flag, exclude ? asked.substring(1) : asked)) {
            int position = position(axis, label).orElseThrow(() -> unknown(axis, flag, label));
            if (!picked.add(position)) {
                throw new UsageException(
                        "E-SELECT-LABEL", flag + ": found " + label + " twice, expected each label once; remove one");
            }
        }
        int[] kept = exclude
                ? IntStream.range(0, Math.toIntExact(axis.size()))
                        .filter(i -> !picked.contains(i))
                        .toArray()
                : picked.stream().mapToInt(i -> i).toArray();
        return requireSome(kept, flag, asked);
    }

    /** Whether the positions of an axis have places: by metadata, or by labels such as {@code chr1:0-1000}. */
    public static boolean hasPlaces(Axis axis) {
        return axis.size() > 0 && place(axis, 0).isPresent();
    }

    /**
     * The positions whose places overlap a region.
     *
     * @param region {@code CONTIG}, or {@code CONTIG:FIRST-LAST} from 1 with both ends
     * @throws UsageException {@code E-SELECT-REGION} if it is malformed, {@code E-SELECT-EMPTY} if nothing lies there
     */
    public static int[] byRegion(Axis axis, String region) {
        Place wanted = region(region);
        return requireSome(
                IntStream.range(0, Math.toIntExact(axis.size()))
                        .filter(i -> place(axis, i).filter(wanted::overlaps).isPresent())
                        .toArray(),
                "--region",
                region);
    }

    /** An interval of a contig, from 0 without the end. */
    private record Place(String contig, long start, long end) {
        boolean overlaps(Place other) {
            return contig.equals(other.contig) && start < other.end && other.start < end;
        }
    }

    private static Place region(String text) {
        Matcher span = REGION.matcher(text);
        if (!span.matches()) {
            return new Place(text, 0, Long.MAX_VALUE);
        }
        try {
            long first = Long.parseLong(span.group(2).replace(",", ""));
            long last = span.group(3) != null
                    ? Long.parseLong(span.group(3).replace(",", ""))
                    : text.endsWith("-") ? Long.MAX_VALUE : first;
            if (first < 1 || last < first) {
                throw new NumberFormatException("descending");
            }
            return new Place(span.group(1), first - 1, last);
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "E-SELECT-REGION",
                    "--region: found " + text + ", expected CONTIG or CONTIG:FIRST-LAST, from 1 with both ends");
        }
    }

    private static Optional<Place> place(Axis axis, int position) {
        Optional<String> contig = value(axis, "contig", position);
        Optional<Long> start = number(value(axis, "start", position));
        Optional<Long> end = number(value(axis, "end", position));
        Optional<Long> point = number(value(axis, "position", position));
        if (contig.isPresent() && start.isPresent() && end.isPresent()) {
            return Optional.of(new Place(contig.get(), start.get(), end.get()));
        }
        if (contig.isPresent() && point.isPresent()) {
            long bases = value(axis, "reference", position).map(String::length).orElse(1);
            return Optional.of(new Place(contig.get(), point.get() - 1, point.get() - 1 + bases));
        }
        Matcher label = LABEL.matcher(axis.isLabelled() ? axis.label(position) : "");
        return label.matches()
                ? Optional.of(new Place(label.group(1), Long.parseLong(label.group(2)), Long.parseLong(label.group(3))))
                : Optional.empty();
    }

    private static Optional<String> value(Axis axis, String field, int position) {
        return axis.metadata(field).map(MetadataColumn::values).map(values -> values.get(position));
    }

    private static Optional<Long> number(Optional<String> text) {
        return text.filter(digits -> digits.matches("\\d{1,18}")).map(Long::parseLong);
    }

    private static OptionalInt position(Axis axis, String label) {
        if (axis.isLabelled()) {
            return axis.indexOf(label);
        }
        if (!label.matches("\\d{1,9}")) {
            return OptionalInt.empty();
        }
        int ordinal = Integer.parseInt(label);
        return ordinal >= 1 && ordinal <= axis.size() ? OptionalInt.of(ordinal - 1) : OptionalInt.empty();
    }

    private static List<String> labels(String flag, String asked) {
        try {
            Path file = Path.of(asked);
            if (Files.isRegularFile(file)) {
                return Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
            }
        } catch (InvalidPathException e) {
            // a list of labels that is no path
            return split(asked);
        } catch (IOException e) {
            throw new NoInputException(
                    "E-FILE-UNREADABLE", flag + ": " + asked + ": cannot be read: " + e + "; check the file", e);
        }
        return split(asked);
    }

    private static List<String> split(String asked) {
        return new ArrayList<>(List.of(asked.split(",", -1)));
    }

    private static int[] requireSome(int[] kept, String flag, String asked) {
        if (kept.length == 0) {
            throw new UsageException(
                    "E-SELECT-EMPTY", flag + " " + asked + ": found nothing there, expected at least one position");
        }
        return kept;
    }

    private static UsageException unknown(Axis axis, String flag, String label) {
        List<String> near = Suggestions.near(label, axis.labels());
        return new UsageException(
                "E-SELECT-LABEL",
                flag + ": found no " + label + " among " + axis.size() + " " + axis.name() + "; "
                        + (near.isEmpty()
                                ? axis.isLabelled()
                                        ? "expected a label, or a file with a label on each line"
                                        : "expected an ordinal from 1"
                                : "did you mean " + String.join(" or ", near) + "?"));
    }
}

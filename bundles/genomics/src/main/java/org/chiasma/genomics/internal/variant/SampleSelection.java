package org.chiasma.genomics.internal.variant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.parameter.Suggestions;
import org.chiasma.text.Refusals;

/** Which samples of a file are read, in which order. */
public final class SampleSelection {
    private final List<String> names;
    private final int[] positions;

    private SampleSelection(List<String> all, int[] positions) {
        this.positions = positions;
        this.names = IntStream.of(positions).mapToObj(all::get).toList();
    }

    /**
     * The samples that {@code options} ask for among those of a file; all of them when they name none.
     *
     * @param all the file's samples in order
     * @throws DataException {@code E-*-DUPSAMPLE} if a name occurs twice in the file or among those asked for, {@code
     *     E-*-SAMPLE} if one is unknown, {@code E-*-NOSAMPLE} if none is left
     */
    public static SampleSelection of(GenotypeOptions options, List<String> all, Refusals refusals) {
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            Integer before = known.put(all.get(i), i);
            if (before != null) {
                throw refusals.whole(
                        "DUPSAMPLE",
                        "found sample " + Refusals.shown(all.get(i)) + " twice, as number " + (before + 1) + " and "
                                + (i + 1) + ", expected distinct names; rename one");
            }
        }
        List<String> asked = new ArrayList<>();
        boolean excludeListed = listed(options.samples(), asked);
        boolean exclude = read(options.samplesFile(), asked) || excludeListed;
        Set<Integer> picked = new LinkedHashSet<>();
        for (String name : asked) {
            Integer position = known.get(name);
            if (position == null) {
                List<String> near = Suggestions.near(name, all);
                throw refusals.whole(
                        "SAMPLE",
                        "found no sample " + Refusals.shown(name) + " among " + all.size() + ", expected one of them; "
                                + (near.isEmpty()
                                        ? "correct the list of samples"
                                        : "did you mean " + String.join(" or ", near) + "?"));
            }
            if (!picked.add(position)) {
                throw refusals.whole(
                        "DUPSAMPLE",
                        "found sample " + Refusals.shown(name) + " twice in the list of samples, expected it once; "
                                + "remove one");
            }
        }
        int[] positions = asked.isEmpty()
                ? IntStream.range(0, all.size()).toArray()
                : exclude
                        ? IntStream.range(0, all.size())
                                .filter(i -> !picked.contains(i))
                                .toArray()
                        : picked.stream().mapToInt(i -> i).toArray();
        if (positions.length == 0) {
            throw refusals.whole(
                    "NOSAMPLE", "found no sample to read, expected at least one; correct the list of samples");
        }
        return new SampleSelection(all, positions);
    }

    /** Names in the order in which they are read. */
    public List<String> names() {
        return names;
    }

    /** How many. */
    public int count() {
        return positions.length;
    }

    /** Position in the file of the sample read as number {@code i}, from 0. */
    public int position(int i) {
        return positions[i];
    }

    /** Whether these are all samples of the file in its order. */
    public boolean isWhole(int fileCount) {
        return positions.length == fileCount && IntStream.range(0, fileCount).allMatch(i -> positions[i] == i);
    }

    private static boolean listed(Optional<String> option, List<String> asked) {
        boolean exclude = option.isPresent() && option.get().startsWith("^");
        option.map(text -> exclude ? text.substring(1) : text)
                .ifPresent(text -> asked.addAll(List.of(text.split(",", -1))));
        return exclude;
    }

    private static boolean read(Optional<String> option, List<String> asked) {
        if (option.isEmpty()) {
            return false;
        }
        boolean exclude = option.get().startsWith("^");
        String name = exclude ? option.get().substring(1) : option.get();
        try {
            Files.readAllLines(Path.of(name)).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(asked::add);
        } catch (IOException | InvalidPathException e) {
            throw new NoInputException(
                    "E-FILE-UNREADABLE", name + ": cannot be read: " + e + "; check the file of samples", e);
        }
        return exclude;
    }
}

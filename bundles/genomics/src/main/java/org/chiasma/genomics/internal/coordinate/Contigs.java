package org.chiasma.genomics.internal.coordinate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chiasma.api.DataException;

/** The contigs of one file in their order, with their lengths where the file tells them. */
public final class Contigs {
    /** Length of a contig whose length is not known. */
    public static final long UNKNOWN = -1;

    private static final int SHOWN = 3;

    private final String source;
    private final Map<String, Long> lengths;

    /**
     * Contigs of a file.
     *
     * @param source names the file in messages
     * @param lengths by name, in order; {@link #UNKNOWN} where it is not known
     */
    public Contigs(String source, Map<String, Long> lengths) {
        this.source = source;
        this.lengths = new LinkedHashMap<>(lengths);
    }

    /** Contigs without lengths. */
    public static Contigs named(String source, Collection<String> names) {
        Map<String, Long> lengths = new LinkedHashMap<>();
        names.forEach(name -> lengths.put(name, UNKNOWN));
        return new Contigs(source, lengths);
    }

    /** The names in order. */
    public List<String> names() {
        return List.copyOf(lengths.keySet());
    }

    /** Whether there is a contig of exactly this name. */
    public boolean contains(String name) {
        return lengths.containsKey(name);
    }

    /** The length of a contig, or {@link #UNKNOWN}. */
    public long length(String name) {
        return lengths.getOrDefault(name, UNKNOWN);
    }

    /** The genome assembly that the lengths speak for. */
    public Optional<String> build() {
        return GenomeBuild.guess(lengths.values());
    }

    /** This file's name of the contig that another source calls {@code name}; empty if it has none. */
    public Optional<String> resolve(String name, ContigAlias alias) {
        if (lengths.containsKey(name)) {
            return Optional.of(name);
        }
        if (alias == ContigAlias.NONE) {
            return Optional.empty();
        }
        String plain = plain(name);
        return lengths.keySet().stream().filter(own -> plain(own).equals(plain)).findFirst();
    }

    /**
     * Each of {@code names} by the name that this file has for it. Contigs that only the other source has are left out.
     *
     * @param other names the other source in the message
     * @throws DataException {@code E-CONTIG-MISMATCH} if there are names but none of them is known here
     */
    public Map<String, String> match(Collection<String> names, String other, ContigAlias alias) {
        Map<String, String> matched = new LinkedHashMap<>();
        for (String name : names) {
            resolve(name, alias).ifPresent(own -> matched.put(name, own));
        }
        if (matched.isEmpty() && !names.isEmpty() && !lengths.isEmpty()) {
            throw mismatch(names, other, alias);
        }
        return matched;
    }

    /** A region under this file's name of its contig, cut at its end. */
    public Region resolve(Region region, ContigAlias alias) {
        String own = match(List.of(region.contig()), "region " + region, alias).get(region.contig());
        if (own == null) {
            return region;
        }
        long length = length(own);
        if (length != UNKNOWN && region.start() >= length) {
            throw new DataException(
                    "E-REGION-BEYOND",
                    source + ": found contig " + own + " of length " + length + ", expected one that reaches region "
                            + region + "; correct the region");
        }
        return new Region(own, region.start(), length == UNKNOWN ? region.end() : Math.min(region.end(), length));
    }

    private DataException mismatch(Collection<String> names, String other, ContigAlias alias) {
        boolean aliased = alias == ContigAlias.NONE
                && names.stream()
                        .anyMatch(name -> resolve(name, ContigAlias.AUTO).isPresent());
        return new DataException(
                "E-CONTIG-MISMATCH",
                source + ": found contigs " + some(lengths.keySet())
                        + build().map(build -> " (lengths of " + build + ")").orElse("") + ", expected those of "
                        + other
                        + ": " + some(names) + "; "
                        + (aliased
                                ? "pass contig-alias=auto if chr1 and 1 are the same"
                                : "use files of one genome build, or rename the contigs"));
    }

    private static String some(Collection<String> names) {
        List<String> first = new ArrayList<>(names).subList(0, Math.min(SHOWN, names.size()));
        return first.stream().collect(Collectors.joining(", ")) + (names.size() > SHOWN ? ", ..." : "");
    }

    private static String plain(String name) {
        String rest = name.regionMatches(true, 0, "chr", 0, 3) ? name.substring(3) : name;
        return rest.equals("M") ? "MT" : rest;
    }
}

package org.chiasma.genomics.internal.coordinate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.text.Refusals;

/**
 * The parts of a genome that a user asks for: disjoint intervals, in order within each contig. Without any, everything is
 * asked for.
 */
public final class Regions {
    /** No restriction. */
    public static final Regions ALL = new Regions(List.of());

    private final List<Region> regions;
    private final Map<String, List<Region>> byContig = new LinkedHashMap<>();

    private Regions(List<Region> regions) {
        this.regions = merged(regions);
        for (Region region : this.regions) {
            byContig.computeIfAbsent(region.contig(), unseen -> new ArrayList<>())
                    .add(region);
        }
    }

    /** These intervals; those that overlap or touch become one. */
    public static Regions of(List<Region> regions) {
        return regions.isEmpty() ? ALL : new Regions(regions);
    }

    /**
     * What the options {@code region=} (several between semicolons) and {@code regions-file=} (BED, from 0) ask for.
     *
     * @throws org.chiasma.api.UsageException {@code E-REGION-SYNTAX}
     * @throws org.chiasma.api.DataException {@code E-BED-*}
     */
    public static Regions of(Optional<String> region, Optional<Path> file, Progress progress) {
        List<Region> asked = new ArrayList<>();
        region.ifPresent(text -> {
            for (String one : text.split(";", -1)) {
                asked.add(Region.parse(one.strip()));
            }
        });
        file.ifPresent(path -> {
            try {
                IntervalFile.read(new Refusals("BED", path), progress)
                        .forEach(
                                interval -> asked.add(new Region(interval.contig(), interval.start(), interval.end())));
            } catch (IOException e) {
                throw new NoInputException(
                        "E-FILE-UNREADABLE", path + ": cannot be read: " + e + "; check the path", e);
            }
        });
        return of(asked);
    }

    /** Whether nothing is left out. */
    public boolean isAll() {
        return regions.isEmpty();
    }

    /** The intervals, contig by contig in the order of their first mention. */
    public List<Region> list() {
        return regions;
    }

    /** These regions under the names that {@code contigs} has for their contigs, cut at their ends. */
    public Regions resolve(Contigs contigs, ContigAlias alias) {
        if (isAll()) {
            return this;
        }
        contigs.match(byContig.keySet(), "the regions", alias);
        return new Regions(
                regions.stream().map(region -> contigs.resolve(region, alias)).toList());
    }

    /** Whether {@code [start, end)} of a contig shares a position with them. O(log n). */
    public boolean overlap(String contig, long start, long end) {
        if (isAll()) {
            return true;
        }
        List<Region> there = byContig.getOrDefault(contig, List.of());
        int low = 0;
        int high = there.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (there.get(middle).end() <= start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < there.size() && there.get(low).start() < end;
    }

    private static List<Region> merged(List<Region> regions) {
        Map<String, List<Region>> grouped = new LinkedHashMap<>();
        regions.forEach(region -> grouped.computeIfAbsent(region.contig(), unseen -> new ArrayList<>())
                .add(region));
        List<Region> all = new ArrayList<>();
        for (List<Region> group : grouped.values()) {
            group.sort(Comparator.comparingLong(Region::start));
            Region open = group.get(0);
            for (Region next : group) {
                if (next.start() <= open.end()) {
                    open = new Region(open.contig(), open.start(), Math.max(open.end(), next.end()));
                } else {
                    all.add(open);
                    open = next;
                }
            }
            all.add(open);
        }
        return List.copyOf(all);
    }
}

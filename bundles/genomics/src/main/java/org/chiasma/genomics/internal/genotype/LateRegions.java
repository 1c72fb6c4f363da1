package org.chiasma.genomics.internal.genotype;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chiasma.genomics.internal.coordinate.ContigAlias;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.genomics.internal.coordinate.Regions;

/** Regions of a file whose contigs become known while it is read. */
final class LateRegions {
    private final Regions asked;
    private final ContigAlias alias;
    private final String source;
    private final Set<String> seen = new LinkedHashSet<>();
    private final List<Region> resolved = new ArrayList<>();
    private Regions own = Regions.ALL;

    /**
     * @param source names the file in messages
     */
    LateRegions(Regions asked, ContigAlias alias, String source) {
        this.asked = asked;
        this.alias = alias;
        this.source = source;
    }

    /** Whether {@code [start, end)} of a contig shares a position with them. */
    boolean overlap(String contig, long start, long end) {
        if (asked.isAll()) {
            return true;
        }
        if (seen.add(contig)) {
            Contigs one = Contigs.named(source, List.of(contig));
            for (Region region : asked.list()) {
                if (one.resolve(region.contig(), alias).isPresent()) {
                    resolved.add(new Region(contig, region.start(), region.end()));
                }
            }
            own = Regions.of(resolved);
        }
        return !resolved.isEmpty() && own.overlap(contig, start, end);
    }

    /**
     * Ends the file.
     *
     * @throws org.chiasma.api.DataException {@code E-CONTIG-MISMATCH} if it has none of the contigs asked for
     */
    void refuseMismatch() {
        if (!asked.isAll()) {
            Contigs.named(source, seen)
                    .match(asked.list().stream().map(Region::contig).toList(), "the regions", alias);
        }
    }
}

package org.chiasma.genomics.internal.variant;

import htsjdk.tribble.index.Block;
import htsjdk.tribble.index.tabix.TabixIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.bgzf.Span;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.text.Refusals;

/** Finds the records of regions in a BGZF file by its tabix index. */
final class VcfIndex {
    private static final int MOST_POSITION = 1 << 29;

    private VcfIndex() {}

    /**
     * The pieces of whole lines that hold all records of some regions, and more, by the index beside the file; none if there
     * is no index, or if it cannot be used, which is then noted.
     */
    static Optional<List<Span>> spans(Refusals refusals, Regions regions, Progress progress) throws IOException {
        Path file = refusals.file();
        Path beside = file.resolveSibling(file.getFileName() + ".tbi");
        boolean beyond = regions.list().stream().anyMatch(region -> region.start() >= MOST_POSITION);
        if (regions.isAll() || beyond || !Files.isRegularFile(beside)) {
            return Optional.empty();
        }
        if (Files.getLastModifiedTime(beside).compareTo(Files.getLastModifiedTime(file)) < 0) {
            progress.note("warning: " + beside + ": older than " + file.getFileName()
                    + "; if a region looks wrong, index the file again (bcftools index -t)");
        }
        try {
            TabixIndex index = new TabixIndex(beside.toFile());
            List<Span> spans = new ArrayList<>();
            for (Region region : regions.list()) {
                if (index.containsChromosome(region.contig())) {
                    int last = (int) Math.min(MOST_POSITION, region.end());
                    for (Block block : index.getBlocks(region.contig(), (int) region.start() + 1, last)) {
                        spans.add(new Span(block.getStartPosition(), block.getEndPosition()));
                    }
                }
            }
            return Optional.of(Span.merged(spans));
        } catch (IOException | RuntimeException e) {
            progress.note("warning: " + beside + ": no tabix index (" + e.getMessage()
                    + "); reading the whole file, index it again (bcftools index -t)");
            return Optional.empty();
        }
    }
}

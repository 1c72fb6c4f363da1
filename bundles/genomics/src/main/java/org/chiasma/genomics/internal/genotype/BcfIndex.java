package org.chiasma.genomics.internal.genotype;

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
import org.chiasma.text.TextInput;
import org.jspecify.annotations.Nullable;

/**
 * A coordinate-sorted index, {@code .csi} (CSI specification version 1): for each contig the bins of a tree of eight children
 * a node, and for each bin the spans of the file whose records lie in it.
 */
final class BcfIndex {
    private static final int MOST_BITS = 60;

    private final Refusals refusals;
    private final BcfHeader header;
    private final Regions regions;
    private final List<Span> spans = new ArrayList<>();
    private int leafBits;
    private int depth;

    private BcfIndex(Refusals refusals, BcfHeader header, Regions regions) {
        this.refusals = refusals;
        this.header = header;
        this.regions = regions;
    }

    /**
     * The spans that hold all records of {@code regions}, in order and disjoint; empty without regions or without an index
     * that is as new as the file.
     *
     * @param bcf names the file whose index stands beside it
     * @throws org.chiasma.api.DataException {@code E-BCF-INDEX} if it is no such index
     */
    static Optional<List<Span>> spans(Refusals bcf, BcfHeader header, Regions regions, Progress progress)
            throws IOException {
        Path file = bcf.file().resolveSibling(bcf.file().getFileName() + ".csi");
        if (regions.isAll() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(bcf.file())) < 0) {
            progress.note(
                    bcf.file() + ": the index is older than the file and is not used; renew it with bcftools index");
            return Optional.empty();
        }
        Refusals refusals = new Refusals(bcf.family(), file);
        BcfIndex index = new BcfIndex(refusals, header, regions);
        try (BinaryInput in = new BinaryInput(TextInput.open(refusals, Long.MAX_VALUE, progress), refusals)) {
            index.read(in);
        }
        return Optional.of(Span.merged(index.spans));
    }

    private void read(BinaryInput in) throws IOException {
        in.demand(16, "the start of the index");
        int magic = in.integer();
        leafBits = in.integer();
        depth = in.integer();
        long auxiliary = in.unsignedInteger();
        if (magic != 0x01495343 || leafBits < 1 || depth < 0 || depth > MOST_BITS || leafBits + 3 * depth > MOST_BITS) {
            throw refusals.whole(
                    "INDEX",
                    "found no CSI index of version 1, expected one; renew it with bcftools index, or remove it");
        }
        in.demand(auxiliary + 4, "the auxiliary data of the index");
        in.take(auxiliary);
        long contigs = in.unsignedInteger();
        for (int contig = 0; contig < contigs; contig++) {
            List<Region> asked = asked(header.contig(contig));
            in.demand(4, "the bins of a contig");
            long bins = in.unsignedInteger();
            for (long i = 0; i < bins; i++) {
                in.demand(16, "a bin");
                long bin = in.unsignedInteger();
                in.take(8);
                long count = in.unsignedInteger();
                boolean wanted = asked.stream().anyMatch(region -> overlaps(bin, region));
                for (long k = 0; k < count; k++) {
                    in.demand(16, "a span of a bin");
                    Span span = new Span(in.longInteger(), in.longInteger());
                    if (wanted) {
                        spans.add(span);
                    }
                }
            }
        }
    }

    private List<Region> asked(@Nullable String contig) {
        return regions.list().stream()
                .filter(region -> region.contig().equals(contig))
                .toList();
    }

    private boolean overlaps(long bin, Region region) {
        long last = Math.min(region.end(), 1L << (leafBits + 3 * depth)) - 1;
        long first = 0;
        for (int level = 0; level <= depth; level++) {
            int bits = leafBits + 3 * (depth - level);
            if (bin >= first + (region.start() >> bits) && bin <= first + (last >> bits)) {
                return true;
            }
            first = 8 * first + 1;
        }
        return false;
    }
}

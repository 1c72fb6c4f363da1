package org.chiasma.genomics.internal.coordinate;

import java.util.Map;
import java.util.Optional;

/** Genome assemblies told apart by the length of one contig. */
final class GenomeBuild {
    private static final Map<Long, String> BY_LENGTH = Map.ofEntries(
            Map.entry(247_249_719L, "hg18 (NCBI36)"),
            Map.entry(249_250_621L, "hg19 (GRCh37)"),
            Map.entry(248_956_422L, "hg38 (GRCh38)"),
            Map.entry(248_387_328L, "T2T-CHM13v2"),
            Map.entry(51_304_566L, "hg19 (GRCh37)"),
            Map.entry(50_818_468L, "hg38 (GRCh38)"),
            Map.entry(63_025_520L, "hg19 (GRCh37)"),
            Map.entry(64_444_167L, "hg38 (GRCh38)"),
            Map.entry(155_270_560L, "hg19 (GRCh37)"),
            Map.entry(156_040_895L, "hg38 (GRCh38)"),
            Map.entry(197_195_432L, "mm9 (NCBI37)"),
            Map.entry(195_471_971L, "mm10 (GRCm38)"),
            Map.entry(195_154_279L, "mm39 (GRCm39)"),
            Map.entry(23_011_544L, "dm3 (BDGP5)"),
            Map.entry(23_513_712L, "dm6 (BDGP6)"),
            Map.entry(15_072_434L, "ce11 (WBcel235)"),
            Map.entry(15_072_423L, "ce10 (WS220)"),
            Map.entry(230_218L, "sacCer3 (R64)"));

    private GenomeBuild() {}

    /** The build that has a contig of one of {@code lengths}. */
    static Optional<String> guess(Iterable<Long> lengths) {
        for (Long length : lengths) {
            String build = BY_LENGTH.get(length);
            if (build != null) {
                return Optional.of(build);
            }
        }
        return Optional.empty();
    }
}

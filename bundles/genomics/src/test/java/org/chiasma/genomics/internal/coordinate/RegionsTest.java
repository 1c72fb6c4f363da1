package org.chiasma.genomics.internal.coordinate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.api.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chr1|chr1|0|9223372036854775807",
                "chr1:5|chr1|4|5",
                "chr1:5-|chr1|4|9223372036854775807",
                "22:16,050,000-16,100,000|22|16049999|16100000",
                "HLA-A*01:01:5-6|HLA-A*01:01|4|6"
            })
    void regionsCountFromOneWithBothEnds(String text, String contig, long start, long end) {
        assertEquals(new Region(contig, start, end), Region.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chr1:0-5", "chr1:9-5", "chr1:99999999999999999999-5"})
    void refusesRegionsThatAreNone(String text) {
        assertEquals(
                "E-REGION-SYNTAX",
                assertThrows(UsageException.class, () -> Region.parse(text)).code());
    }

    @Test
    void overlappingRegionsBecomeOne() {
        Regions regions = Regions.of(List.of(new Region("a", 50, 70), new Region("a", 0, 10), new Region("a", 10, 20)));
        assertEquals(List.of(new Region("a", 0, 20), new Region("a", 50, 70)), regions.list());
        assertTrue(regions.overlap("a", 19, 30));
        assertFalse(regions.overlap("a", 20, 50));
        assertFalse(regions.overlap("b", 0, 100));
    }

    @Test
    void aliasesMeetOnRequestOnly() {
        Contigs contigs = new Contigs("x.vcf", Map.of("1", 249_250_621L));
        assertEquals(new Region("1", 4, 9), contigs.resolve(new Region("chr1", 4, 9), ContigAlias.AUTO));
        DataException refused =
                assertThrows(DataException.class, () -> contigs.resolve(new Region("chr1", 4, 9), ContigAlias.NONE));
        assertEquals("E-CONTIG-MISMATCH", refused.code());
        assertTrue(refused.getMessage().contains("hg19"), refused.getMessage());
        assertTrue(refused.getMessage().contains("contig-alias=auto"), refused.getMessage());
        assertEquals(
                "MT",
                Contigs.named("y", List.of("MT"))
                        .resolve("chrM", ContigAlias.AUTO)
                        .orElseThrow());
    }

    @Test
    void mismatchShowsThreeNamesOfEach() {
        Contigs contigs = Contigs.named("x.bam", List.of("a", "b", "c", "d"));
        String message = assertThrows(
                        DataException.class,
                        () -> contigs.match(List.of("p", "q", "r", "s"), "the bins", ContigAlias.AUTO))
                .getMessage();
        assertEquals(
                "E-CONTIG-MISMATCH x.bam: found contigs a, b, c, ..., expected those of the bins: p, q, r, ...; use files "
                        + "of one genome build, or rename the contigs",
                message);
    }
}

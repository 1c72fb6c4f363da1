package org.chiasma.shell.internal.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisSelectionTest {
    private static final Axis GENES = Axis.labelled("genes", List.of("TP53", "MYC", "KRAS"));
    private static final Axis BINS = Axis.labelled("bins", List.of("chr1:0-1000", "chr1:1000-2000", "chr2:0-1000"));

    @TempDir
    Path folder;

    @Test
    void labelsComeInTheOrderGiven() throws IOException {
        assertArrayEquals(new int[] {2, 0}, AxisSelection.byLabel(GENES, "--rows", "KRAS,TP53"));
        assertArrayEquals(new int[] {0, 2}, AxisSelection.byLabel(GENES, "--rows", "^MYC"));
        Path list = Files.writeString(folder.resolve("list.txt"), "MYC\n\nTP53\n");
        assertArrayEquals(new int[] {1, 0}, AxisSelection.byLabel(GENES, "--rows", list.toString()));
        assertArrayEquals(new int[] {2}, AxisSelection.byLabel(GENES, "--rows", "^" + list));
        assertArrayEquals(new int[] {4, 0}, AxisSelection.byLabel(Axis.anonymous("rows", 5), "--rows", "5,1"));
    }

    @ParameterizedTest
    @CsvSource({
        "MYC1, E-SELECT-LABEL, did you mean MYC",
        "'MYC,MYC', E-SELECT-LABEL, found MYC twice",
        "'^TP53,MYC,KRAS', E-SELECT-EMPTY, found nothing"
    })
    void refusesLabelsThatAreNotThere(String asked, String code, String found) {
        UsageException refused =
                assertThrows(UsageException.class, () -> AxisSelection.byLabel(GENES, "--rows", asked));
        assertEquals(code, refused.code());
        assertTrue(refused.getMessage().contains(found), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"chr1, 0 1", "chr1:1000, 0", "chr1:1001-, 1", "'chr1:1,000-1,001', 0 1", "chr2:1-5, 2"})
    void regionsCountFromOne(String region, String expected) {
        int[] found = AxisSelection.byRegion(BINS, region);
        assertEquals(
                expected,
                String.join(
                        " ",
                        java.util.Arrays.stream(found)
                                .mapToObj(Integer::toString)
                                .toList()));
    }

    @Test
    void placesMayStandInMetadata() {
        Axis variants = Axis.labelled("variants", List.of("a", "b"))
                .withMetadata(List.of(
                        new MetadataColumn("contig", List.of("22", "22")),
                        new MetadataColumn("position", List.of("100", "200")),
                        new MetadataColumn("reference", List.of("ACG", "A"))));
        assertTrue(AxisSelection.hasPlaces(variants));
        assertFalse(AxisSelection.hasPlaces(GENES));
        assertArrayEquals(new int[] {0}, AxisSelection.byRegion(variants, "22:102-199"));
        assertEquals(
                "E-SELECT-EMPTY",
                assertThrows(UsageException.class, () -> AxisSelection.byRegion(variants, "21"))
                        .code());
        assertEquals(
                "E-SELECT-REGION",
                assertThrows(UsageException.class, () -> AxisSelection.byRegion(variants, "22:0-5"))
                        .code());
    }
}

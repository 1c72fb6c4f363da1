package org.chiasma.api.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AxisTest {
    private final Axis genes = Axis.labelled("genes", List.of("TP53", "MYC", "KRAS"))
            .withMetadata(List.of(new MetadataColumn("chromosome", List.of("17", "8", "12"))));

    @Test
    void findsPositionOfLabel() {
        assertEquals(OptionalInt.of(1), genes.indexOf("MYC"));
        assertEquals(OptionalInt.empty(), genes.indexOf("EGFR"));
    }

    @Test
    void refusesDuplicateLabels() {
        assertThrows(IllegalArgumentException.class, () -> Axis.labelled("genes", List.of("a", "b", "a")));
    }

    @Test
    void refusesMetadataOfAnotherLength() {
        MetadataColumn shorter = new MetadataColumn("tissue", List.of("lung"));
        assertThrows(IllegalArgumentException.class, () -> genes.withMetadata(List.of(shorter)));
    }

    @Test
    void refusesTwoMetadataColumnsOfOneName() {
        MetadataColumn column = new MetadataColumn("tissue", List.of("a", "b", "c"));
        assertThrows(IllegalArgumentException.class, () -> genes.withMetadata(List.of(column, column)));
    }

    @Test
    void selectsLabelsAndMetadataTogether() {
        Axis selected = genes.select(new int[] {2, 0});
        assertEquals(List.of("KRAS", "TP53"), selected.labels());
        assertEquals(
                List.of("12", "17"),
                selected.metadata("chromosome").orElseThrow().values());
    }

    @Test
    void numbersPositionsOfAnonymousAxisFromOne() {
        Axis rows = Axis.anonymous("rows", 3_000_000_000L);
        assertFalse(rows.isLabelled());
        assertEquals("3000000000", rows.label(2_999_999_999L));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.label(3_000_000_000L));
    }

    @Test
    void differsFromAxisWithOtherMetadata() {
        assertFalse(genes.equals(Axis.labelled("genes", genes.labels())));
        assertEquals(genes, genes.select(new int[] {0, 1, 2}));
    }
}

package org.chiasma.genomics.internal.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.chiasma.api.DataException;
import org.chiasma.text.Refusals;
import org.junit.jupiter.api.Test;

/** What is kept is refused before the heap is full. */
class HeapBudgetTest {
    private final HeapBudget budget = new HeapBudget(new Refusals("FASTA", Path.of("x.fa")));

    @Test
    void growsByHalfOrToWhatIsNeeded() {
        assertEquals(150, budget.grown(100, 101, 4));
        assertEquals(500, budget.grown(100, 500, 4));
    }

    @Test
    void refusesMoreThanAThirdOfTheHeap() {
        budget.take(1000);
        DataException refused = assertThrows(
                DataException.class, () -> budget.take(Runtime.getRuntime().maxMemory() / 2));
        assertEquals("E-FASTA-MEMORY", refused.code());
        assertTrue(refused.getMessage().contains("as=kmers"), refused.getMessage());
    }

    @Test
    void refusesArraysThatJavaDoesNotHave() {
        assertThrows(DataException.class, () -> budget.grown(Integer.MAX_VALUE - 8, Integer.MAX_VALUE, 1));
    }
}

package org.chiasma.bus.internal.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.bus.internal.io.ScratchDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long LIMIT = 1 << 20;

    private final ScratchDirectory scratch = ScratchDirectory.temporary();
    private final Budget budget = new Budget(() -> LIMIT);
    private final OffHeapStore store = new OffHeapStore(new Memory(scratch, budget, Memory.MAPPED_FROM, 1 << 20));

    @AfterEach
    void removeTemporaryFiles() {
        scratch.close();
    }

    private static MatrixSpec spec(long rows, long columns) {
        return MatrixSpec.dense(Axis.anonymous("rows", rows), Axis.anonymous("columns", columns));
    }

    @Test
    void refusesAMatrixLargerThanTheLimit() {
        DataException refusal = assertThrows(DataException.class, () -> store.create(spec(1000, 1000)));
        assertEquals("E-MEM-BUDGET", refusal.code());
        assertEquals(0, budget.used());
    }

    @Test
    void refusesMoreThanTheFileSystemHolds() {
        OffHeapStore unlimited = new OffHeapStore(new Memory(scratch, new Budget(() -> Long.MAX_VALUE), 0, 1 << 30));
        DataException refusal = assertThrows(DataException.class, () -> unlimited.create(spec(1L << 30, 1L << 20)));
        assertEquals("E-MEM-BUDGET", refusal.code());
    }

    @Test
    void refusesMoreBytesThanALongCounts() {
        DataException refusal = assertThrows(DataException.class, () -> store.create(spec(1L << 40, 1L << 27)));
        assertEquals("E-MEM-BUDGET", refusal.code());
    }

    @Test
    void refusesRowsThatOutgrowTheLimit() {
        try (RowCollector rows = store.collectRows(1000, ElementType.FLOAT64)) {
            DataException refusal = assertThrows(DataException.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    rows.append(new double[1000], 0);
                }
            });
            assertEquals("E-MEM-BUDGET", refusal.code());
        }
        assertEquals(0, budget.used());
    }

    @Test
    void getsBackWhatADiscardedDraftTook() {
        MatrixDraft draft = store.create(spec(100, 1000));
        assertEquals(800_000, budget.used());
        draft.close();
        assertEquals(0, budget.used());
    }

    @Test
    void getsBackWhatNobodyHoldsAnyMore() {
        for (int i = 0; i < 20; i++) {
            try (MatrixDraft draft = store.create(spec(100, 1000))) {
                assertEquals(100, draft.seal().rowCount());
            }
        }
        assertTrue(budget.used() <= LIMIT);
    }
}

package org.chiasma.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DeepStackTest {
    @Test
    void handsOverResultAndFailure() {
        RuntimeException failure = new IllegalStateException("as it was");
        assertEquals(3, DeepStack.call(() -> 3));
        assertSame(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> DeepStack.call(() -> {
                            throw failure;
                        })));
    }

    @Test
    void keepsTheInterruptOfTheCaller() {
        Thread.currentThread().interrupt();
        assertEquals(3, DeepStack.call(() -> 3));
        assertTrue(Thread.interrupted());
    }

    /** Deeper than a thread of one megabyte allows. */
    @Test
    void isDeep() {
        assertEquals(200_000, DeepStack.call(() -> depth(200_000)));
    }

    private static int depth(int n) {
        return n == 0 ? 0 : 1 + depth(n - 1);
    }
}

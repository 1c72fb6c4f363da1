package org.chiasma.api.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MatrixSpecTest {
    private static MatrixSpec spec(long rows, long columns) {
        return MatrixSpec.dense(Axis.anonymous("rows", rows), Axis.anonymous("columns", columns));
    }

    @Test
    void countsOneTriangleOfAPackedMatrix() {
        assertEquals(
                1_250_025_000L,
                spec(50_000, 50_000).withLayout(Layout.PACKED_SYMMETRIC).capacity());
        assertEquals(6, spec(3, 3).withLayout(Layout.PACKED_SYMMETRIC).capacity());
    }

    @Test
    void refusesPackedMatrixThatIsNotSquare() {
        MatrixSpec oblong = spec(3, 4);
        assertThrows(IllegalArgumentException.class, () -> oblong.withLayout(Layout.PACKED_SYMMETRIC));
    }

    @Test
    void reportsOverflowInsteadOfWrappingAround() {
        assertThrows(ArithmeticException.class, () -> spec(1L << 40, 1L << 40).capacity());
    }

    @Test
    void isAStackOnlyOfWholeBlocks() {
        assertFalse(spec(6, 3).isStack());
        assertTrue(spec(6, 3).withBlockRows(3).isStack());
        assertThrows(IllegalArgumentException.class, () -> spec(6, 3).withBlockRows(4));
        assertThrows(IllegalArgumentException.class, () -> spec(6, 3).withBlockRows(0));
    }
}

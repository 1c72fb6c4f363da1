package org.chiasma.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chiasma.api.DataException;
import org.junit.jupiter.api.Test;

class OffHeapMatrixTest {
    @Test
    void startsWithZerosAndKeepsWhatIsSet() {
        try (OffHeapMatrix matrix = OffHeapMatrix.zeros(3, 4)) {
            assertEquals(0, matrix.get(2, 3));
            matrix.set(1, 2, 5.5);
            assertEquals(5.5, matrix.get(1, 2));
            assertEquals(0, matrix.get(2, 1));
        }
    }

    @Test
    void movesPartsOfRows() {
        try (OffHeapMatrix matrix = OffHeapMatrix.zeros(2, 5)) {
            matrix.writeRow(1, 1, new double[] {9, 1, 2, 3, 9}, 1, 3);
            double[] row = new double[7];
            matrix.readRow(1, 0, row, 1, 5);
            assertArrayEquals(new double[] {0, 0, 1, 2, 3, 0, 0}, row);
        }
    }

    /** 2.2 GiB of address space; only the pages that are written become resident. */
    @Test
    void movesRowsAcrossTheBorderOfTwoSlices() {
        long columns = 100_000_001;
        try (OffHeapMatrix matrix = OffHeapMatrix.zeros(3, columns)) {
            long border = (1L << 27) - columns;
            double[] values = {1, 2, 3, 4, 5, 6};
            matrix.writeRow(1, border - 3, values, 0, 6);
            matrix.set(2, columns - 1, 7);
            double[] read = new double[6];
            matrix.readRow(1, border - 3, read, 0, 6);
            assertArrayEquals(values, read);
            assertEquals(4, matrix.get(1, border));
            assertEquals(7, matrix.get(2, columns - 1));
            assertEquals(0, matrix.get(2, columns - 2));
        }
    }

    @Test
    void refusesMoreThanTheMachineHas() {
        DataException failure = assertThrows(DataException.class, () -> OffHeapMatrix.zeros(2_000_000, 2_000_000));
        assertEquals("E-MEM-BUDGET", failure.code());
        assertTrue(failure.getMessage().contains("2000000 x 2000000"), failure.getMessage());
    }

    @Test
    void refusesSizesThatOverflow() {
        assertEquals(
                "E-MEM-BUDGET",
                assertThrows(DataException.class, () -> OffHeapMatrix.zeros(1L << 62, 4))
                        .code());
        assertEquals(
                "E-MEM-BUDGET",
                assertThrows(DataException.class, () -> OffHeapMatrix.zeros(1L << 32, 1L << 32))
                        .code());
        assertEquals(
                "E-MEM-BUDGET",
                assertThrows(DataException.class, () -> OffHeapMatrix.zeros(1L << 61, 1))
                        .code());
    }

    @Test
    void refusesNegativeExtents() {
        assertThrows(IllegalArgumentException.class, () -> OffHeapMatrix.zeros(-1, 2));
    }

    @Test
    void refusesAccessOutside() {
        try (OffHeapMatrix matrix = OffHeapMatrix.zeros(2, 3)) {
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(0, 3));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(2, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.readRow(0, 1, new double[3], 0, 3));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.writeRow(0, 0, new double[2], 0, 3));
        }
    }

    @Test
    void refusesUseAfterClose() {
        OffHeapMatrix matrix = OffHeapMatrix.zeros(2, 3);
        matrix.close();
        matrix.close();
        assertThrows(IllegalStateException.class, () -> matrix.get(0, 0));
    }

    @Test
    void mayBeEmpty() {
        try (OffHeapMatrix matrix = OffHeapMatrix.zeros(0, 3)) {
            assertEquals(0, matrix.rows());
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(0, 0));
        }
    }
}

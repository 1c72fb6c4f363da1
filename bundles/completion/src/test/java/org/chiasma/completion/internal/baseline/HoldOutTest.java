package org.chiasma.completion.internal.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.completion.internal.Golden;
import org.chiasma.linalg.OffHeapMatrix;
import org.junit.jupiter.api.Test;

class HoldOutTest {
    private static final double NA = Double.NaN;

    private static double[][] values(int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = (i + j) % 5 == 0 ? NA : 100 * i + j;
            }
        }
        return values;
    }

    private static int[] singles(int size) {
        return IntStream.range(0, size).toArray();
    }

    /** What is hidden, and what is left, of the values. */
    private static double[][][] hide(HoldOut holdOut, double[][] values, double fraction) {
        try (OffHeapMatrix observed = Golden.matrix(values);
                OffHeapMatrix hidden = holdOut.hide(observed, fraction, new SplittableRandom(4))) {
            return new double[][][] {Golden.array(hidden), Golden.array(observed)};
        }
    }

    private static long count(double[][] values) {
        return Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(value -> !Double.isNaN(value))
                .count();
    }

    @Test
    void hidesTheFractionOfObservedEntriesAndKeepsTheOthers() {
        double[][] values = values(20, 10);
        double[][][] parts = hide(new HoldOut(HoldOut.Unit.ENTRIES, singles(20), true), values, 0.25);
        assertEquals(40, count(parts[0]));
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 10; j++) {
                double kept = Double.isNaN(parts[0][i][j]) ? parts[1][i][j] : parts[0][i][j];
                assertEquals(values[i][j], kept);
                assertTrue(Double.isNaN(parts[0][i][j]) || Double.isNaN(parts[1][i][j]));
            }
        }
    }

    @Test
    void groupedEntriesAreHiddenTogether() {
        double[][] values = new double[6][8];
        double[][] hidden = hide(new HoldOut(HoldOut.Unit.ENTRIES, new int[] {0, 1, 0, 3, 1, 5}, true), values, 0.5)[0];
        assertArrayEquals(hidden[0], hidden[2]);
        assertArrayEquals(hidden[1], hidden[4]);
        assertTrue(count(hidden) > 0);
    }

    @Test
    void wholeGroupsOfRowsAreHidden() {
        double[][] hidden =
                hide(new HoldOut(HoldOut.Unit.ROWS, new int[] {0, 1, 0, 1}, true), new double[4][3], 0.5)[0];
        assertEquals(6, count(hidden));
        assertArrayEquals(hidden[0], hidden[2]);
        assertEquals(0, count(new double[][] {hidden[0]}) % 3);
    }

    @Test
    void wholeColumnsAreHidden() {
        double[][] hidden = hide(new HoldOut(HoldOut.Unit.COLUMNS, singles(4), true), new double[3][4], 0.25)[0];
        assertEquals(3, count(hidden));
        assertArrayEquals(hidden[0], hidden[1]);
    }

    @Test
    void hidesTheSameEntriesOfTheTransposedMatrix() {
        double[][] values = values(7, 9);
        double[][] upright = hide(new HoldOut(HoldOut.Unit.ENTRIES, singles(7), true), values, 0.3)[0];
        double[][] transposed =
                hide(new HoldOut(HoldOut.Unit.ENTRIES, singles(7), false), Golden.transposed(values), 0.3)[0];
        double[][] expected = Golden.transposed(upright);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], transposed[i]);
        }
    }

    @Test
    void refusesASingleUnit() {
        HoldOut holdOut = new HoldOut(HoldOut.Unit.ROWS, new int[] {0, 0}, true);
        DataException refusal = assertThrows(DataException.class, () -> hide(holdOut, new double[2][2], 0.5));
        assertEquals("E-EVALUATE-FEW", refusal.code());
    }
}

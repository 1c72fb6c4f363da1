package org.chiasma.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class BlockTest {
    private final LinearAlgebra algebra = new LinearAlgebra();

    @Test
    void multipliesRectanglesInPlace() {
        try (OffHeapMatrix a = Matrices.random(90, 80, 50)) {
            RealMatrix before = Matrices.toCommons(a);
            RealMatrix expected = before.copy();
            RealMatrix product = before.getSubMatrix(0, 19, 5, 34)
                    .multiply(before.getSubMatrix(40, 54, 0, 29).transpose())
                    .scalarMultiply(-2)
                    .add(before.getSubMatrix(60, 79, 41, 55));
            expected.setSubMatrix(product.getData(), 60, 41);
            algebra.multiply(
                    -2,
                    new Block(a, 0, 5, 20, 30),
                    false,
                    new Block(a, 40, 0, 15, 30),
                    true,
                    1,
                    new Block(a, 60, 41, 20, 15));
            assertEquals(0, Matrices.distance(expected, Matrices.toCommons(a)), 1e-12);
        }
    }

    @Test
    void addsAndExchangesRows() {
        try (OffHeapMatrix a = Matrices.random(6, 5, 52);
                OffHeapMatrix b = Matrices.random(6, 5, 53)) {
            RealMatrix expected =
                    Matrices.toCommons(b).add(Matrices.toCommons(a).scalarMultiply(-3));
            algebra.add(-3, Block.of(a), Block.of(b));
            assertEquals(0, Matrices.distance(expected, Matrices.toCommons(b)), 1e-15);
            double before = b.get(2, 1);
            algebra.add(2, new Block(a, 0, 0, 3, 2), new Block(b, 1, 1, 3, 2));
            assertEquals(before + 2 * a.get(1, 0), b.get(2, 1), 1e-15);
            assertEquals(expected.getEntry(2, 3), b.get(2, 3), 1e-15);
            double[] rows = {a.get(1, 4), a.get(5, 4)};
            algebra.exchangeRows(a, 1, 5);
            assertEquals(rows[1], a.get(1, 4));
            assertEquals(rows[0], a.get(5, 4));
            assertThrows(IndexOutOfBoundsException.class, () -> algebra.exchangeRows(a, 0, 6));
        }
    }

    @Test
    void readsWritesAndCopies() {
        try (OffHeapMatrix a = Matrices.random(4, 5, 51);
                OffHeapMatrix b = OffHeapMatrix.zeros(3, 3)) {
            double[] entries = new double[6];
            new Block(a, 1, 2, 2, 3).read(entries);
            assertArrayEquals(
                    new double[] {a.get(1, 2), a.get(1, 3), a.get(1, 4), a.get(2, 2), a.get(2, 3), a.get(2, 4)},
                    entries);
            new Block(b, 1, 0, 2, 3).copyFrom(new Block(a, 1, 2, 2, 3));
            assertEquals(a.get(2, 4), b.get(2, 2));
            assertEquals(0, b.get(0, 0));
            new Block(b, 0, 1, 3, 2).fill(7);
            assertEquals(a.get(1, 2), b.get(1, 0));
            assertEquals(7, b.get(2, 2));
        }
    }

    @Test
    void refusesRectanglesBeyondTheMatrixAndShapesWithoutProduct() {
        try (OffHeapMatrix a = OffHeapMatrix.zeros(4, 5)) {
            assertThrows(IndexOutOfBoundsException.class, () -> new Block(a, 1, 0, 4, 5));
            assertThrows(IndexOutOfBoundsException.class, () -> new Block(a, 0, -1, 4, 5));
            Block part = new Block(a, 0, 0, 2, 3);
            assertThrows(IllegalArgumentException.class, () -> algebra.multiply(1, part, false, part, false, 0, part));
            assertThrows(IllegalArgumentException.class, () -> Block.of(a).copyFrom(part));
        }
    }
}

package org.chiasma.inverter.internal.inversion;

/** Inverts the pivot blocks of a larger elimination, to working precision. */
@FunctionalInterface
public interface PivotInverse {
    /**
     * Inverts one block.
     *
     * @param n rows and columns
     * @param block n x n, row-major; left as it is
     * @param inverse receives the inverse
     * @return whether the block could be inverted; otherwise {@code inverse} is undefined
     */
    boolean invert(int n, double[] block, double[] inverse);
}

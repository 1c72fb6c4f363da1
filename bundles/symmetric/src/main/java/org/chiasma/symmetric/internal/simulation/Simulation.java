package org.chiasma.symmetric.internal.simulation;

/**
 * What one synthetic example is made from. The same values give the same example, to the bit, wherever it is made.
 *
 * @param family how Z comes from the columns of X and Y
 * @param rows N, the rows of X and of Y
 * @param columns D, their columns, and the rows and columns of Z
 * @param seed of the columns and of the noise: another seed is another example
 * @param model of the mechanism: examples of one model can be learned from one another
 * @param ceiling the R2 that the signal itself reaches on noisy entries of the families PSD and INDEFINITE; the other
 *     families have the noise of their counts and edges
 */
public record Simulation(Family family, int rows, int columns, long seed, long model, double ceiling) {
    /** Checks the extents and the ceiling. */
    public Simulation {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(rows + " x " + columns + ": expected one row and one column at least");
        }
        if (!(ceiling > 0 && ceiling <= 1)) {
            throw new IllegalArgumentException("ceiling " + ceiling + ": expected more than 0 and at most 1");
        }
    }

    /** Draws X and Y and prepares the computation of Z: O(D N) numbers. */
    public SimulatedExample example() {
        return new SimulatedExample(this);
    }

    /** The same mechanism over other columns. */
    Simulation withColumns(int otherColumns, long otherSeed) {
        return new Simulation(family, rows, otherColumns, otherSeed, model, ceiling);
    }

    /** Standard deviation of the noise that a signal of variance one needs for the ceiling. */
    float noise() {
        return (float) Math.sqrt((1 - ceiling) / ceiling);
    }
}

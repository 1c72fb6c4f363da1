package org.chiasma.symmetric.internal;

import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.symmetric.internal.simulation.Family;
import org.chiasma.symmetric.internal.simulation.Simulation;

/**
 * Parameters of {@code symmetric:simulate}.
 *
 * @param family how Z comes from X and Y
 * @param columns D
 * @param rows N
 * @param seed of the example
 * @param model of the mechanism
 * @param ceiling R2 of the signal, of the families that have one
 */
public record SimulateParameters(
        @Parameter(
                description =
                        "How Z comes from the columns of X and Y: psd, linear, positive semi-definite of rank 8; indefinite, non-linear, of both signs; network, sparse edges 0 and 1; contacts, counts that fall with the distance of two bins.")
        Family family,

        @Parameter(description = "Columns of X and Y, which are the rows and columns of Z; 2 to 1000000.")
        int columns,

        @Parameter(description = "Rows of X and of Y; 1 to 10000.")
        int rows,

        @Parameter(description = "Seed of the columns and the noise: another seed is another example.")
        long seed,

        @Parameter(description = "Number of the mechanism: examples of one model can be learned from one another.")
        long model,

        @Parameter(
                description =
                        "Share of the variance of Z that the signal explains, for psd and indefinite: above 0, at most 1; 0.8 unless given.")
        Optional<Double> ceiling) {
    /** Two thousand columns of the linear family. */
    public static final SimulateParameters DEFAULTS =
            new SimulateParameters(Family.PSD, 2_000, 20, 1, 0, Optional.empty());

    private static final int MOST_COLUMNS = 1_000_000;
    private static final int MOST_ROWS = 10_000;
    /** 400 MB in each of X and Y. */
    private static final long MOST_ENTRIES = 100_000_000;

    private static final double CEILING = 0.8;

    /** Checks the ranges, and that nothing is given that the family does not use. */
    public SimulateParameters {
        if (columns < 2 || columns > MOST_COLUMNS) {
            throw new IllegalArgumentException("--columns " + columns + ": expected 2 to " + MOST_COLUMNS);
        }
        if (rows < 1 || rows > MOST_ROWS) {
            throw new IllegalArgumentException("--rows " + rows + ": expected 1 to " + MOST_ROWS);
        }
        if ((long) rows * columns > MOST_ENTRIES) {
            throw new IllegalArgumentException("--rows " + rows + " and --columns " + columns + ": expected at most "
                    + MOST_ENTRIES + " entries of X");
        }
        if (ceiling.isPresent()) {
            if (!family.hasCeiling()) {
                throw new IllegalArgumentException(
                        "--ceiling goes with psd and indefinite; the entries of the other families are random by themselves");
            }
            if (!(ceiling.get() > 0 && ceiling.get() <= 1)) {
                throw new IllegalArgumentException("--ceiling " + ceiling.get() + ": expected above 0, at most 1");
            }
        }
    }

    /** What the example is made from. */
    Simulation simulation() {
        return new Simulation(family, rows, columns, seed, model, ceiling.orElse(CEILING));
    }
}

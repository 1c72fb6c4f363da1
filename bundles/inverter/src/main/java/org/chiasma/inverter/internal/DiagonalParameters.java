package org.chiasma.inverter.internal;

import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.inverter.internal.remedy.Remedy;
import org.chiasma.inverter.internal.remedy.Ridge;
import org.chiasma.inverter.internal.remedy.Shrinkage;

/**
 * Remedies that strengthen the diagonal; at most one.
 *
 * @param ridge what is added to the diagonal
 * @param shrink how far towards the mean diagonal
 */
public record DiagonalParameters(
        @Parameter(
                value = "LAMBDA",
                description = "Add LAMBDA to the diagonal; absolute, in the units of the diagonal.")
        Optional<Double> ridge,

        @Parameter(
                value = "ALPHA",
                description =
                        "Take 1 - ALPHA times the matrix, and put ALPHA times its mean diagonal on the diagonal; above 0, at most 1.")
        Optional<Double> shrink) {
    /** None. */
    public static final DiagonalParameters DEFAULTS = new DiagonalParameters(Optional.empty(), Optional.empty());

    /** Checks the ranges and that there is at most one. */
    public DiagonalParameters {
        if (ridge.isPresent() && shrink.isPresent()) {
            throw new UsageException(
                    "E-FLAG-CONFLICT", "--ridge and --shrink: found both, expected at most one, leave one out");
        }
        ridge.ifPresent(Ridge::new);
        shrink.ifPresent(Shrinkage::new);
    }

    /** The remedy that was chosen, if any. */
    Optional<Remedy> remedy() {
        return ridge.<Remedy>map(Ridge::new).or(() -> shrink.map(Shrinkage::new));
    }
}

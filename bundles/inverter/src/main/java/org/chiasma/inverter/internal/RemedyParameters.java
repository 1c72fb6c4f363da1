package org.chiasma.inverter.internal;

import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.inverter.internal.remedy.NearestPositive;
import org.chiasma.inverter.internal.remedy.Remedy;
import org.chiasma.linalg.LinearAlgebra;

/**
 * Ways out for matrices without an inverse; at most one.
 *
 * @param diagonal ridge or shrinkage
 * @param pinv whether the pseudoinverse is taken
 * @param nearestPsd whether the nearest positive definite matrix is inverted
 * @param floor smallest eigenvalue of that matrix relative to its largest
 */
public record RemedyParameters(
        DiagonalParameters diagonal,

        @Parameter(
                description =
                        "Give the pseudoinverse, of matrices of any shape and rank; without a certificate, check it with inverter:verify.")
        boolean pinv,

        @Parameter(
                description =
                        "Invert the nearest symmetric matrix whose eigenvalues are all positive, at least --floor times the largest.")
        boolean nearestPsd,

        @Parameter(
                description =
                        "With --nearest-psd: the smallest eigenvalue relative to the largest, between 0 and 1; 1e-6 unless given.")
        Optional<Double> floor) {
    /** None. */
    public static final RemedyParameters DEFAULTS =
            new RemedyParameters(DiagonalParameters.DEFAULTS, false, false, Optional.empty());

    private static final double FLOOR = 1e-6;

    /** Checks the ranges and that there is at most one. */
    public RemedyParameters {
        int chosen = (diagonal.remedy().isPresent() ? 1 : 0) + (pinv ? 1 : 0) + (nearestPsd ? 1 : 0);
        if (chosen > 1) {
            throw new UsageException(
                    "E-FLAG-CONFLICT",
                    "--ridge, --shrink, --pinv and --nearest-psd: found %d of them, expected at most one, leave the others out"
                            .formatted(chosen));
        }
        if (floor.isPresent() && !nearestPsd) {
            throw new UsageException(
                    "E-FLAG-CONFLICT",
                    "--floor: found it without --nearest-psd, which alone uses it, expected both, leave it out or add --nearest-psd");
        }
        if (floor.isPresent() && !(floor.get() > 0 && floor.get() < 1)) {
            throw new IllegalArgumentException("--floor " + floor.get() + ": expected a number between 0 and 1");
        }
    }

    /** The remedy that changes matrices before they are inverted, if any. */
    Optional<Remedy> remedy(LinearAlgebra algebra) {
        return nearestPsd ? Optional.of(new NearestPositive(algebra, floor.orElse(FLOOR))) : diagonal.remedy();
    }
}

package org.chiasma.symmetric.internal.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonQuantileTest {
    /** A difference of rounding is none: u may lie between the two distribution functions. */
    private static final double ROUNDING = 1e-10;

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.01, 0.9, 1, 3.7, 15.9, 16.2, 60, 401.5, 2_000, 162_754.8})
    void isTheLeastCountWhoseProbabilityReachesU(double mean) {
        PoissonDistribution reference = new PoissonDistribution(mean);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 400; i++) {
            double u = i % 4 == 0 ? Math.pow(random.nextDouble(), 8) : random.nextDouble();
            int k = PoissonQuantile.of(u, mean);
            assertTrue(reference.cumulativeProbability(k) >= u - ROUNDING, () -> "u = " + u + ", k = " + k);
            assertTrue(
                    k == 0 || reference.cumulativeProbability(k - 1) < u + ROUNDING, () -> "u = " + u + ", k = " + k);
        }
    }

    @Test
    void endsInTheTails() {
        double last = 1 - 0x1p-53;
        assertEquals(0, PoissonQuantile.of(0x1p-54, 0.5));
        assertEquals(0, PoissonQuantile.of(last, 0));
        assertTrue(PoissonQuantile.of(last, 100) < 250);
        assertTrue(PoissonQuantile.of(0x1p-54, 100) > 20);
    }
}

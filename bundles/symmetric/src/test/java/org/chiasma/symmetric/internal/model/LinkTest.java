package org.chiasma.symmetric.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkTest {
    @ParameterizedTest
    @EnumSource
    void isIncreasingAndKeepsMissing(Link link) {
        double before = Double.NEGATIVE_INFINITY;
        for (double sum = -3; sum <= 3; sum += 0.25) {
            double entry = link.toEntry(sum);
            assertTrue(entry > before, link + " at " + sum);
            before = entry;
        }
        assertTrue(Double.isNaN(link.toScale(Double.NaN)));
        assertTrue(Double.isNaN(link.toEntry(Double.NaN)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POISSON")
    void comesBackFromTheScale(Link link) {
        for (double entry : new double[] {0.02, 0.3, 0.5, 0.9}) {
            assertEquals(entry, link.toEntry(link.toScale(entry)), 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasAFiniteScaleForZeroAndOne(Link link) {
        assertTrue(Double.isFinite(link.toScale(0)));
        assertTrue(Double.isFinite(link.toScale(1)));
    }
}

package org.chiasma.inverter.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateTest {
    @Test
    void risesLinearlyThenFallsAlongHalfACosine() {
        LearningRate rate = new LearningRate(Schedule.COSINE, 0.01, 4, 12);
        double[] expected = {0.0025, 0.005, 0.0075, 0.01, 0.01, 0.00961939766, 0.00853553391, 0.00691341716, 0.005};
        for (int step = 0; step < expected.length; step++) {
            assertEquals(expected[step], rate.at(step), 1e-11);
        }
        assertEquals(0, rate.at(12), 1e-18);
    }

    @Test
    void constantScheduleStaysAtThePeakAfterWarmUp() {
        LearningRate rate = new LearningRate(Schedule.CONSTANT, 3e-5, 2, 10);
        assertEquals(1.5e-5, rate.at(0));
        assertEquals(3e-5, rate.at(1));
        assertEquals(3e-5, rate.at(9));
    }

    @Test
    void isPositiveAtEveryStep() {
        LearningRate rate = new LearningRate(Schedule.COSINE, 1e-3, 0, 1000);
        for (int step = 0; step < 1000; step++) {
            assertTrue(rate.at(step) > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesRatesThatAreNotPositive(double peak) {
        assertThrows(IllegalArgumentException.class, () -> new LearningRate(Schedule.CONSTANT, peak, 0, 1));
    }
}

package org.chiasma.inverter.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingPlanTest {
    private static TrainingPlan plan(int batch, long samples, int looks) {
        return new TrainingPlan(batch, samples, Schedule.COSINE, 1e-3, 0, looks, 0);
    }

    private static List<Long> looks(TrainingPlan plan) {
        return LongStream.rangeClosed(1, plan.steps())
                .filter(plan::isLook)
                .boxed()
                .toList();
    }

    @Test
    void samplesAreRoundedUpToWholeBatches() {
        assertEquals(3, plan(100, 201, 1).steps());
        assertEquals(2, plan(100, 200, 1).steps());
        assertEquals(Long.MAX_VALUE / 1024 + 1, plan(1024, Long.MAX_VALUE, 1).steps());
    }

    @Test
    void warmUpIsCountedInSamples() {
        LearningRate rate = new TrainingPlan(100, 1000, Schedule.CONSTANT, 1, 250, 1, 0).learningRate();
        assertEquals(1.0 / 3, rate.at(0), 1e-15);
        assertEquals(1, rate.at(2));
    }

    @Test
    void looksAreEvenlySpacedAfterAnEarlyDoubling() {
        assertEquals(List.of(1L, 2L, 5L, 10L, 20L, 30L, 40L), looks(plan(1, 40, 4)));
    }

    @Test
    void lastStepIsAlwaysALookAndNoneComesShortlyBefore() {
        for (int steps = 1; steps < 60; steps++) {
            for (int looks = 1; looks < 30; looks++) {
                List<Long> taken = looks(plan(1, steps, looks));
                assertTrue(taken.contains((long) steps), taken::toString);
                assertTrue(taken.size() <= 2 * looks + 7, taken::toString);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,0.1,0,1,0",
        "1,0,0.1,0,1,0",
        "1,1,0,0,1,0",
        "1,1,NaN,0,1,0",
        "1,1,0.1,2,1,0",
        "1,1,1,0,0,0",
        "1,1,1,0,1,-1"
    })
    void refusesValuesOutOfRange(int batch, long samples, double rate, long warmup, int looks, int patience) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new TrainingPlan(batch, samples, Schedule.COSINE, rate, warmup, looks, patience));
    }
}

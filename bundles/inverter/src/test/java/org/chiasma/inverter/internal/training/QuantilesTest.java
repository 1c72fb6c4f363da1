package org.chiasma.inverter.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void areThoseOfTheSortedValues() {
        List<Integer> shuffled = IntStream.rangeClosed(1, 1000).boxed().collect(Collectors.toList());
        Collections.shuffle(shuffled, new Random(1));
        double[] values = shuffled.stream().mapToDouble(value -> value).toArray();
        assertEquals(new Quantiles(500, 950, 990, 1000), Quantiles.of(values));
        assertEquals((double) shuffled.get(0), values[0]);
    }

    @Test
    void ofOneValueAreThatValue() {
        assertEquals(new Quantiles(3, 3, 3, 3), Quantiles.of(new double[] {3}));
    }

    @Test
    void countsNaNAsInfinite() {
        Quantiles quantiles = Quantiles.of(new double[] {Double.NaN, 1, 2, 3});
        assertEquals(2, quantiles.median());
        assertEquals(Double.POSITIVE_INFINITY, quantiles.max());
    }

    @Test
    void refusesNoValues() {
        assertThrows(IllegalArgumentException.class, () -> Quantiles.of(new double[0]));
    }
}

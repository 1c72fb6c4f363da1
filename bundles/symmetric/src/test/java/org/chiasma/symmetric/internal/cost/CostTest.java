package org.chiasma.symmetric.internal.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostTest {
    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static BigInteger pairs(long columns) {
        return big(columns).multiply(big(columns - 1)).shiftRight(1);
    }

    /** Layer by layer, in integers without bounds. */
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 2_000, 46_341, 50_000, 65_537, 1_000_000})
    void countsEveryParameterOfTheNaiveNetwork(long columns) {
        BigInteger convolutions = big(3 * 3 * 2 * 32 + 32 + 3 * 3 * 32 * 64 + 64);
        BigInteger hidden = big(64).multiply(big(columns)).add(BigInteger.ONE).multiply(big(128));
        BigInteger outputs = big(129).multiply(pairs(columns));
        assertEquals(
                convolutions.add(hidden).add(outputs),
                big(new NaiveNetwork(128).cost(20, columns).parameters()));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 46_341, 50_000, 1_000_000})
    void countsEveryParameterOfASingleDenseLayer(long columns) {
        BigInteger expected = big(2 * columns + 1).multiply(pairs(columns));
        assertEquals(expected, big(NaiveNetwork.singleLayer(columns).parameters()));
    }

    @Test
    void aSingleLayerOfFiftyThousandColumnsHasOverAHundredTrillionParameters() {
        assertEquals(1.25e14, (double) NaiveNetwork.singleLayer(50_000).parameters(), 0.01e14);
    }

    @Test
    void refusesToCountBeyondALong() {
        assertThrows(ArithmeticException.class, () -> NaiveNetwork.singleLayer(10_000_000));
    }

    @Test
    void bytesAreThoseOfTheGrid() {
        assertEquals(4L * 50_000 * 50_001 / 2, LowRankModel.packedBytes(50_000));
        assertEquals(4L * 46_341 * 46_341, LowRankModel.denseBytes(46_341));
        assertEquals(4 * (50_000 * 32 + 32), new LowRankModel(297, 32).factorBytes(50_000));
    }

    @Test
    void whatIsLearnedByLowRankDoesNotGrowWithTheColumns() {
        LowRankModel model = new LowRankModel(297, 32);
        assertEquals(297 * 298 / 2, model.closedForm(2_000).parameters());
        assertEquals(
                model.closedForm(2_000).parameters(), model.closedForm(50_000).parameters());
        assertEquals(model.encoder(2_000).parameters(), model.encoder(50_000).parameters());
        assertEquals(297 * 32 + 32, model.truncatedParameters());
    }

    @Test
    void arithmeticGrowsWithTheSquareOfTheColumns() {
        LowRankModel model = new LowRankModel(41, 8);
        double ratio =
                model.closedForm(1_000_000).flops() / model.closedForm(500_000).flops();
        assertEquals(4, ratio, 0.01);
        assertEquals(1e12 * 8, model.predictionFlops(1_000_000));
        Cost naive = new NaiveNetwork(128).cost(20, 1_000_000);
        assertTrue(naive.flops() > 6e6 * model.features() && naive.bytes() == 16.0 * naive.parameters());
        assertEquals(naive.flops() / 1e9, naive.seconds(1e9));
    }

    /** A pixel takes every weight of a convolution once, and dense weights are used once; backwards twice more. */
    @Test
    void stepsOfTheNaiveNetworkTakeThreePasses() {
        long convolutions = 3 * 3 * 2 * 32 + 32 + 3 * 3 * 32 * 64 + 64;
        Cost cost = new NaiveNetwork(10).cost(7, 100);
        double dense = cost.parameters() - convolutions;
        assertEquals(6 * (700.0 * convolutions + dense), cost.flops());
    }
}

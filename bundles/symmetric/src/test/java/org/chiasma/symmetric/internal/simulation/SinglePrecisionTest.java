package org.chiasma.symmetric.internal.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against {@link StrictMath} in double precision. */
class SinglePrecisionTest {
    private static final int COUNT = Block.COLUMNS;

    private final SplittableRandom random = new SplittableRandom(5);
    private final Block block = new Block();
    private final float[] found = new float[COUNT];

    SinglePrecisionTest() {
        block.moveTo(0, 0, 0, COUNT);
    }

    @Test
    void logarithmsOfUniformNumbersAreAccurateEverywhere() {
        long[] bits = new long[COUNT];
        for (int shift = 0; shift < 64; shift++) {
            for (int t = 0; t < COUNT; t += 2) {
                bits[t] = random.nextLong() >>> shift;
                bits[t + 1] = ~bits[t];
            }
            bits[0] = 0;
            bits[1] = -1;
            SinglePrecision.minusLogUniform(block, bits, found);
            for (int t = 0; t < COUNT; t++) {
                double expected = minusLog(bits[t]);
                assertEquals(1, found[t] / expected, 3e-7, "bits " + bits[t]);
            }
        }
    }

    /** Near one from the distance to one, which double precision holds to the last bit. */
    private static double minusLog(long bits) {
        return bits < 0
                ? -StrictMath.log1p(-CounterRandom.uniformOf(~bits))
                : -StrictMath.log(CounterRandom.uniformOf(bits));
    }

    @Test
    void cosinesAreAccurate() {
        long[] bits = new long[COUNT];
        for (int round = 0; round < 100; round++) {
            for (int t = 0; t < COUNT; t++) {
                bits[t] = t < 64 ? Long.MIN_VALUE >>> t : random.nextLong();
            }
            SinglePrecision.cosineOfTurns(block, bits, found);
            for (int t = 0; t < COUNT; t++) {
                double expected = StrictMath.cos(2 * Math.PI * CounterRandom.uniformOf(bits[t]));
                assertEquals(expected, found[t], 3e-7, "bits " + bits[t]);
            }
        }
    }

    @Test
    void exponentialsAreAccurate() {
        float[] x = new float[COUNT];
        for (int round = 0; round < 100; round++) {
            for (int t = 0; t < COUNT; t++) {
                x[t] = t == 0 ? 0 : (float) (80 * random.nextDouble() - 40);
            }
            SinglePrecision.exp(block, x, found);
            for (int t = 0; t < COUNT; t++) {
                double expected = StrictMath.exp(x[t]);
                assertEquals(1, found[t] / expected, 1e-4, "x = " + x[t]);
            }
        }
    }

    @Test
    void logarithmsAreAccurateAndZeroAtOne() {
        float[] y = new float[COUNT];
        for (int round = 0; round < 100; round++) {
            for (int t = 0; t < COUNT; t++) {
                y[t] = t == 0 ? 1 : (float) StrictMath.exp(20 * random.nextDouble() - 4);
            }
            SinglePrecision.log(block, y, found);
            assertEquals(0, found[0]);
            for (int t = 0; t < COUNT; t++) {
                double expected = StrictMath.log(y[t]);
                assertEquals(expected, found[t], 3e-7 * Math.max(1, Math.abs(expected)), "y = " + y[t]);
            }
        }
    }
}

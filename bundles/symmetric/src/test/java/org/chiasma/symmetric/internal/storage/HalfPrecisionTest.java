package org.chiasma.symmetric.internal.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HalfPrecisionTest {
    /** What the fields of a binary16 mean (IEEE 754-2008, 3.4). */
    private static double meaning(int half) {
        int exponent = (half >> 10) & 31;
        int fraction = half & 1023;
        double sign = half >= 0x8000 ? -1 : 1;
        if (exponent == 31) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return sign
                * (exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(1024.0 + fraction, exponent - 25));
    }

    @Test
    void everyFloat16IsReadAsWhatItsFieldsMean() {
        for (int half = 0; half < 1 << 16; half++) {
            double expected = meaning(half);
            float found = HalfPrecision.fromFloat16((short) half);
            assertEquals(expected, (double) found, Integer.toHexString(half));
            if (!Double.isNaN(expected)) {
                assertEquals((short) half, HalfPrecision.toFloat16(found), Integer.toHexString(half));
            } else {
                assertTrue(Float.isNaN(HalfPrecision.fromFloat16(HalfPrecision.toFloat16(found))));
            }
        }
    }

    @Test
    void betweenTwoFloat16TheNearerIsTakenAndOfTiesTheEven() {
        for (int half = 0; half < 0x7c00; half++) {
            double low = meaning(half);
            double high = half == 0x7bff ? 65536 : meaning(half + 1);
            float middle = (float) (low + (high - low) / 2);
            assertEquals(low + (high - low) / 2, middle, "ties are floats");
            int even = half % 2 == 0 ? half : half + 1;
            for (int sign : new int[] {0, 0x8000}) {
                float s = sign == 0 ? 1 : -1;
                assertEquals((short) (even | sign), HalfPrecision.toFloat16(s * middle));
                assertEquals((short) (half | sign), HalfPrecision.toFloat16(s * Math.nextDown(middle)));
                assertEquals((short) ((half + 1) | sign), HalfPrecision.toFloat16(s * Math.nextUp(middle)));
            }
        }
    }

    @Test
    void extremesOfFloat32BecomeZeroAndInfinity() {
        assertEquals((short) 0x7c00, HalfPrecision.toFloat16(Float.MAX_VALUE));
        assertEquals((short) 0xfc00, HalfPrecision.toFloat16(Float.NEGATIVE_INFINITY));
        assertEquals((short) 0, HalfPrecision.toFloat16(Float.MIN_VALUE));
        assertEquals((short) 0x8000, HalfPrecision.toFloat16(-0f));
        assertEquals((short) 0x7f80, HalfPrecision.toBfloat16(Float.MAX_VALUE));
        assertEquals((short) 0x8000, HalfPrecision.toBfloat16(-0f));
        assertTrue(Float.isNaN(HalfPrecision.fromFloat16(HalfPrecision.toFloat16(Float.intBitsToFloat(0xff800001)))));
        assertTrue(Float.isNaN(HalfPrecision.fromBfloat16(HalfPrecision.toBfloat16(Float.intBitsToFloat(0x7f800001)))));
    }

    @Test
    void everyBfloat16IsTheUpperHalfOfAFloat() {
        for (int half = 0; half < 1 << 16; half++) {
            float found = HalfPrecision.fromBfloat16((short) half);
            assertEquals(half << 16, Float.floatToRawIntBits(found));
            if (!Float.isNaN(found)) {
                assertEquals((short) half, HalfPrecision.toBfloat16(found));
                int bits = half << 16;
                int even = half % 2 == 0 ? half : half + 1;
                if (Float.isFinite(found)) {
                    assertEquals((short) even, HalfPrecision.toBfloat16(Float.intBitsToFloat(bits | 0x8000)));
                    assertEquals((short) half, HalfPrecision.toBfloat16(Float.intBitsToFloat(bits | 0x7fff)));
                    assertEquals((short) (half + 1), HalfPrecision.toBfloat16(Float.intBitsToFloat(bits | 0x8001)));
                }
            } else {
                assertTrue(Float.isNaN(HalfPrecision.fromBfloat16(HalfPrecision.toBfloat16(found))));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rangesBeginToOverflowWhereTheySay(StoredType type) {
        float[] values = {type.largest(), Math.nextDown(type.overflow()), type.overflow(), Float.NaN};
        float[] read = through(type, values);
        assertEquals(type.largest(), read[0]);
        assertEquals(type == StoredType.FLOAT32 ? Float.MAX_VALUE : type.largest(), read[1]);
        assertEquals(Float.POSITIVE_INFINITY, read[2]);
        assertTrue(Float.isNaN(read[3]));
    }

    @ParameterizedTest
    @EnumSource
    void roundingErrsByHalfALastPlaceAtMost(StoredType type) {
        Random random = new Random(5);
        float[] values = new float[10_000];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) Math.scalb(random.nextGaussian(), random.nextInt(20) - 10);
        }
        float[] read = through(type, values);
        double half = type == StoredType.FLOAT16 ? 0x1p-11 : type == StoredType.BFLOAT16 ? 0x1p-8 : 0;
        for (int k = 0; k < values.length; k++) {
            double least = type == StoredType.FLOAT16 ? 0x1p-25 : 0;
            assertEquals(values[k], read[k], Math.max(least, half * Math.abs(values[k])));
        }
    }

    private static float[] through(StoredType type, float[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate((values.length + 3) * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        type.encode(values, values.length, bytes, 3);
        float[] read = new float[values.length + 1];
        type.decode(bytes, 3, read, 1, values.length);
        return java.util.Arrays.copyOfRange(read, 1, read.length);
    }
}

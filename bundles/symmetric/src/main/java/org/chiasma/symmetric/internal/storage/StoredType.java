package org.chiasma.symmetric.internal.storage;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * How an entry lies in a file of tiles: little-endian, rounded to the nearest, ties to even. Zeros keep their sign,
 * infinities stay, {@code NaN} becomes a quiet one.
 */
public enum StoredType {
    /** IEEE 754 binary32. */
    FLOAT32(Float.BYTES, Float.MAX_VALUE, Float.POSITIVE_INFINITY) {
        @Override
        void decode(ByteBuffer source, int first, float[] target, int offset, int count) {
            source.slice(first * Float.BYTES, count * Float.BYTES)
                    .order(source.order())
                    .asFloatBuffer()
                    .get(target, offset, count);
        }

        @Override
        void encode(float[] source, int count, ByteBuffer target, int first) {
            target.slice(first * Float.BYTES, count * Float.BYTES)
                    .order(target.order())
                    .asFloatBuffer()
                    .put(source, 0, count);
        }
    },
    /** IEEE 754 binary16: 11 significant bits, at most 65504. */
    FLOAT16(Short.BYTES, 65504, 65520) {
        @Override
        void decode(ByteBuffer source, int first, float[] target, int offset, int count) {
            short[] bits = bits(source, first, count);
            for (int i = 0; i < count; i++) {
                target[offset + i] = HalfPrecision.fromFloat16(bits[i]);
            }
        }

        @Override
        void encode(float[] source, int count, ByteBuffer target, int first) {
            short[] bits = new short[count];
            for (int i = 0; i < count; i++) {
                bits[i] = HalfPrecision.toFloat16(source[i]);
            }
            put(bits, target, first);
        }
    },
    /** The upper half of binary32: its range with 8 significant bits. */
    BFLOAT16(Short.BYTES, Float.intBitsToFloat(0x7f7f0000), Float.intBitsToFloat(0x7f7f8000)) {
        @Override
        void decode(ByteBuffer source, int first, float[] target, int offset, int count) {
            short[] bits = bits(source, first, count);
            for (int i = 0; i < count; i++) {
                target[offset + i] = HalfPrecision.fromBfloat16(bits[i]);
            }
        }

        @Override
        void encode(float[] source, int count, ByteBuffer target, int first) {
            short[] bits = new short[count];
            for (int i = 0; i < count; i++) {
                bits[i] = HalfPrecision.toBfloat16(source[i]);
            }
            put(bits, target, first);
        }
    };

    private final int bytes;
    private final float largest;
    private final float overflow;

    StoredType(int bytes, float largest, float overflow) {
        this.bytes = bytes;
        this.largest = largest;
        this.overflow = overflow;
    }

    /** Bytes of one entry. */
    public int bytes() {
        return bytes;
    }

    /** The largest finite value. */
    public float largest() {
        return largest;
    }

    /** The smallest magnitude that rounds to infinity. */
    float overflow() {
        return overflow;
    }

    /** As in headers and options: {@code float16}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@code count} entries of a tile from number {@code first} on. */
    abstract void decode(ByteBuffer source, int first, float[] target, int offset, int count);

    /** Writes the first {@code count} entries of {@code source} to a tile from number {@code first} on. */
    abstract void encode(float[] source, int count, ByteBuffer target, int first);

    private static short[] bits(ByteBuffer source, int first, int count) {
        short[] bits = new short[count];
        source.slice(first * Short.BYTES, count * Short.BYTES)
                .order(source.order())
                .asShortBuffer()
                .get(bits);
        return bits;
    }

    private static void put(short[] bits, ByteBuffer target, int first) {
        target.slice(first * Short.BYTES, bits.length * Short.BYTES)
                .order(target.order())
                .asShortBuffer()
                .put(bits);
    }
}

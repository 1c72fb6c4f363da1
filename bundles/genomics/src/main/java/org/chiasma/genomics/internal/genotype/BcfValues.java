package org.chiasma.genomics.internal.genotype;

import java.util.Arrays;

/**
 * Typed values of BCF 2 (VCF specification 4.3, section 6.3.3): a byte tells the type and the number of values, which follow
 * it, or precede a number too large for it.
 */
final class BcfValues {
    /** Stands for a missing integer of any width. */
    static final int MISSING = Integer.MIN_VALUE;

    /** Stands for the end of a vector that is shorter than others. */
    static final int END = Integer.MIN_VALUE + 1;

    /** Bits of a missing float. */
    static final int FLOAT_MISSING = 0x7F800001;

    /** Bits of the float that ends a vector. */
    static final int FLOAT_END = 0x7F800002;

    private static final int LONG_VECTOR = 15;
    private static final int LARGEST_SCALAR = 3;

    private final BinaryInput in;

    BcfValues(BinaryInput in) {
        this.in = in;
    }

    /** Kinds of values by their code. */
    enum Type {
        /** None follow. */
        NONE(0),
        /** One byte, signed. */
        INT8(1),
        /** Two bytes, signed. */
        INT16(2),
        /** Four bytes, signed. */
        INT32(4),
        /** IEEE 754 binary32. */
        FLOAT(4),
        /** A byte of text. */
        TEXT(1);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * Values that follow.
     *
     * @param type of each
     * @param count how many, for each sample where samples have them
     */
    record Vector(Type type, int count) {
        long bytes() {
            return (long) type.bytes * count;
        }
    }

    /** Reads type and number. */
    Vector vector() {
        int code = in.unsignedByte();
        Type type =
                switch (code & 15) {
                    case 0 -> Type.NONE;
                    case 1 -> Type.INT8;
                    case 2 -> Type.INT16;
                    case 3 -> Type.INT32;
                    case 5 -> Type.FLOAT;
                    case 7 -> Type.TEXT;
                    default -> throw in.damaged("found values of type " + (code & 15) + ", expected 1, 2, 3, 5 or 7");
                };
        int count = code >> 4;
        if (count == LONG_VECTOR) {
            int scalar = in.unsignedByte();
            int width = scalar & 15;
            if (scalar >> 4 != 1 || width < 1 || width > LARGEST_SCALAR) {
                throw in.damaged("found no integer for the number of values, expected one");
            }
            count = integerOf(width == 1 ? Type.INT8 : width == 2 ? Type.INT16 : Type.INT32);
            if (count < 0) {
                throw in.damaged("found " + count + " values, expected a number from 0");
            }
        }
        return new Vector(type, type == Type.NONE ? 0 : count);
    }

    /** Reads one typed integer. */
    int integer() {
        int[] values = integers();
        if (values.length != 1) {
            throw in.damaged("found " + values.length + " integers, expected one");
        }
        return values[0];
    }

    /** Reads a typed vector of integers, without those that are missing or stand for its end. */
    int[] integers() {
        Vector vector = vector();
        if (vector.type() == Type.FLOAT || vector.type() == Type.TEXT) {
            throw in.damaged("found values of type " + vector.type() + ", expected integers");
        }
        int start = in.take(vector.bytes());
        int[] values = new int[vector.count()];
        int kept = 0;
        for (int i = 0; i < values.length; i++) {
            int value = integerAt(in.bytes, vector.type(), start + i * vector.type().bytes);
            if (value != MISSING && value != END) {
                values[kept++] = value;
            }
        }
        return kept == values.length ? values : Arrays.copyOf(values, kept);
    }

    /** Reads typed text; empty when it is missing. */
    String text() {
        Vector vector = vector();
        if (vector.type() != Type.TEXT && vector.type() != Type.NONE) {
            throw in.damaged("found values of type " + vector.type() + ", expected text");
        }
        String text = in.text(vector.count());
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** An integer of an integer type in an array, {@link #MISSING} or {@link #END}. */
    static int integerAt(byte[] bytes, Type type, int at) {
        int value =
                switch (type) {
                    case INT8 -> bytes[at];
                    case INT16 -> BinaryInput.shortInteger(bytes, at);
                    default -> BinaryInput.integer(bytes, at);
                };
        int missing = type == Type.INT8 ? Byte.MIN_VALUE : type == Type.INT16 ? Short.MIN_VALUE : MISSING;
        return value == missing ? MISSING : value == missing + 1 ? END : value;
    }

    private int integerOf(Type type) {
        return integerAt(in.bytes, type, in.take(type.bytes));
    }
}

package org.chiasma.genomics.internal.hdf5;

import io.jhdf.object.datatype.BitField;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.text.Refusals;

/**
 * How one number is stored.
 *
 * @param bytes 1, 2, 4 or 8
 * @param floating whether it is a floating-point number; an integer otherwise
 * @param signed whether an integer has a sign
 * @param order of its bytes
 */
record NumberKind(int bytes, boolean floating, boolean signed, ByteOrder order) {
    private static final long EXACT = 1L << 53;

    /**
     * The kind of numbers of an HDF5 type; of an enumeration, of its codes.
     *
     * @throws org.chiasma.api.DataException {@code TYPE} if it is no number of a usual size
     */
    static NumberKind of(DataType type, String path, Refusals refusals) {
        NumberKind kind = new NumberKind(0, false, false, ByteOrder.LITTLE_ENDIAN);
        if (type instanceof EnumDataType codes) {
            return of(codes.getBaseType(), path, refusals);
        } else if (type instanceof FixedPoint integer) {
            kind = new NumberKind(integer.getSize(), false, integer.isSigned(), integer.getByteOrder());
        } else if (type instanceof FloatingPoint number) {
            kind = new NumberKind(number.getSize(), true, true, number.getByteOrder());
        } else if (type instanceof BitField bits && bits.getSize() == 1) {
            kind = new NumberKind(1, false, false, ByteOrder.LITTLE_ENDIAN);
        }
        boolean usual = kind.floating
                ? kind.bytes == 2 || kind.bytes == 4 || kind.bytes == 8
                : kind.bytes == 1 || kind.bytes == 2 || kind.bytes == 4 || kind.bytes == 8;
        if (!usual) {
            throw refusals.whole(
                    "TYPE",
                    "found " + path + " of the type " + type.getClass().getSimpleName() + " of " + type.getSize()
                            + " bytes, expected integers of 1 to 8 bytes or floating-point numbers of 2, 4 or 8; write it "
                            + "as float32 or float64");
        }
        return kind;
    }

    /** What holds these numbers exactly. */
    ElementType elementType() {
        return bytes < 4 || (floating && bytes == 4) ? ElementType.FLOAT32 : ElementType.FLOAT64;
    }

    /** Integers are never missing. */
    MissingValue missing() {
        return floating ? MissingValue.NAN : MissingValue.NONE;
    }

    /** Whether text should have no more digits than single precision has. */
    boolean single() {
        return floating && bytes <= 4;
    }

    /** Decodes {@code count} numbers from {@code from} on. */
    void decode(ByteBuffer stored, int from, int count, double[] target, int offset, String path, Refusals refusals) {
        ByteBuffer numbers = stored.duplicate().order(order).position(from);
        int end = offset + count;
        if (floating) {
            switch (bytes) {
                case 2 -> {
                    for (int i = offset; i < end; i++) {
                        target[i] = FloatingPoint.toFloat(numbers.getShort());
                    }
                }
                case 4 -> {
                    for (int i = offset; i < end; i++) {
                        target[i] = numbers.getFloat();
                    }
                }
                default -> {
                    for (int i = offset; i < end; i++) {
                        target[i] = numbers.getDouble();
                    }
                }
            }
            return;
        }
        switch (bytes) {
            case 1 -> {
                for (int i = offset; i < end; i++) {
                    byte next = numbers.get();
                    target[i] = signed ? next : next & 0xFF;
                }
            }
            case 2 -> {
                for (int i = offset; i < end; i++) {
                    short next = numbers.getShort();
                    target[i] = signed ? next : Short.toUnsignedInt(next);
                }
            }
            case 4 -> {
                for (int i = offset; i < end; i++) {
                    int next = numbers.getInt();
                    target[i] = signed ? next : Integer.toUnsignedLong(next);
                }
            }
            default -> {
                for (int i = offset; i < end; i++) {
                    // an unsigned number beyond the signed range is negative here
                    long next = numbers.getLong();
                    if (next > EXACT || next < (signed ? -EXACT : 0)) {
                        throw refusals.whole(
                                "PRECISION",
                                "found the integer " + (signed ? next : Long.toUnsignedString(next)) + " in " + path
                                        + ", expected at most 2^53 in size, which double precision holds exactly; write "
                                        + "it as float64 if rounding is harmless");
                    }
                    target[i] = next;
                }
            }
        }
    }
}

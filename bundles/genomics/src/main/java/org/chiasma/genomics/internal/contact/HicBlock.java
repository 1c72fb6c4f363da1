package org.chiasma.genomics.internal.contact;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.chiasma.api.DataException;

/** The contacts of one block; used again for the next. */
final class HicBlock {
    private static final int ROWS = 1;
    private static final int DENSE = 2;
    private static final int HEAD = 64;
    private static final int WIDEST_RECORD = 12;
    private static final short NO_COUNT = Short.MIN_VALUE;

    private final HicInput in;
    private final boolean wide;
    private byte[] inflated = new byte[1 << 14];

    /** How many contacts there are. */
    int count;
    /** Bins of the first chromosome. */
    int[] x = new int[1 << 10];
    /** Bins of the second chromosome. */
    int[] y = new int[1 << 10];
    /** Counts. */
    float[] values = new float[1 << 10];

    /** Blocks of a file of {@code version}. */
    HicBlock(HicInput in, int version) {
        this.in = in;
        this.wide = version > 8;
    }

    /**
     * Takes the contacts of a block.
     *
     * @param cells of the matrix that it is a part of, which bounds what it may grow to
     * @throws org.chiasma.api.DataException {@code E-HIC-BLOCK} if it is no zlib stream, or its counts are at odds with
     *     its length
     */
    void read(HicMatrix.Place place, long cells) throws IOException {
        count = 0;
        ByteBuffer compressed = in.range(place.position(), place.bytes(), "block " + place.number());
        if (!compressed.hasRemaining()) {
            return;
        }
        long most = HEAD + 2L * WIDEST_RECORD * Math.min(cells, Integer.MAX_VALUE / (2 * WIDEST_RECORD) - HEAD);
        int length = inflate(compressed, place, (int) most);
        ByteBuffer bytes = ByteBuffer.wrap(inflated, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            decode(bytes, place);
        } catch (BufferUnderflowException e) {
            throw refuse(place, "found its end after " + length + " bytes, expected more records");
        }
    }

    private void decode(ByteBuffer bytes, HicMatrix.Place place) {
        int claimed = bytes.getInt();
        int firstX = bytes.getInt();
        int firstY = bytes.getInt();
        boolean floats = bytes.get() != 0;
        boolean intX = wide && bytes.get() != 0;
        boolean intY = wide && bytes.get() != 0;
        int representation = bytes.get();
        if (firstX < 0 || firstY < 0) {
            throw refuse(place, "found its first bins " + firstX + " and " + firstY + ", expected none below 0");
        }
        if (representation == ROWS) {
            rows(bytes, firstX, firstY, floats, intX, intY);
            if (count != claimed) {
                throw refuse(place, "found " + count + " contacts, expected " + claimed + " as its head says");
            }
        } else if (representation == DENSE) {
            dense(bytes, firstX, firstY, floats, place);
        } else {
            throw refuse(place, "found representation " + representation + ", expected 1 (rows) or 2 (dense)");
        }
    }

    private void rows(ByteBuffer bytes, int firstX, int firstY, boolean floats, boolean intX, boolean intY) {
        for (int row = index(bytes, intY); row > 0; row--) {
            int atY = firstY + index(bytes, intY);
            int records = index(bytes, intX);
            for (int i = 0; i < records; i++) {
                int atX = firstX + index(bytes, intX);
                add(atX, atY, floats ? bytes.getFloat() : bytes.getShort());
            }
        }
    }

    private void dense(ByteBuffer bytes, int firstX, int firstY, boolean floats, HicMatrix.Place place) {
        int points = bytes.getInt();
        int width = bytes.getShort();
        if (points < 0 || width <= 0) {
            throw refuse(place, "found " + points + " cells in rows of " + width + ", expected positive numbers");
        }
        for (int i = 0; i < points; i++) {
            float value;
            boolean present;
            if (floats) {
                value = bytes.getFloat();
                present = !Float.isNaN(value);
            } else {
                short number = bytes.getShort();
                value = number;
                present = number != NO_COUNT;
            }
            if (present) {
                add(firstX + i % width, firstY + i / width, value);
            }
        }
    }

    private void add(int atX, int atY, float value) {
        if (count == values.length) {
            x = Arrays.copyOf(x, 2 * count);
            y = Arrays.copyOf(y, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        x[count] = atX;
        y[count] = atY;
        values[count++] = value;
    }

    private static int index(ByteBuffer bytes, boolean isInt) {
        return isInt ? bytes.getInt() : bytes.getShort();
    }

    private int inflate(ByteBuffer compressed, HicMatrix.Place place, int most) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            int n = 0;
            while (!inflater.finished()) {
                if (n == inflated.length) {
                    if (n >= most) {
                        throw refuse(place, "found more than " + n + " bytes when inflated, expected fewer than that");
                    }
                    inflated = Arrays.copyOf(inflated, (int) Math.min(2L * n, Math.max(most, n + 1L)));
                }
                int made = inflater.inflate(inflated, n, inflated.length - n);
                if (made == 0 && !inflater.finished()) {
                    throw refuse(place, "found the end of its bytes after " + n + " inflated ones, expected more");
                }
                n += made;
            }
            return n;
        } catch (DataFormatException e) {
            throw refuse(place, "found bytes that are no zlib stream (" + e.getMessage() + "), expected one");
        } finally {
            inflater.end();
        }
    }

    private DataException refuse(HicMatrix.Place place, String message) {
        return in.refuse(
                "BLOCK", place.position(), "block " + place.number() + ": " + message + "; get the file again");
    }
}

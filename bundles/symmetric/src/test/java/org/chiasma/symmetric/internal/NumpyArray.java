package org.chiasma.symmetric.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small numpy array: little-endian {@code f4 f8 i1 i4 i8 u1 b1} of up to two dimensions, or more in C order, in C or Fortran order.
 *
 * @param rows extent of the first of two dimensions, of all but the last of more; 1 for a vector or a number
 * @param columns extent of the last dimension
 * @param entries row by row, whatever the order of the file
 */
@SuppressWarnings("ArrayRecordComponent") // read and looked at, never compared
public record NumpyArray(int rows, int columns, double[] entries) {
    private static final Pattern DESCRIPTION = Pattern.compile("'descr': *'[<|]([a-z]\\d+)'");
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");

    /** Reads a stream in the format of {@code numpy.save}. */
    public static NumpyArray read(InputStream stream) throws IOException {
        byte[] start = new DataInputStream(stream).readNBytes(8);
        if (start.length < 8 || start[0] != (byte) 0x93) {
            throw new IOException("no numpy array");
        }
        byte[] length = stream.readNBytes(start[6] == 1 ? 2 : 4);
        int headerLength = little(Arrays.copyOf(length, 4)).getInt();
        String header = new String(stream.readNBytes(headerLength), StandardCharsets.ISO_8859_1);
        int[] shape = Arrays.stream(group(SHAPE, header).split("[, ]+"))
                .filter(extent -> !extent.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        // Of more dimensions, all but the last one are the rows.
        int rows = 1;
        for (int k = 0; k < shape.length - 1; k++) {
            rows *= shape[k];
        }
        if (shape.length > 2 && header.contains("'fortran_order': True")) {
            throw new IOException("more than two dimensions in Fortran order: " + header);
        }
        int columns = shape.length == 0 ? 1 : shape[shape.length - 1];
        double[] stored = entries(group(DESCRIPTION, header), little(stream.readAllBytes()), rows * columns);
        return new NumpyArray(
                rows, columns, header.contains("'fortran_order': True") ? transposed(stored, rows, columns) : stored);
    }

    /** The rows. */
    public double[][] matrix() {
        double[][] matrix = new double[rows][];
        for (int i = 0; i < rows; i++) {
            matrix[i] = Arrays.copyOfRange(entries, i * columns, (i + 1) * columns);
        }
        return matrix;
    }

    /** The entries in single precision. */
    public float[] floats() {
        float[] floats = new float[entries.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) entries[i];
        }
        return floats;
    }

    private static double[] entries(String type, ByteBuffer bytes, int count) throws IOException {
        double[] entries = new double[count];
        for (int i = 0; i < count; i++) {
            entries[i] = switch (type) {
                case "f4" -> bytes.getFloat();
                case "f8" -> bytes.getDouble();
                case "i1" -> bytes.get();
                case "u1", "b1" -> bytes.get() & 0xFF;
                case "i4" -> bytes.getInt();
                case "i8" -> bytes.getLong();
                default -> throw new IOException("elements of type " + type);
            };
        }
        return entries;
    }

    private static double[] transposed(double[] byColumns, int rows, int columns) {
        double[] byRows = new double[byColumns.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                byRows[i * columns + j] = byColumns[j * rows + i];
            }
        }
        return byRows;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String group(Pattern pattern, String header) throws IOException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + header);
        }
        return matcher.group(1);
    }
}

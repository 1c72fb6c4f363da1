package org.chiasma.symmetric.internal.exchange;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.symmetric.internal.storage.AxesJson;
import org.chiasma.symmetric.internal.storage.SymmetryCheck;

/** Maps NumPy arrays in a {@link TriangleOrder}; {@code FILE.json} beside them, if it is there, gives the labels. */
public final class TriangleFile {
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '<f([48])', 'fortran_order': False, 'shape': \\((\\d{1,18}),? ?(\\d{0,18})\\), \\}\\s*");
    private static final int PREAMBLE = 10;

    private TriangleFile() {}

    /**
     * The matrix of an array. Entries are read when they are asked for; a full array is checked for symmetry at once.
     *
     * @param diagonal what stands on the diagonal where the order leaves it out
     * @throws DataException {@code E-PACK-HEADER}, {@code E-PACK-SIZE}, {@code E-PACK-LABELS}, {@code E-SYMMETRIC-*}
     */
    public static Matrix open(Path file, TriangleOrder order, double diagonal, Progress progress) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer start = read(channel, 0, PREAMBLE);
            int length = Short.toUnsignedInt(start.getShort(PREAMBLE - Short.BYTES));
            String text = StandardCharsets.ISO_8859_1
                    .decode(read(channel, PREAMBLE, length))
                    .toString();
            Matcher header = HEADER.matcher(text);
            boolean numpy = StandardCharsets.ISO_8859_1
                    .decode(start.position(0).limit(Long.BYTES - Short.BYTES))
                    .toString()
                    .equals("\u0093NUMPY");
            if (!numpy || !header.matches()) {
                throw new DataException(
                        "E-PACK-HEADER",
                        file
                                + ": found no NumPy array of little-endian f4 or f8 in C order, expected one, save array.astype('<f4') with numpy.save");
            }
            ElementType type = header.group(1).equals("4") ? ElementType.FLOAT32 : ElementType.FLOAT64;
            long rows = Long.parseLong(header.group(2));
            long size = size(file, order, rows, header.group(3));
            long bytes = order.entries(size) * type.bytes();
            long data = PREAMBLE + (long) length;
            if (channel.size() != data + bytes) {
                throw new DataException(
                        "E-PACK-SIZE",
                        file + ": found " + (channel.size() - data) + " bytes of entries, expected " + bytes
                                + " by its shape; copy or save the file again");
            }
            Axis axis = axes(file, size).orElseGet(() -> Axis.anonymous("rows", size));
            MatrixSpec spec = MatrixSpec.dense(axis, axis.named("columns"))
                    .withElementType(type)
                    .withLayout(Layout.PACKED_SYMMETRIC);
            TriangleMatrix matrix = new TriangleMatrix(spec, order, map(channel, data, bytes), diagonal);
            if (order == TriangleOrder.DENSE) {
                SymmetryCheck.DEFAULT.require(file.toString(), matrix.everyEntry(), progress);
            }
            return matrix;
        }
    }

    /** The axis that the JSON beside a file describes. */
    static Optional<Axis> axes(Path file, long size) throws IOException {
        Path beside = beside(file);
        if (!Files.exists(beside)) {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonParser.parseString(Files.readString(beside)).getAsJsonObject();
            Axis axis = AxesJson.rows(json);
            if (axis.size() == size) {
                return Optional.of(axis);
            }
            throw new JsonParseException("size " + axis.size() + " beside a matrix of size " + size);
        } catch (JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | UnsupportedOperationException e) {
            throw new DataException(
                    "E-PACK-LABELS",
                    beside + ": found no description of this matrix (" + e.getMessage()
                            + "), expected that of symmetric:export, remove or replace it",
                    e);
        }
    }

    /** Where the description of a file stands. */
    public static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".json");
    }

    private static long size(Path file, TriangleOrder order, long first, String second) {
        boolean square = second.equals(Long.toString(first));
        long size = order == TriangleOrder.DENSE ? first : order.sizeOf(first);
        boolean fits = order == TriangleOrder.DENSE ? square : second.isEmpty() && order.entries(size) == first;
        if (!fits || size > Integer.MAX_VALUE) {
            throw new DataException(
                    "E-PACK-SIZE",
                    file + ": found shape (" + first + ", " + second + "), expected "
                            + (order == TriangleOrder.DENSE
                                    ? "a square"
                                    : "one dimension of n (n " + (order == TriangleOrder.ROWS ? "-" : "+")
                                            + " 1) / 2 entries")
                            + "; use another --order");
        }
        return size;
    }

    private static ByteBuffer[] map(FileChannel channel, long start, long bytes) throws IOException {
        ByteBuffer[] slices = new ByteBuffer[(int) ((bytes + TriangleMatrix.SLICE - 1) / TriangleMatrix.SLICE)];
        for (int k = 0; k < slices.length; k++) {
            long from = (long) k * TriangleMatrix.SLICE;
            slices[k] = channel.map(
                            FileChannel.MapMode.READ_ONLY, start + from, Math.min(TriangleMatrix.SLICE, bytes - from))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        return slices;
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int count;
        do {
            count = channel.read(bytes, position + bytes.position());
        } while (count > 0);
        return bytes.rewind();
    }
}

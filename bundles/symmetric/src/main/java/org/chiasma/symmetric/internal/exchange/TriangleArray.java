package org.chiasma.symmetric.internal.exchange;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.symmetric.internal.storage.AxesJson;

/** Writes matrices as NumPy arrays in a {@link TriangleOrder}, and what such an array cannot hold as JSON. */
public final class TriangleArray {
    private static final int ALIGNMENT = 64;
    private static final int BLOCK = 1 << 20;

    private TriangleArray() {}

    /** Writes the entries: of one dimension, but for {@link TriangleOrder#DENSE}; float32 stays, all else is float64. */
    public static void write(Matrix matrix, TriangleOrder order, Path file, Progress progress) throws IOException {
        boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
        progress.begin("writing " + file.getFileName(), matrix.rowCount());
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            put(channel, header(order, matrix.rowCount(), single));
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
            HeldRows.forEach(matrix, order, progress, (row, column, values, offset, count) -> {
                for (int k = offset; k < offset + count; k++) {
                    if (block.remaining() < Double.BYTES) {
                        put(channel, block.flip());
                        block.clear();
                    }
                    if (single) {
                        block.putFloat((float) values[k]);
                    } else {
                        block.putDouble(values[k]);
                    }
                }
            });
            put(channel, block.flip());
        }
    }

    /** The size, the order, and the axes. */
    public static String describe(Matrix matrix, TriangleOrder order) {
        JsonObject json = new JsonObject();
        AxesJson.write(matrix.rows(), matrix.columns(), json);
        json.addProperty("order", order.word());
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    private static ByteBuffer header(TriangleOrder order, long n, boolean single) {
        String shape = order == TriangleOrder.DENSE ? "(" + n + ", " + n + ")" : "(" + order.entries(n) + ",)";
        String text = "{'descr': '" + (single ? "<f4" : "<f8") + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int start = 10;
        int padding = (ALIGNMENT - (start + text.length() + 1) % ALIGNMENT) % ALIGNMENT;
        String padded = text + " ".repeat(padding) + "\n";
        return ByteBuffer.allocate(start + padded.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .flip();
    }

    private static void put(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}

package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.text.Refusals;

/**
 * Writes {@code .npy} 1.0: rows contiguous, little-endian, the header padded so that the numbers begin at a multiple of
 * 64 bytes, as NumPy pads it. Labels and metadata are left out.
 */
final class NpyWriter {
    private static final int ALIGNMENT = 64;
    private static final int BLOCK = 1 << 13;

    private final Refusals refusals;
    private final Progress progress;

    NpyWriter(Refusals refusals, Progress progress) {
        this.refusals = refusals;
        this.progress = progress;
    }

    void write(Matrix matrix) throws IOException {
        if (matrix.rows().isLabelled() || matrix.columns().isLabelled()) {
            progress.note(refusals.file() + ": labels are left out; this format holds numbers only");
        }
        progress.begin("writing " + refusals.file().getFileName(), matrix.rowCount());
        boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
        try (FileChannel out = FileChannel.open(
                refusals.file(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(header(matrix.rowCount(), matrix.columnCount(), single), out);
            double[] row = new double[Math.toIntExact(matrix.columnCount())];
            ByteBuffer block = ByteBuffer.allocate(BLOCK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (long i = 0; i < matrix.rowCount(); i++) {
                progress.checkCancelled();
                matrix.copyRow(i, row, 0);
                for (double value : row) {
                    if (block.remaining() < Double.BYTES) {
                        writeAll(block.flip(), out);
                        block.clear();
                    }
                    if (single) {
                        block.putFloat((float) value);
                    } else {
                        block.putDouble(value);
                    }
                }
                progress.advance(1);
            }
            writeAll(block.flip(), out);
        }
    }

    private static ByteBuffer header(long rows, long columns, boolean single) {
        String text = "{'descr': '" + (single ? "<f4" : "<f8") + "', 'fortran_order': False, 'shape': (" + rows + ", "
                + columns + "), }";
        int start = NpyReader.MAGIC.length + 4;
        int padding = ALIGNMENT - (start + text.length() + 1) % ALIGNMENT;
        String padded = text + " ".repeat(padding % ALIGNMENT) + "\n";
        ByteBuffer header = ByteBuffer.allocate(start + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
        header.put(NpyReader.MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length());
        return header.put(padded.getBytes(StandardCharsets.US_ASCII)).flip();
    }

    private static void writeAll(ByteBuffer bytes, FileChannel out) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}

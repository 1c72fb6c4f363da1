package org.chiasma.tables.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.text.Refusals;

/**
 * Reads {@code .npy} 1.0, 2.0 and 3.0 (NumPy Enhancement Proposal 1) in tiles. The matrix is made only when the bytes
 * that the header announces are there. Single precision stays, every other type becomes double.
 */
final class NpyReader {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int LONGEST_HEADER = 1 << 16;
    private static final int TILE = 512;
    private static final long EXACT = 1L << 53;

    private final Refusals refusals;
    private final Path content;
    private final NpyReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    NpyReader(Refusals refusals, NpyReadOptions options, MatrixStore store, Progress progress) {
        this(refusals, refusals.file(), options, store, progress);
    }

    /** Reads {@code content}, which refusals call by another name. */
    NpyReader(Refusals refusals, Path content, NpyReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.content = content;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    Matrix read() throws IOException {
        try (FileChannel channel = FileChannel.open(content, StandardOpenOption.READ)) {
            NpyHeader header = header(channel);
            long start = channel.position();
            refuseSize(header, channel.size() - start);
            ElementType type = header.kind() == NpyHeader.Kind.F4 ? ElementType.FLOAT32 : ElementType.FLOAT64;
            MatrixSpec spec = MatrixSpec.dense(
                            Axis.anonymous(options.rows(), header.rows()),
                            Axis.anonymous(options.columns(), header.columns()))
                    .withElementType(type);
            progress.begin("reading " + refusals.file().getFileName(), channel.size() - start);
            try (MatrixDraft draft = store.create(spec)) {
                tiles(channel, start, header, draft);
                return draft.seal();
            }
        }
    }

    private NpyHeader header(FileChannel channel) throws IOException {
        ByteBuffer start = bytes(channel, 0, 12);
        byte[] magic = new byte[MAGIC.length];
        start.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw refusals.whole(
                    "MAGIC",
                    "found no NumPy signature, expected a file written by numpy.save; decompress or convert it");
        }
        int version = start.get();
        start.get();
        if (version < 1 || version > 3) {
            throw refusals.whole("VERSION", "found version " + version + ", expected 1, 2 or 3; save the array again");
        }
        start.order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? Short.toUnsignedLong(start.getShort()) : Integer.toUnsignedLong(start.getInt());
        long from = version == 1 ? 10 : 12;
        if (length > LONGEST_HEADER || from + length > channel.size()) {
            throw refusals.whole(
                    "HEADER",
                    "found a header of " + length + " bytes, expected at most " + LONGEST_HEADER
                            + " and not more than the file has; copy or save the file again");
        }
        byte[] text = bytes(channel, from, (int) length).array();
        channel.position(from + length);
        return NpyHeader.parse(text, refusals);
    }

    private void refuseSize(NpyHeader header, long left) {
        String shape = header.rows() + " x " + header.columns() + " numbers of "
                + header.kind().bytes() + " bytes";
        long wanted;
        try {
            wanted = Math.multiplyExact(Math.multiplyExact(header.rows(), header.columns()), (long)
                    header.kind().bytes());
        } catch (ArithmeticException e) {
            wanted = Long.MAX_VALUE;
        }
        if (wanted == 0) {
            throw refusals.whole("EMPTY", "found " + shape + ", expected at least one number; save another array");
        }
        if (wanted != left) {
            throw refusals.whole(
                    "SIZE",
                    "found " + left + " bytes after the header, expected " + shape + "; copy or save the file again");
        }
    }

    /** Reads tiles of whole runs: long in the direction that is contiguous on disk, short across. */
    private void tiles(FileChannel channel, long start, NpyHeader header, MatrixDraft draft) throws IOException {
        long slow = header.fortran() ? header.columns() : header.rows();
        long fast = header.fortran() ? header.rows() : header.columns();
        int width = (int) Math.min(fast, Math.max(TILE, (long) TILE * TILE / Math.min(slow, TILE)));
        int height = (int) Math.min(slow, Math.max(1, TILE * TILE / width));
        // where tiles span the fast direction their runs follow each other, and one access reads them all
        boolean spanning = width == fast;
        int bytes = header.kind().bytes();
        ByteBuffer run =
                ByteBuffer.allocate((spanning ? height : 1) * width * bytes).order(header.order());
        double[] tile = new double[width * height];
        for (long s = 0; s < slow; s += height) {
            int tall = (int) Math.min(height, slow - s);
            for (long f = 0; f < fast; f += width) {
                int wide = (int) Math.min(width, fast - f);
                progress.checkCancelled();
                for (int i = 0; i < tall; i++) {
                    if (i == 0 || !spanning) {
                        run.clear().limit((spanning ? tall : 1) * wide * bytes);
                        fill(channel, run, start + ((s + i) * fast + f) * bytes);
                    }
                    if (header.fortran()) {
                        decode(header.kind(), run, wide, tile, i, tall);
                    } else {
                        decode(header.kind(), run, wide, tile, i * wide, 1);
                    }
                }
                progress.advance((long) tall * wide * bytes);
                if (header.fortran()) {
                    draft.writeBlock(f, s, wide, tall, tile, 0, tall);
                } else {
                    draft.writeBlock(s, f, tall, wide, tile, 0, wide);
                }
            }
        }
    }

    private void decode(NpyHeader.Kind kind, ByteBuffer run, int count, double[] target, int offset, int stride) {
        for (int i = 0; i < count; i++) {
            target[offset + i * stride] = switch (kind) {
                case F4 -> run.getFloat();
                case F8 -> run.getDouble();
                case I1 -> run.get();
                case U1 -> run.get() & 0xFF;
                case I2 -> run.getShort();
                case U2 -> Short.toUnsignedInt(run.getShort());
                case I4 -> run.getInt();
                case U4 -> Integer.toUnsignedLong(run.getInt());
                case I8, U8 -> exact(run.getLong());
                case B1 -> run.get() == 0 ? 0 : 1;
            };
        }
    }

    private double exact(long value) {
        // an unsigned number beyond the signed range is negative here, and refused as well
        if (value > EXACT || value < -EXACT) {
            throw refusals.whole(
                    "PRECISION",
                    "found the integer " + value + ", expected at most 2^53 in size, which double precision holds "
                            + "exactly; if rounding is harmless, save array.astype(float)");
        }
        return value;
    }

    private ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
        if (Files.size(content) < from + count) {
            throw refusals.whole(
                    "HEADER",
                    "found " + channel.size() + " bytes, expected a NumPy header; copy or save the file again");
        }
        ByteBuffer buffer = ByteBuffer.allocate(count);
        fill(channel, buffer, from);
        return buffer;
    }

    /** Fills {@code buffer} from a place in the file and readies it for reading. */
    private static void fill(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, at);
            if (n < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            at += n;
        }
        buffer.flip();
    }
}

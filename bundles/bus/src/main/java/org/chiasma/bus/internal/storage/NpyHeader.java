package org.chiasma.bus.internal.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.ElementType;

/**
 * The header of a {@code .npy} file in C order, after NumPy's format description (NEP 1). Written headers take
 * {@value #BYTES} bytes, so that the entries lie on cache lines and rows can be counted before the header is written.
 *
 * @param descr NumPy's type: byte order, kind, size; for example {@code <f8}
 * @param shape lengths of the axes
 */
public record NpyHeader(String descr, List<Long> shape) {
    /** Bytes of every header written here. */
    public static final int BYTES = 128;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern C_ORDER = Pattern.compile("'fortran_order'\\s*:\\s*False");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");

    /** Copies {@code shape}. */
    public NpyHeader {
        shape = List.copyOf(shape);
    }

    /** The header of float entries in this machine's byte order. */
    public static NpyHeader floats(ElementType type, long... shape) {
        return new NpyHeader(nativeOrder() + "f" + type.bytes(), boxed(shape));
    }

    /** The header of signed integers of {@code bytes} bytes in this machine's byte order. */
    public static NpyHeader integers(int bytes, long... shape) {
        return new NpyHeader(nativeOrder() + "i" + bytes, boxed(shape));
    }

    /** Bytes of one entry. */
    public int entryBytes() {
        return Integer.parseInt(descr.substring(2));
    }

    /** Bytes of all entries. */
    public long dataBytes() {
        return shape.stream().reduce((long) entryBytes(), Math::multiplyExact);
    }

    /** The header as it stands in the file. */
    public ByteBuffer encode() {
        String sizes = shape.stream().map(size -> size + ",").collect(Collectors.joining(" "));
        String tuple = shape.size() > 1 ? sizes.substring(0, sizes.length() - 1) : sizes;
        String dictionary = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (BYTES - 10));
        bytes.put(dictionary.getBytes(StandardCharsets.US_ASCII));
        while (bytes.position() < BYTES - 1) {
            bytes.put((byte) ' ');
        }
        return bytes.put((byte) '\n').flip();
    }

    /**
     * Reads the header at the beginning of {@code channel} and leaves it at the first entry.
     *
     * @throws DataException {@code E-WS-NPY} if it is none, or of another kind than those written here
     */
    public static NpyHeader read(FileChannel channel, Object file) throws IOException {
        try {
            ByteBuffer start = fill(channel, ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN));
            byte[] magic = new byte[MAGIC.length];
            start.get(magic);
            if (!java.util.Arrays.equals(magic, MAGIC)) {
                throw damaged(file, "no NumPy signature");
            }
            boolean wide = start.get(6) > 1;
            long length = wide ? start.getInt(8) & 0xffffffffL : start.getShort(8) & 0xffff;
            if (length > LONGEST) {
                throw damaged(file, "a header of " + length + " bytes");
            }
            channel.position(wide ? 12 : 10);
            ByteBuffer text = fill(channel, ByteBuffer.allocate((int) length));
            return parse(StandardCharsets.ISO_8859_1.decode(text).toString(), file);
        } catch (EOFException e) {
            throw damaged(file, "the end of the file inside its header");
        }
    }

    private static NpyHeader parse(String text, Object file) {
        Matcher descr = DESCR.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find()
                || !descr.group(1).matches("[<>][fi][48]")
                || !shape.find()
                || !C_ORDER.matcher(text).find()) {
            throw damaged(file, "the header \"" + text.strip() + "\"");
        }
        List<Long> sizes = new ArrayList<>();
        try {
            for (String size : shape.group(1).split(",", -1)) {
                if (!size.isBlank()) {
                    sizes.add(Long.valueOf(size.strip()));
                }
            }
        } catch (NumberFormatException e) {
            throw damaged(file, "the shape (" + shape.group(1) + ")");
        }
        return new NpyHeader(descr.group(1), sizes);
    }

    private static DataException damaged(Object file, String found) {
        return new DataException(
                "E-WS-NPY",
                file + ": found " + found + ", expected an npy file of floats or integers in C order as the workspace"
                        + " writes it; remove the matrix or publish it again");
    }

    private static ByteBuffer fill(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }

    private static String nativeOrder() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
    }

    private static List<Long> boxed(long[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }
}

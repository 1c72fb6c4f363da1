package org.chiasma.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text in large blocks of whole lines. After {@link #next()} a whole line lies in {@link #bytes} from {@link #position}
 * on and a line feed ends it, so that scanners need no bounds: the last line gets one if the file lacks it. A UTF-8
 * byte order mark is skipped. Memory is one block, or the longest line.
 */
public final class LineBlocks implements Closeable {
    /** Longest line in bytes. */
    public static final int LONGEST_LINE = 1 << 28;

    private static final int BLOCK = 1 << 20;

    private final InputStream in;
    private final Refusals refusals;
    private final int longestLine;
    /** The block; replaced by {@link #next()}. */
    public byte[] bytes;
    /** The next byte to scan; the scanner moves it. */
    public int position;
    /** Number of the line at {@link #position}, from 1; the scanner moves it. */
    public long line = 1;

    private int limit;
    private int filled;
    private boolean ended;

    /** Blocks of the lines of {@code in}, which is closed with them. */
    public LineBlocks(InputStream in, Refusals refusals) throws IOException {
        this(in, refusals, BLOCK, LONGEST_LINE);
    }

    LineBlocks(InputStream in, Refusals refusals, int block, int longestLine) throws IOException {
        this.in = in;
        this.refusals = refusals;
        this.longestLine = longestLine;
        this.bytes = new byte[block];
        skipMark();
    }

    /** Makes sure that a whole line begins at {@link #position}; false at the end of the file. */
    public boolean next() throws IOException {
        return position < limit || refill();
    }

    /** Index of the line feed that ends the line at {@link #position}. */
    public int lineFeed() {
        int i = position;
        while (bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Whether the line at {@link #position} has nothing in it. */
    public boolean blank() {
        return bytes[position] == '\n' || (bytes[position] == '\r' && bytes[position + 1] == '\n');
    }

    /**
     * Takes the line at {@link #position} as text, without its end.
     *
     * @throws DataException {@code E-*-ENCODING} if it is not UTF-8
     */
    public String takeText() {
        int feed = lineFeed();
        int end = feed > position && bytes[feed - 1] == '\r' ? feed - 1 : feed;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, end - position))
                    .toString();
            position = feed + 1;
            line++;
            return text;
        } catch (CharacterCodingException e) {
            throw refusals.line(
                    "ENCODING",
                    line,
                    "found bytes that are not UTF-8, expected UTF-8 text; convert it, for example with iconv -f latin1 "
                            + "-t utf-8",
                    e);
        }
    }

    /** Takes the bytes that were read from the stream but not yet scanned; what follows is still in the stream. */
    public byte[] remaining() {
        byte[] rest = Arrays.copyOfRange(bytes, position, filled);
        position = filled;
        limit = filled;
        return rest;
    }

    /** Goes to the next line. */
    public void skipLine() {
        position = lineFeed() + 1;
        line++;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void skipMark() throws IOException {
        if (!next()) {
            return;
        }
        if (bytes[0] == (byte) 0xEF && filled > 2 && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            position = 3;
        }
        boolean utf16 = filled > 1
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
        if (utf16) {
            throw refusals.line("ENCODING", 1, "found UTF-16 text, expected UTF-8; save the file as UTF-8");
        }
    }

    private boolean refill() throws IOException {
        filled -= limit;
        System.arraycopy(bytes, limit, bytes, 0, filled);
        position = 0;
        limit = 0;
        while (!ended) {
            // one byte stays free for the line feed that the last line may lack
            if (filled == bytes.length - 1) {
                grow();
            }
            int n = in.read(bytes, filled, bytes.length - 1 - filled);
            if (n < 0) {
                ended = true;
            } else {
                int start = filled;
                filled += n;
                limit = afterLastLineFeed(start);
                if (limit > 0) {
                    return true;
                }
            }
        }
        if (filled == 0) {
            return false;
        }
        bytes[filled++] = '\n';
        limit = filled;
        return true;
    }

    private int afterLastLineFeed(int from) {
        for (int i = filled - 1; i >= from; i--) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private void grow() {
        if (bytes.length >= longestLine) {
            throw refusals.line(
                    "LINE",
                    line,
                    "found a line of more than " + longestLine
                            + " bytes, the limit; transpose the table, or check its line ends");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(longestLine, 2L * bytes.length));
    }
}

package org.chiasma.genomics.internal.bgzf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import org.chiasma.api.Progress;
import org.chiasma.text.Refusals;

/** What to do when a file in BGZF blocks lacks the empty block that marks its end (SAM specification, 4.1.2). */
public enum EndMarker {
    /** Refuse it: it was cut between two blocks. */
    REFUSE,
    /** Read it, and say so. */
    WARN;

    private static final byte[] EMPTY_BLOCK =
            HexFormat.of().parseHex("1f8b08040000000000ff0600424302001b0003000000000000000000");

    /** Length of a block's header up to the mark {@code BC} of its extra field. */
    private static final int HEADER = 14;

    /**
     * Looks for the marker if the file is in BGZF blocks.
     *
     * @throws org.chiasma.api.DataException {@code E-*-EOF}
     */
    public void check(Refusals refusals, Progress progress) throws IOException {
        try (FileChannel channel = FileChannel.open(refusals.file(), StandardOpenOption.READ)) {
            byte[] start = new byte[HEADER];
            boolean blocks = read(channel, 0, start) == HEADER
                    && start[0] == 0x1F
                    && start[1] == (byte) 0x8B
                    && (start[3] & 4) != 0
                    && start[12] == 'B'
                    && start[13] == 'C';
            long last = Math.max(0, channel.size() - EMPTY_BLOCK.length);
            byte[] end = new byte[EMPTY_BLOCK.length];
            read(channel, last, end);
            if (!blocks || Arrays.equals(end, EMPTY_BLOCK)) {
                return;
            }
            if (this == REFUSE) {
                throw refusals.whole(
                        "EOF",
                        "found " + channel.size()
                                + " bytes without the block that marks the end, expected it behind the"
                                + " last; the file may be cut: copy it again, or pass eof=warn");
            }
            progress.note(
                    "warning: " + refusals.file() + ": the block that marks the end is missing; the file may be cut");
        }
    }

    private static int read(FileChannel channel, long from, byte[] target) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target);
        int last = 0;
        while (buffer.hasRemaining() && last >= 0) {
            last = channel.read(buffer, from + buffer.position());
        }
        return buffer.position();
    }
}

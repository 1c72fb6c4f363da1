package org.chiasma.genomics.internal.genotype;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes from anywhere in a file. */
final class FilePiece {
    private FilePiece() {}

    /** Reads {@code count} bytes from {@code from} on, or as many as there are, and returns how many. */
    static int read(FileChannel channel, long from, byte[] target, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, 0, count);
        int last = 0;
        while (buffer.hasRemaining() && last >= 0) {
            last = channel.read(buffer, from + buffer.position());
        }
        return buffer.position();
    }
}

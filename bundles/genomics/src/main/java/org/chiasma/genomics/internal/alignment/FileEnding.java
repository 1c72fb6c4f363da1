package org.chiasma.genomics.internal.alignment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.bgzf.EndMarker;
import org.chiasma.text.Refusals;

/** The bytes that end a whole file. */
enum FileEnding {
    /** An empty BGZF block (SAM specification, section 4.1.2). */
    BGZF("1f8b08040000000000ff0600424302001b0003000000000000000000"),
    /** An empty container (CRAM 3 specification, section 9). */
    CRAM("0f000000ffffffff0fe0454f46000000000100" + "05bdd94f0001000606010001000100ee63014b");

    private final String marker;

    FileEnding(String marker) {
        this.marker = marker;
    }

    /** The marker's bytes. */
    byte[] bytes() {
        return HexFormat.of().parseHex(marker);
    }

    /**
     * Looks at the end of the file, and refuses or notes that the marker is absent.
     *
     * @return whether it is there
     */
    static boolean check(Refusals refusals, FileEnding ending, EndMarker policy, Progress progress) throws IOException {
        if (ending.ends(refusals)) {
            return true;
        }
        String found = "found no end marker";
        if (policy == EndMarker.REFUSE) {
            throw refusals.whole(
                    "EOF",
                    found + ", expected it at the end of a whole file; copy the file again, or pass eof=warn if it is "
                            + "whole");
        }
        progress.note(refusals.file() + ": " + found + "; the file may have been cut short (eof=refuse refuses it)");
        return false;
    }

    private boolean ends(Refusals refusals) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(refusals.file())) {
            byte[] expected = bytes();
            if (channel.size() < expected.length) {
                return false;
            }
            channel.position(channel.size() - expected.length);
            ByteBuffer last = ByteBuffer.allocate(expected.length);
            while (last.hasRemaining() && channel.read(last) >= 0) {
                // until the marker's length is there
            }
            return Arrays.equals(last.array(), expected);
        }
    }
}

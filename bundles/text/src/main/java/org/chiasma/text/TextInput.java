package org.chiasma.text;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import org.chiasma.api.Progress;

/** Opens a file for scanning: decompressed when its content is gzip, whatever its name, and with progress by bytes. */
public final class TextInput {
    private TextInput() {}

    /**
     * Opens the file of {@code refusals}.
     *
     * @param mostBytes most bytes that compressed content may grow to
     * @throws org.chiasma.api.DataException {@code E-GZIP-*}, here or from the stream
     */
    public static InputStream open(Refusals refusals, long mostBytes, Progress progress) throws IOException {
        Path file = refusals.file();
        progress.begin("reading " + file.getFileName(), Files.size(file));
        InputStream raw = new Watched(Files.newInputStream(file), progress);
        try {
            byte[] start = raw.readNBytes(BgzfInput.HEADER);
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), raw);
            if (BgzfInput.recognises(start)) {
                return new BgzfInput(whole, refusals, mostBytes, ForkJoinPool.commonPool());
            }
            boolean gzip = start.length >= 2 && start[0] == 0x1F && start[1] == (byte) 0x8B;
            return gzip ? new GzipInput(whole, refusals, mostBytes) : whole;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Tells progress of the bytes that pass, and stops when the user asks. */
    private static final class Watched extends FilterInputStream {
        private final Progress progress;

        Watched(InputStream in, Progress progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            progress.advance(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            progress.checkCancelled();
            int n = in.read(target, offset, length);
            progress.advance(Math.max(0, n));
            return n;
        }
    }
}

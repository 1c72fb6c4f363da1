package org.chiasma.genomics.internal.bgzf;

import htsjdk.samtools.util.BlockCompressedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.chiasma.api.CancelledException;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/** The content of some spans of a BGZF file, one behind the other. */
public final class SpanInput extends InputStream {
    private final BlockCompressedInputStream blocks;
    private final Iterator<Span> further;
    private final Refusals refusals;
    private final Progress progress;
    private @Nullable Span span;
    private boolean begun;

    /**
     * Opens the file of {@code refusals}.
     *
     * @param spans disjoint and ascending, as {@link Span#merged} gives them
     */
    public SpanInput(Refusals refusals, List<Span> spans, Progress progress) throws IOException {
        this.refusals = refusals;
        this.progress = progress;
        this.further = spans.iterator();
        progress.begin("reading regions of " + refusals.file().getFileName(), 0);
        this.blocks = new BlockCompressedInputStream(refusals.file());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        progress.checkCancelled();
        try {
            while (true) {
                if (span == null) {
                    if (!further.hasNext()) {
                        return -1;
                    }
                    span = further.next();
                    begun = false;
                    blocks.seek(span.from());
                }
                int available = blocks.available();
                long at = blocks.getFilePointer();
                boolean atEnd = Long.compareUnsigned(at, span.to()) >= 0;
                if (atEnd && begun) {
                    span = null;
                } else if (atEnd || available <= 0) {
                    throw unfit(at, "no content", null);
                } else {
                    begun = true;
                    boolean lastBlock = at >>> 16 == span.to() >>> 16;
                    int most = lastBlock ? Math.min(available, (int) (span.to() - at)) : available;
                    return blocks.read(target, offset, Math.min(length, most));
                }
            }
        } catch (DataException | CancelledException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw unfit(span == null ? 0 : span.from(), "no BGZF block (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }

    private DataException unfit(long at, String found, @Nullable Exception cause) {
        return new DataException(
                "E-" + refusals.family() + "-INDEX",
                refusals.file() + ": compressed byte " + (at >>> 16) + ": found " + found.replaceAll("\\s+", " ")
                        + ", expected records by the index; renew it with bcftools index, or remove it",
                cause);
    }
}

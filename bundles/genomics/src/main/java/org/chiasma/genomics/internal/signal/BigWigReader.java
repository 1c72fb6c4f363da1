package org.chiasma.genomics.internal.signal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.text.Refusals;

/**
 * Reads bigWig 1 to 4 of both byte orders, compressed or not (Kent et al., "BigWig and BigBed", Bioinformatics 26 (2010),
 * supplement). Blocks without a wanted bin are not read. {@code NaN} is no value. Memory is one block beside the bins.
 */
public final class BigWigReader {
    private static final int MAGIC = 0x888FFC26;
    private static final int BIGBED_MAGIC = 0x8789F2EB;
    private static final int HEAD = 64;
    private static final int LEVEL_BYTES = 24;
    private static final int LATEST_VERSION = 4;
    private static final long LOW = 0xFFFF_FFFFL;

    private final Refusals refusals;
    private final BigWigReadOptions options;
    private final BinsOption.AxisSource axes;
    private final Progress progress;

    /** Reads with these options. */
    public BigWigReader(Refusals refusals, BigWigReadOptions options, BinsOption.AxisSource axes, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.axes = axes;
        this.progress = progress;
    }

    /** Whether a file that begins so is a bigWig. */
    public static boolean recognises(byte[] head) {
        if (head.length < Integer.BYTES) {
            return false;
        }
        int magic = ByteBuffer.wrap(head).getInt();
        return magic == MAGIC || Integer.reverseBytes(magic) == MAGIC;
    }

    /**
     * Reads the file.
     *
     * @throws DataException {@code E-BIGWIG-MAGIC}, {@code E-BIGWIG-VERSION}, {@code E-BIGWIG-CONTIGS}, {@code
     *     E-BIGWIG-INDEX}, {@code E-BIGWIG-BLOCK}, {@code E-BIGWIG-ORDER}, {@code E-BIGWIG-BEYOND}, {@code
     *     E-BIGWIG-VALUE}, {@code E-BIGWIG-TRUNCATED}, {@code E-BIGWIG-ZLIB}
     */
    public Matrix read(MatrixStore store) throws IOException {
        TrackMatrix.demandBins(refusals, options.signal());
        try (BinaryFile file = new BinaryFile(refusals)) {
            Header header = header(file);
            BigWigContigs contigs = BigWigContigs.read(file, refusals, header.contigsOffset);
            TrackMatrix matrix = new TrackMatrix(
                    refusals, options.signal(), contigs.named(String.valueOf(refusals.file())), axes, progress);
            Optional<Level> level =
                    options.zoom() == Zoom.AUTO ? level(file, header, matrix.cells()) : Optional.empty();
            BigWigBlocks blocks = new BigWigBlocks(
                    refusals, contigs, matrix.statistics(), options.signal().statistic());
            progress.begin("reading " + refusals.file().getFileName(), file.size());
            BinaryFile.Budget budget = file.new Budget();
            BigWigIndex.visit(
                    file,
                    refusals,
                    level.map(Level::indexOffset).orElse(header.indexOffset),
                    (firstContig, start, lastContig, end) ->
                            isWanted(matrix.cells(), contigs, firstContig, start, lastContig, end),
                    (offset, size) -> {
                        progress.checkCancelled();
                        progress.advance(size);
                        ByteBuffer raw = budget.read(offset, size, "a block");
                        ByteBuffer block = header.compressed ? file.inflate(raw, offset) : raw;
                        if (level.isPresent()) {
                            blocks.takeSummaries(block, offset);
                        } else {
                            blocks.takeValues(block, offset);
                        }
                    });
            note(blocks, level);
            return matrix.build(store);
        }
    }

    private void note(BigWigBlocks blocks, Optional<Level> level) {
        if (blocks.withoutValue() > 0) {
            progress.note(refusals.file() + ": " + blocks.withoutValue()
                    + " NaN among the values; their bases are not covered");
        }
        if (options.zoom() == Zoom.AUTO) {
            progress.note(refusals.file() + ": "
                    + level.map(used -> "summaries of " + used.bases + " bases read; zoom=exact reads every value")
                            .orElse("no summaries of at most half the shortest bin; every value read"));
        }
    }

    private static boolean isWanted(
            Bins cells, BigWigContigs contigs, long firstContig, long start, long lastContig, long end) {
        for (Map.Entry<Long, BigWigContigs.Contig> there :
                contigs.between(firstContig, lastContig).entrySet()) {
            long from = there.getKey() == firstContig ? start : 0;
            long to = there.getKey() == lastContig ? end : Long.MAX_VALUE;
            if (cells.overlap(there.getValue().name(), from, to)) {
                return true;
            }
        }
        return false;
    }

    private Header header(BinaryFile file) throws IOException {
        BinaryFile.Budget budget = file.new Budget();
        if (file.size() < HEAD) {
            throw refusals.whole(
                    "TRUNCATED",
                    "offset " + file.size() + ": found the end of the file, expected the header of " + HEAD
                            + " bytes; copy the file again");
        }
        int magic = budget.read(0, Integer.BYTES, "the signature").getInt();
        if (magic != MAGIC) {
            if (Integer.reverseBytes(magic) != MAGIC) {
                throw refusals.whole(
                        "MAGIC",
                        "offset 0: found "
                                + (magic == BIGBED_MAGIC || Integer.reverseBytes(magic) == BIGBED_MAGIC
                                        ? "a bigBed; convert it with bigBedToBed"
                                        : "no signature")
                                + ", expected a bigWig");
            }
            file.order(ByteOrder.BIG_ENDIAN);
        }
        ByteBuffer head = file.new Budget().read(0, HEAD, "the header");
        int version = head.getShort(4) & 0xFFFF;
        if (version < 1 || version > LATEST_VERSION) {
            throw refusals.whole(
                    "VERSION",
                    "offset 4: found version " + version + ", expected 1 to " + LATEST_VERSION
                            + "; write the file again");
        }
        return new Header(head.getShort(6) & 0xFFFF, head.getLong(8), head.getLong(24), head.getInt(52) != 0);
    }

    /** The coarsest level whose summaries are at most half the shortest bin. */
    private Optional<Level> level(BinaryFile file, Header header, Bins cells) throws IOException {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < cells.count(); i++) {
            shortest = Math.min(shortest, cells.bin(i).end() - cells.bin(i).start());
        }
        ByteBuffer levels =
                file.new Budget().read(HEAD, (long) header.levels * LEVEL_BYTES, "the list of levels of summaries");
        Optional<Level> best = Optional.empty();
        for (int i = 0; i < header.levels; i++) {
            Level level = new Level(levels.getInt(i * LEVEL_BYTES) & LOW, levels.getLong(i * LEVEL_BYTES + 16));
            if (level.bases > 0
                    && level.bases <= shortest / 2
                    && level.bases > best.map(Level::bases).orElse(0L)) {
                best = Optional.of(level);
            }
        }
        return best;
    }

    private record Header(int levels, long contigsOffset, long indexOffset, boolean compressed) {}

    /**
     * A level of summaries.
     *
     * @param bases of one summary
     * @param indexOffset where its index lies
     */
    private record Level(long bases, long indexOffset) {}
}

package org.chiasma.genomics.internal.variant;

import htsjdk.samtools.SAMException;
import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.tribble.TribbleException;
import htsjdk.tribble.index.Block;
import htsjdk.tribble.index.tabix.TabixIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.text.Refusals;

/** Finds the records of regions in a BGZF file by its tabix index. */
final class VcfIndex {
    private static final int MOST_POSITION = 1 << 29;

    private final TabixIndex index;
    private final Path file;

    private VcfIndex(TabixIndex index, Path file) {
        this.index = index;
        this.file = file;
    }

    /**
     * The index beside a file; none if there is none, or if it cannot be used, which is then noted.
     */
    static Optional<VcfIndex> beside(Refusals refusals, Regions regions, Progress progress) throws IOException {
        Path file = refusals.file();
        Path beside = file.resolveSibling(file.getFileName() + ".tbi");
        boolean beyond = regions.list().stream().anyMatch(region -> region.start() >= MOST_POSITION);
        if (beyond || !Files.isRegularFile(beside)) {
            return Optional.empty();
        }
        if (Files.getLastModifiedTime(beside).compareTo(Files.getLastModifiedTime(file)) < 0) {
            progress.note("warning: " + beside + ": older than " + file.getFileName()
                    + "; if a region looks wrong, index the file again (bcftools index -t)");
        }
        try {
            return Optional.of(new VcfIndex(new TabixIndex(beside.toFile()), file));
        } catch (IOException | RuntimeException e) {
            progress.note("warning: " + beside + ": no tabix index (" + e.getMessage()
                    + "); reading the whole file, index it again (bcftools index -t)");
            return Optional.empty();
        }
    }

    /** The bytes of whole lines that hold all records which overlap a region, and more. */
    List<InputStream> open(Region region) throws IOException {
        List<InputStream> pieces = new ArrayList<>();
        if (!index.containsChromosome(region.contig())) {
            return pieces;
        }
        int last = (int) Math.min(MOST_POSITION, region.end());
        for (Block block : index.getBlocks(region.contig(), (int) region.start() + 1, last)) {
            pieces.add(new Piece(block.getStartPosition(), block.getEndPosition()));
        }
        return pieces;
    }

    /** From one virtual offset to another; a line that begins before the end is given whole. */
    private final class Piece extends InputStream {
        private final BlockCompressedInputStream in;
        private final long end;
        private boolean ended;

        Piece(long start, long end) throws IOException {
            this.end = end;
            this.in = new BlockCompressedInputStream(file.toFile());
            try {
                in.seek(start);
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (ended) {
                return -1;
            }
            try {
                int count = 0;
                // a byte at a time near the end, so that it ends with a line
                while (count < length) {
                    if (in.getPosition() >= end) {
                        ended = true;
                        break;
                    }
                    int ahead = Math.min(in.available(), length - count);
                    boolean lastBlock = in.getPosition() >> 16 == end >> 16;
                    int wanted = lastBlock ? (int) Math.min(ahead, end - in.getPosition()) : ahead;
                    int n = in.read(target, from + count, Math.max(1, wanted));
                    if (n < 0) {
                        ended = true;
                        break;
                    }
                    count += n;
                }
                return count == 0 && ended ? -1 : count;
            } catch (SAMException | TribbleException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

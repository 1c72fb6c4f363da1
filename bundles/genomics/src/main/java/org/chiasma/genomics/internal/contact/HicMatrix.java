package org.chiasma.genomics.internal.contact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The blocks of two chromosomes at one resolution. The grid is of squares, in row-major order; only inside one chromosome
 * and from version 9 on it lies along the diagonal, in steps that double with the distance from it.
 */
final class HicMatrix {
    private static final int BLOCK_ENTRY = Integer.BYTES + Long.BYTES + Integer.BYTES;

    private final int blockBins;
    private final int columns;
    private final boolean same;
    private final boolean rotated;
    private final List<Place> blocks;

    private HicMatrix(int blockBins, int columns, boolean same, boolean rotated, List<Place> blocks) {
        this.blockBins = blockBins;
        this.columns = columns;
        this.same = same;
        this.rotated = rotated;
        this.blocks = blocks;
    }

    /** Where a compressed block lies. */
    record Place(int number, long position, int bytes) {}

    /** Bins of both chromosomes; none includes its end. */
    record Extent(long firstX, long endX, long firstY, long endY) {
        Extent transposed() {
            return new Extent(firstY, endY, firstX, endX);
        }

        private boolean overlaps(long x, long y, long edge) {
            return x < endX && firstX < x + edge && y < endY && firstY < y + edge;
        }
    }

    /**
     * Reads the index of blocks at {@code position}; empty when the matrix lacks the resolution.
     *
     * @throws org.chiasma.api.DataException {@code E-HIC-PAIR}, {@code E-HIC-GRID}, {@code E-HIC-COUNT}, {@code
     *     E-HIC-OFFSET}, {@code E-HIC-TRUNCATED}
     */
    static Optional<HicMatrix> read(HicInput in, int version, long position, int first, int second, int resolution)
            throws IOException {
        in.seek(position, "the matrix of a pair of chromosomes");
        int one = in.nextInt("a chromosome");
        int other = in.nextInt("a chromosome");
        if (one != first || other != second) {
            throw in.refuse(
                    "PAIR",
                    position,
                    "found the matrix of chromosomes number " + one + " and " + other + ", expected " + first + " and "
                            + second + " as the index has it; get the file again");
        }
        for (int i = in.count(1 + 10 * Integer.BYTES, "resolutions of a matrix"); i > 0; i--) {
            String unit = in.text("a unit");
            in.skip(5, Integer.BYTES, "statistics");
            long at = in.position();
            int binSize = in.nextInt("a bin size");
            int blockBins = in.nextInt("the bins of a block");
            int columns = in.nextInt("the columns of blocks");
            if (!unit.equals("BP") || binSize != resolution) {
                in.skip(in.nextInt("a count of blocks"), BLOCK_ENTRY, "blocks");
                continue;
            }
            if (blockBins <= 0 || columns <= 0) {
                throw in.refuse(
                        "GRID",
                        at,
                        "found a grid of " + columns + " columns of blocks of " + blockBins
                                + " bins, expected positive numbers; get the file again");
            }
            List<Place> blocks = new ArrayList<>();
            for (int k = in.count(BLOCK_ENTRY, "blocks"); k > 0; k--) {
                blocks.add(new Place(
                        in.nextInt("the number of a block"),
                        in.nextLong("the position of a block"),
                        in.nextInt("the length of a block")));
            }
            blocks.sort(Comparator.comparingLong(Place::position));
            return Optional.of(
                    new HicMatrix(blockBins, columns, first == second, first == second && version > 8, blocks));
        }
        return Optional.empty();
    }

    /** The blocks that may have contacts of {@code extent}, in order of the file. */
    List<Place> blocks(Extent extent) {
        return blocks.stream().filter(block -> mayHave(block.number(), extent)).toList();
    }

    private boolean mayHave(int number, Extent extent) {
        long column = number % columns;
        long row = number / columns;
        if (rotated) {
            return onDiagonal(column, row, extent);
        }
        long x = column * blockBins;
        long y = row * blockBins;
        return extent.overlaps(x, y, blockBins) || (same && extent.transposed().overlaps(x, y, blockBins));
    }

    /** With a step to spare on either side, as rounding may differ from that of the writer. */
    private boolean onDiagonal(long along, long across, Extent extent) {
        long lowest = (extent.firstX() + extent.firstY()) / 2 / blockBins - 1;
        long highest = (extent.endX() + extent.endY()) / 2 / blockBins + 1;
        long nearest = Math.max(0, Math.max(extent.firstX() - extent.endY(), extent.firstY() - extent.endX()));
        long farthest = Math.max(extent.endX() - extent.firstY(), extent.endY() - extent.firstX());
        return along >= lowest && along <= highest && across >= depth(nearest) - 1 && across <= depth(farthest) + 1;
    }

    private long depth(long distance) {
        return (long) (Math.log(1 + distance / Math.sqrt(2) / blockBins) / Math.log(2));
    }
}

package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.symmetric.internal.model.ColumnValues;
import org.chiasma.symmetric.internal.query.GenomicBins;

/**
 * X, Y, perhaps Z, and where the columns lie.
 *
 * @param name of Z, or of X if there is no Z
 * @param axis labels of the columns
 * @param columns X and Y
 * @param z the matrix to learn from or to compare with
 * @param segments runs of columns between which pairs count; one for all columns without bins
 */
record Example(String name, Axis axis, ColumnValues columns, Optional<Matrix> z, List<Segment> segments) {
    /** Copies the list. */
    Example {
        segments = List.copyOf(segments);
    }

    /**
     * Columns of one chromosome, or all of them.
     *
     * @param name of the chromosome; empty for all columns
     * @param first first column
     * @param positions number of each column along the chromosome, in bins
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Segment(String name, int first, int[] positions) {
        int size() {
            return positions.length;
        }

        /** Numbers along the chromosome of some columns of the segment. */
        int[] positions(int[] columns) {
            return IntStream.of(columns)
                    .map(column -> positions[column - first])
                    .toArray();
        }

        /** The columns of the segment. */
        int[] columns() {
            return IntStream.range(first, first + positions.length).toArray();
        }
    }

    /** One segment of all columns. */
    static List<Segment> whole(int columns) {
        return List.of(new Segment("", 0, IntStream.range(0, columns).toArray()));
    }

    /**
     * One segment for each chromosome.
     *
     * @throws DataException {@code E-SYMMETRIC-BINS} if the bins of a chromosome are not together and in order
     */
    static List<Segment> byChromosome(String where, GenomicBins bins) {
        List<Segment> segments = new ArrayList<>();
        List<GenomicBins.Bin> all = bins.bins();
        for (int first = 0; first < all.size(); ) {
            String chromosome = all.get(first).chromosome();
            int end = first;
            while (end < all.size() && all.get(end).chromosome().equals(chromosome)) {
                end++;
            }
            String taken = chromosome;
            if (segments.stream().anyMatch(segment -> segment.name().equals(taken))) {
                throw unordered(where, first, chromosome, "a second run of bins of");
            }
            segments.add(segment(where, all, first, end));
            first = end;
        }
        return segments;
    }

    private static Segment segment(String where, List<GenomicBins.Bin> bins, int first, int end) {
        long width = Long.MAX_VALUE;
        for (int j = first + 1; j < end; j++) {
            long step = bins.get(j).start() - bins.get(j - 1).start();
            if (step <= 0) {
                throw unordered(where, j, bins.get(j).chromosome(), "a bin that does not lie behind the one before on");
            }
            width = Math.min(width, step);
        }
        int[] positions = new int[end - first];
        for (int j = first; j < end; j++) {
            positions[j - first] =
                    Math.toIntExact((bins.get(j).start() - bins.get(first).start()) / width);
        }
        return new Segment(bins.get(first).chromosome(), first, positions);
    }

    private static DataException unordered(String where, int bin, String chromosome, String found) {
        return new DataException(
                "E-SYMMETRIC-BINS",
                where + ", bin " + (bin + 1) + ": found " + found + " " + chromosome
                        + ", expected the bins of each chromosome together and ascending; sort the columns");
    }
}

package org.chiasma.genomics.internal.signal;

import java.nio.ByteBuffer;
import org.chiasma.api.DataException;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the blocks of a bigWig: values as bedGraph, variable step and fixed step, and summaries (Kent et al.,
 * Bioinformatics 26 (2010), supplement, tables 12, 13 and 19). Values come in order of their positions and do not overlap.
 */
final class BigWigBlocks {
    private static final int SECTION_HEAD = 24;
    private static final int SUMMARY_BYTES = 32;
    private static final int BEDGRAPH = 1;
    private static final int VARIABLE_STEP = 2;
    private static final int FIXED_STEP = 3;
    private static final long LOW = 0xFFFF_FFFFL;

    private final Refusals refusals;
    private final BigWigContigs contigs;
    private final BinStatistics statistics;
    private final Statistic statistic;
    private BigWigContigs.@Nullable Contig current;
    private long currentNumber = -1;
    private long lastEnd;
    private long withoutValue;

    BigWigBlocks(Refusals refusals, BigWigContigs contigs, BinStatistics statistics, Statistic statistic) {
        this.refusals = refusals;
        this.contigs = contigs;
        this.statistics = statistics;
        this.statistic = statistic;
    }

    /** How many values were {@code NaN}. */
    long withoutValue() {
        return withoutValue;
    }

    /**
     * Takes a section of values.
     *
     * @param offset where it lies, for refusals
     */
    void takeValues(ByteBuffer block, long offset) {
        if (block.remaining() < SECTION_HEAD) {
            throw malformed(offset, "a block of " + block.remaining() + " bytes");
        }
        long number = block.getInt() & LOW;
        long start = block.getInt() & LOW;
        block.getInt();
        long step = block.getInt() & LOW;
        long span = block.getInt() & LOW;
        int type = block.get();
        block.get();
        int count = block.getShort() & 0xFFFF;
        int itemBytes =
                switch (type) {
                    case BEDGRAPH -> 12;
                    case VARIABLE_STEP -> 8;
                    case FIXED_STEP -> 4;
                    default -> throw malformed(offset, "a section of type " + type);
                };
        if (block.remaining() < count * itemBytes) {
            throw malformed(offset, count + " items in " + block.remaining() + " bytes");
        }
        BigWigContigs.Contig contig = enter(number, offset);
        for (int i = 0; i < count; i++) {
            long from = type == FIXED_STEP ? start + i * step : block.getInt() & LOW;
            long to = type == BEDGRAPH ? block.getInt() & LOW : from + span;
            value(contig, from, to, block.getFloat(), offset);
        }
    }

    /**
     * Takes summaries: contig, start, end, number of bases with a value, smallest, largest, sum, sum of squares.
     *
     * @param offset where they lie, for refusals
     */
    void takeSummaries(ByteBuffer block, long offset) {
        while (block.remaining() >= SUMMARY_BYTES) {
            BigWigContigs.Contig contig = enter(block.getInt() & LOW, offset);
            long from = block.getInt() & LOW;
            long to = Math.min(block.getInt() & LOW, contig.length());
            long valid = block.getInt() & LOW;
            float smallest = block.getFloat();
            float largest = block.getFloat();
            float sum = block.getFloat();
            block.getFloat();
            advance(contig, from, to, offset);
            if (valid > to - from) {
                throw malformed(offset, "a summary of " + valid + " values for " + (to - from) + " bases");
            }
            if (!Float.isFinite(smallest) || !Float.isFinite(largest) || !Float.isFinite(sum)) {
                throw notFinite(contig, from, offset);
            }
            if (valid > 0) {
                statistics.addSummary(
                        contig.name(), from, to, (double) valid, sum, statistic == Statistic.MIN ? smallest : largest);
            }
        }
    }

    private void value(BigWigContigs.Contig contig, long from, long to, float value, long offset) {
        advance(contig, from, to, offset);
        if (to > contig.length()) {
            throw refusals.whole(
                    "BEYOND",
                    "offset " + offset + ": found " + contig.name() + ":" + from + "-" + to + " on a contig of length "
                            + contig.length() + ", expected an end within it; write the file again");
        }
        if (Float.isNaN(value)) {
            withoutValue++;
        } else if (Float.isInfinite(value)) {
            throw notFinite(contig, from, offset);
        } else {
            statistics.add(contig.name(), from, to, value);
        }
    }

    private void advance(BigWigContigs.Contig contig, long from, long to, long offset) {
        if (to <= from || from < lastEnd) {
            throw refusals.whole(
                    "ORDER",
                    "offset " + offset + ": found " + contig.name() + ":" + from + "-" + to
                            + (to > from ? " behind values up to " + lastEnd : "")
                            + ", expected values in order that do not overlap; write the file again");
        }
        lastEnd = to;
    }

    private BigWigContigs.Contig enter(long number, long offset) {
        BigWigContigs.Contig contig = current;
        if (contig == null || number != currentNumber) {
            contig = contigs.byNumber().get(number);
            if (contig == null || number < currentNumber) {
                throw malformed(offset, "contig number " + number);
            }
            current = contig;
            currentNumber = number;
            lastEnd = 0;
        }
        return contig;
    }

    private DataException malformed(long offset, String found) {
        return refusals.whole(
                "BLOCK",
                "offset " + offset + ": found " + found
                        + ", expected a section of values of a known contig, in order; write the file again");
    }

    private DataException notFinite(BigWigContigs.Contig contig, long from, long offset) {
        return refusals.whole(
                "VALUE",
                "offset " + offset + ": found a value at " + contig.name() + ":" + from
                        + " that is not finite, expected a number; write the file again");
    }
}

package org.chiasma.genomics.internal.signal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.chiasma.api.DataException;
import org.chiasma.text.Refusals;

/**
 * The index of the blocks of a bigWig: an R-tree over contig number and position (Kent et al., Bioinformatics 26 (2010),
 * supplement, tables 14 to 17).
 */
final class BigWigIndex {
    private static final int MAGIC = 0x2468ACE0;
    private static final int HEAD = 48;
    private static final int NODE_HEAD = 4;
    private static final int LEAF_BYTES = 32;
    private static final int INNER_BYTES = 24;
    private static final int DEEPEST = 32;
    private static final long LOW = 0xFFFF_FFFFL;

    private final Refusals refusals;
    private final BinaryFile.Budget budget;
    private final Wanted wanted;
    private final BlockVisitor visitor;

    /** Says which blocks to visit. */
    @FunctionalInterface
    interface Wanted {
        /** Whether something is wanted from {@code start} of a contig to {@code end} of that one or a later one. */
        boolean test(long firstContig, long start, long lastContig, long end);
    }

    /** Takes the place of a block. */
    @FunctionalInterface
    interface BlockVisitor {
        /** Takes one. */
        void visit(long offset, long size) throws IOException;
    }

    private BigWigIndex(Refusals refusals, BinaryFile.Budget budget, Wanted wanted, BlockVisitor visitor) {
        this.refusals = refusals;
        this.budget = budget;
        this.wanted = wanted;
        this.visitor = visitor;
    }

    /**
     * Visits the blocks that are wanted, in the order of the index at {@code offset}.
     *
     * @throws org.chiasma.api.DataException {@code E-BIGWIG-INDEX} if it is malformed
     */
    static void visit(BinaryFile file, Refusals refusals, long offset, Wanted wanted, BlockVisitor visitor)
            throws IOException {
        BigWigIndex index = new BigWigIndex(refusals, file.new Budget(), wanted, visitor);
        if (index.budget.read(offset, HEAD, "the index").getInt() != MAGIC) {
            throw index.malformed(offset, "no index");
        }
        index.node(offset + HEAD, 0);
    }

    private void node(long offset, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw malformed(offset, "a tree of more than " + DEEPEST + " levels");
        }
        ByteBuffer head = budget.read(offset, NODE_HEAD, "a node of the index");
        boolean leaf = head.get() != 0;
        head.get();
        int count = head.getShort() & 0xFFFF;
        ByteBuffer items = budget.read(
                offset + NODE_HEAD, (long) count * (leaf ? LEAF_BYTES : INNER_BYTES), "entries of the index");
        for (int i = 0; i < count; i++) {
            long firstContig = items.getInt() & LOW;
            long start = items.getInt() & LOW;
            long lastContig = items.getInt() & LOW;
            long end = items.getInt() & LOW;
            long place = items.getLong();
            long size = leaf ? items.getLong() : 0;
            if (firstContig > lastContig || (firstContig == lastContig && start > end)) {
                throw malformed(offset, "an entry that ends before it starts");
            }
            if (wanted.test(firstContig, start, lastContig, end)) {
                if (leaf) {
                    visitor.visit(place, size);
                } else {
                    node(place, depth + 1);
                }
            }
        }
    }

    private DataException malformed(long offset, String found) {
        return refusals.whole(
                "INDEX",
                "offset " + Long.toUnsignedString(offset) + ": found " + found
                        + ", expected an index of blocks by position; write the file again");
    }
}

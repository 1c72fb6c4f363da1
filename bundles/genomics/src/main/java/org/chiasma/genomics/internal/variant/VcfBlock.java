package org.chiasma.genomics.internal.variant;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a block of whole lines of a VCF file holds, as parsed on its own by {@link VcfParser}. */
final class VcfBlock {
    /** Lines of the block. */
    int lines;
    /** Variants that are wanted, in order. */
    final List<Variant> variants = new ArrayList<>();
    /** Their dosages: {@code byte[]} where they are whole, {@code float[]} otherwise. */
    final List<Object> dosages = new ArrayList<>();
    /** Runs of records on one contig, in order. */
    final List<Run> runs = new ArrayList<>();

    long halfCalls;
    long withoutAlternate;
    long multiallelic;
    long filtered;
    long otherKind;
    /** Why parsing ended early. */
    @Nullable
    Fault fault;

    /** Records in a row on one contig. */
    static final class Run {
        final String contig;
        final long firstPosition;
        long lastPosition;
        /** Whether a position came before the last one. */
        boolean disorder;

        Run(String contig, long position) {
            this.contig = contig;
            this.firstPosition = position;
            this.lastPosition = position;
        }
    }

    /**
     * A refusal before it is known which line of the file it is at.
     *
     * @param code what is wrong
     * @param line within the block, from 0
     * @param message found, expected, remedy
     */
    record Fault(String code, int line, String message) {}
}

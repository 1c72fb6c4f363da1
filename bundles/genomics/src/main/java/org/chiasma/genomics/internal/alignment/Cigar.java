package org.chiasma.genomics.internal.alignment;

/** Operations of alignments as BAM encodes them: {@code MIDNSHP=X} from 0, below the length in 28 bits. */
final class Cigar {
    static final int DELETION = 2;
    static final int SKIP = 3;
    static final int SOFT_CLIP = 4;
    static final int KINDS = 9;

    /** M, D, N, = and X move along the reference. */
    private static final int ON_REFERENCE = 1 | 1 << DELETION | 1 << SKIP | 1 << 7 | 1 << 8;

    private Cigar() {}

    static int kind(int operation) {
        return operation & 0xF;
    }

    static int length(int operation) {
        return operation >>> 4;
    }

    static boolean onReference(int operation) {
        return (ON_REFERENCE >> kind(operation) & 1) != 0;
    }

    static boolean isGap(int operation) {
        return kind(operation) == DELETION || kind(operation) == SKIP;
    }

    /** Behind the last reference position of a read; its start if no operation is on the reference. */
    static long end(AlignedReads read) {
        long end = read.start();
        int count = read.operationCount();
        for (int i = 0; i < count; i++) {
            int operation = read.operation(i);
            if (onReference(operation)) {
                end += length(operation);
            }
        }
        return end;
    }
}

package org.chiasma.genomics.internal.alignment;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.chiasma.genomics.internal.coordinate.Region;

/** The reads of a file, one by one in its order. What is not asked of a read is not decoded. */
interface AlignedReads extends Closeable {
    /** Lengths of the contigs by their names, in the order in which reads number them. */
    Map<String, Long> contigs();

    /** Samples by read group, in the order of the header; a group without a sample has the empty one. */
    Map<String, String> samples();

    /**
     * Restricts to what an index finds for the regions, if there is an index. Further reads may come, none twice.
     *
     * @param regions disjoint, of this file's contigs
     */
    void restrict(List<Region> regions) throws IOException;

    /** Moves to the next read; false at the end. */
    boolean next() throws IOException;

    /** Number of the contig, from 0; negative if the read is not placed. */
    int contig();

    /** First position of the alignment, from 0. */
    long start();

    /** Its flags. */
    int flags();

    /** Its mapping quality. */
    int mappingQuality();

    /** How many operations its alignment has. */
    int operationCount();

    /** Length and kind of an operation, as BAM encodes it: {@code length << 4 | kind}. */
    int operation(int position);

    /** Its read group; empty if it names none. */
    String readGroup();

    /** What a message calls the read: its ordinal among those read, and its place. */
    String place();
}

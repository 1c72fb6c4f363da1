package org.chiasma.genomics.internal.sequence;

import org.chiasma.text.Refusals;

/** What a reading may keep on the heap: a third of it, so that arrays can grow by copying. */
final class HeapBudget {
    private final Refusals refusals;
    private final long most = Runtime.getRuntime().maxMemory() / 3;
    private long used;

    HeapBudget(Refusals refusals) {
        this.refusals = refusals;
    }

    /**
     * Accounts for memory that is about to be taken.
     *
     * @throws org.chiasma.api.DataException {@code E-*-MEMORY} if it is too much
     */
    void take(long bytes) {
        used += bytes;
        if (used > most) {
            throw refusals.whole(
                    "MEMORY",
                    "found sequences that need more than " + most
                            + " bytes, a third of the heap; give the program a larger heap, choose a smaller k, or pass as=kmers if they are not "
                            + "aligned");
        }
    }

    /**
     * The length to which an array grows that must hold {@code needed} elements of {@code bytes} bytes each.
     *
     * @throws org.chiasma.api.DataException {@code E-*-MEMORY} if it is too much
     */
    int grown(int length, long needed, int bytes) {
        long grown = Math.max(needed, Math.min(length + (long) (length >> 1), Integer.MAX_VALUE - 8L));
        take(grown > Integer.MAX_VALUE - 8 ? Long.MAX_VALUE / 2 : (grown - length) * bytes);
        return (int) grown;
    }
}

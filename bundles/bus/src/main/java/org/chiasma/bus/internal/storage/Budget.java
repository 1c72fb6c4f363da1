package org.chiasma.bus.internal.storage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.chiasma.api.DataException;

/** How many bytes the matrices of this process may take together. Safe for use by several threads. */
public final class Budget {
    private static final int PATIENCE = 7;

    private final LongSupplier limit;
    private final AtomicLong used = new AtomicLong();

    /**
     * A budget of which nothing is used.
     *
     * @param limit in bytes
     */
    public Budget(LongSupplier limit) {
        this.limit = limit;
    }

    /** Bytes reserved now. Those of matrices that nobody holds any more go with the next garbage collection. */
    public long used() {
        return used.get();
    }

    /** Starts a reservation of nothing. */
    Reservation open() {
        return new Reservation();
    }

    /**
     * Waits a moment for memory of forgotten matrices until {@code needed} fits {@code available}.
     *
     * @throws DataException {@code E-MEM-BUDGET} if it does not
     */
    static void require(long needed, LongSupplier available, String where) {
        for (int i = 0; needed > available.getAsLong(); i++) {
            if (i == PATIENCE) {
                throw new DataException(
                        "E-MEM-BUDGET",
                        where + ": found " + needed + " more bytes needed, expected at most " + available.getAsLong()
                                + "; remove matrices, use float32, or raise the limit (-Dchiasma.max.bytes, disk space)");
            }
            System.gc();
            try {
                Thread.sleep(1L << i);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                i = PATIENCE - 1;
            }
        }
    }

    /** Bytes taken from the budget until {@link #release()}. */
    final class Reservation {
        private long bytes;

        /** Takes {@code more} bytes. */
        synchronized void grow(long more) {
            require(more, () -> limit.getAsLong() - used.get(), "memory budget");
            used.addAndGet(more);
            bytes += more;
        }

        /** Gives back all but {@code kept} bytes. */
        synchronized void shrinkTo(long kept) {
            used.addAndGet(kept - bytes);
            bytes = kept;
        }

        /** Gives everything back; a second call does nothing. */
        void release() {
            shrinkTo(0);
        }
    }
}

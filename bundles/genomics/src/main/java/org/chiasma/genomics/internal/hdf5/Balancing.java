package org.chiasma.genomics.internal.hdf5;

/** What is done with the balancing weights of a contact map. */
public enum Balancing {
    /**
     * As cooler does: multiply, or divide where the column is {@code KR}, {@code VC} or {@code VC_SQRT} of hic2cool; counts as
     * they are if there is no column {@code weight} and no other was asked for.
     */
    AUTO,
    /** Counts as they are. */
    NONE,
    /** Count times both weights. */
    MULTIPLY,
    /** Count divided by both weights. */
    DIVIDE
}

package org.chiasma.api.matrix;

/** How one entry is stored. Bulk access converts to and from {@code double}. */
public enum ElementType {
    /** IEEE 754 binary32. */
    FLOAT32(Float.BYTES),
    /** IEEE 754 binary64. */
    FLOAT64(Double.BYTES);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one stored entry. */
    public int bytes() {
        return bytes;
    }
}

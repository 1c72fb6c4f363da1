package org.chiasma.api.matrix;

/**
 * Collects the rows of a dense matrix whose number is not known beforehand, as when a text file is read. Memory grows
 * with the rows that came, never by what a header announces.
 */
public interface RowCollector extends AutoCloseable {
    /** Appends one row: {@code source[offset]} onward, one entry per column. */
    void append(double[] source, int offset);

    /** Rows appended so far. */
    long rowCount();

    /**
     * Ends the collection.
     *
     * @param spec the matrix; its shape is that of the collected rows
     * @throws IllegalArgumentException if it is not, or its element type or layout differs from the collector's
     */
    Matrix seal(MatrixSpec spec);

    /** Discards the rows unless they were sealed. */
    @Override
    void close();
}

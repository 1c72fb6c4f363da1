package org.chiasma.symmetric.internal.storage;

import org.chiasma.linalg.FloatMatrix;

/**
 * What can fill blocks of a symmetric matrix in single precision: a stored matrix, factors, or a generator. Safe for use
 * by several threads, each with its own target.
 */
@FunctionalInterface
public interface TileSource {
    /**
     * Writes the block from (firstRow, firstColumn) on to the first {@code rows} rows and {@code columns} columns of
     * {@code target}. Missing entries are {@code NaN}.
     */
    void fill(long firstRow, long firstColumn, int rows, int columns, FloatMatrix target);
}

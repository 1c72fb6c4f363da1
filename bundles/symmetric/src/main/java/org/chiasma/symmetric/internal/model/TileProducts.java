package org.chiasma.symmetric.internal.model;

/**
 * Products of one tile of Z, of at most {@link FoldLayout#TILE} rows and columns, with the features, in one precision. Rows
 * and columns of the tile count from 0, columns of the example are named {@code first}. Used by one thread.
 */
interface TileProducts extends AutoCloseable {
    /** Writes the beginning of a row of the tile. */
    void write(int row, double[] source, int offset, int count);

    /** Reads the beginning of a row of the tile. */
    void read(int row, double[] target, int offset, int count);

    /** Fills the tile with phi_i' W phi_j. */
    void predict(int firstRow, int rows, int firstColumn, int columns);

    /** Sets T_g to zero for every fold g. */
    void clearSums();

    /** T_g += Z Phi for columns {@code from .. from + count - 1} of the tile, which are columns {@code first} on. */
    void addTile(int rows, int from, int count, int first, int fold);

    /** {@code sum} += Phi_a' T_g for rows {@code from .. from + count - 1} of the strip, which are columns {@code first} on. */
    void addStrip(int from, int count, int first, int fold, Dense sum);

    @Override
    void close();
}

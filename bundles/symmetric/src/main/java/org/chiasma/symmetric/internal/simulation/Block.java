package org.chiasma.symmetric.internal.simulation;

/**
 * Part of one row of the matrix within one block of {@value #COLUMNS} columns, and memory for the steps of its
 * computation. Every array of a step is indexed by the column within the block: loops whose arrays share one index are
 * those that the compiler vectorises. Reused from block to block by one thread.
 */
final class Block {
    /** Columns of a block. */
    static final int COLUMNS = 1024;

    final float[] values = new float[COLUMNS];
    final long[] bits = new long[COLUMNS];
    final long[] moreBits = new long[COLUMNS];
    final long[] longs = new long[COLUMNS];
    final int[] ints = new int[COLUMNS];
    final float[] first = new float[COLUMNS];
    final float[] second = new float[COLUMNS];
    final float[] third = new float[COLUMNS];

    private int row;
    private int number;
    private int from;
    private int to;

    /** Moves to columns {@code from} to {@code to} - 1 of block {@code number}, in row {@code row}. */
    void moveTo(int newRow, int newNumber, int newFrom, int newTo) {
        row = newRow;
        number = newNumber;
        from = newFrom;
        to = newTo;
    }

    /** The row of the matrix. */
    int row() {
        return row;
    }

    /** The block's position in the row of blocks. */
    int number() {
        return number;
    }

    /** The column of the matrix at which the block begins. */
    int firstColumn() {
        return number * COLUMNS;
    }

    /** The first column in use, within the block. */
    int from() {
        return from;
    }

    /** The column behind the last one in use, within the block. */
    int to() {
        return to;
    }

    /** Blocks of {@code columns} columns. */
    static int count(int columns) {
        return (columns + COLUMNS - 1) / COLUMNS;
    }
}

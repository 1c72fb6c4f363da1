package org.chiasma.genomics.internal.sequence;

/**
 * Characters of a sequence on one line.
 *
 * @param text the line
 * @param from where the characters begin; they go to the end
 * @param line its number, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a line, never compared
record TextPiece(byte[] text, int from, long line) {}

package org.chiasma.symmetric.internal.query;

/**
 * An entry above the diagonal.
 *
 * @param row its row, from 0
 * @param column its column, from 0, larger than the row
 * @param value the entry
 */
public record Pair(long row, long column, float value) {}

package org.chiasma.symmetric.internal.query;

import java.util.List;

/**
 * Pairs, and what it took to find them.
 *
 * @param pairs largest first; of equal ones the smaller row, then the smaller column first
 * @param tiles share of the tiles of the upper triangle that were looked at
 * @param entries share of its entries that were looked at
 */
public record Answer(List<Pair> pairs, double tiles, double entries) {
    /** Copies {@code pairs}. */
    public Answer {
        pairs = List.copyOf(pairs);
    }
}

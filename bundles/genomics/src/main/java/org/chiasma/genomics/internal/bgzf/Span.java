package org.chiasma.genomics.internal.bgzf;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a BGZF file between records.
 *
 * @param from virtual offset of its first byte: that of a block, shifted by 16 bits, and the offset inside
 * @param to virtual offset behind its last byte
 */
public record Span(long from, long to) {
    /** The same pieces in the order of the file; those that overlap or touch become one, so that no record comes twice. */
    public static List<Span> merged(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort((a, b) -> Long.compareUnsigned(a.from(), b.from()));
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && Long.compareUnsigned(span.from(), merged.get(last).to()) <= 0) {
                Span open = merged.get(last);
                merged.set(
                        last,
                        Long.compareUnsigned(open.to(), span.to()) >= 0 ? open : new Span(open.from(), span.to()));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}

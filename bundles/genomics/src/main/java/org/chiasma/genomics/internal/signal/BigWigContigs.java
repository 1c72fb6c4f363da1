package org.chiasma.genomics.internal.signal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasma.api.DataException;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.text.Refusals;

/**
 * The contigs of a bigWig with their numbers: its B+ tree (Kent et al., Bioinformatics 26 (2010), supplement, tables 8 to
 * 11).
 */
final class BigWigContigs {
    private static final int MAGIC = 0x78CA8C91;
    private static final int HEAD = 32;
    private static final int NODE_HEAD = 4;
    private static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 1 << 12;
    private static final long LOW = 0xFFFF_FFFFL;

    private final Refusals refusals;
    private final BinaryFile.Budget budget;
    private final TreeMap<Long, Contig> byNumber = new TreeMap<>();
    private final Set<String> names = new HashSet<>();
    private int nameBytes;

    private BigWigContigs(Refusals refusals, BinaryFile.Budget budget) {
        this.refusals = refusals;
        this.budget = budget;
    }

    /**
     * A contig.
     *
     * @param name its name
     * @param length in bases
     */
    record Contig(String name, long length) {}

    /**
     * Reads the tree at {@code offset}.
     *
     * @throws org.chiasma.api.DataException {@code E-BIGWIG-CONTIGS} if it is malformed
     */
    static BigWigContigs read(BinaryFile file, Refusals refusals, long offset) throws IOException {
        BigWigContigs contigs = new BigWigContigs(refusals, file.new Budget());
        ByteBuffer head = contigs.budget.read(offset, HEAD, "the tree of contigs");
        int magic = head.getInt();
        head.getInt();
        contigs.nameBytes = head.getInt();
        int valueBytes = head.getInt();
        if (magic != MAGIC || contigs.nameBytes < 1 || contigs.nameBytes > LONGEST_NAME || valueBytes != 8) {
            throw contigs.malformed(offset, "no tree of contigs");
        }
        long count = head.getLong();
        contigs.node(offset + HEAD, 0);
        if (count != contigs.byNumber.size() || count == 0) {
            throw contigs.malformed(
                    offset,
                    contigs.byNumber.size() + " contigs where " + Long.toUnsignedString(count) + " are announced");
        }
        return contigs;
    }

    /** All by number. */
    SortedMap<Long, Contig> byNumber() {
        return byNumber;
    }

    /** Those whose numbers are from {@code first} to {@code last}. */
    SortedMap<Long, Contig> between(long first, long last) {
        return byNumber.subMap(first, true, last, true);
    }

    /** Names and lengths in order of their numbers. */
    Contigs named(String source) {
        Map<String, Long> lengths = new LinkedHashMap<>();
        byNumber.values().forEach(contig -> lengths.put(contig.name(), contig.length()));
        return new Contigs(source, lengths);
    }

    private void node(long offset, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw malformed(offset, "a tree of more than " + DEEPEST + " levels");
        }
        ByteBuffer head = budget.read(offset, NODE_HEAD, "a node of contigs");
        boolean leaf = head.get() != 0;
        head.get();
        int count = head.getShort() & 0xFFFF;
        ByteBuffer items = budget.read(offset + NODE_HEAD, (long) count * (nameBytes + 8), "contigs");
        for (int i = 0; i < count; i++) {
            byte[] key = new byte[nameBytes];
            items.get(key);
            if (leaf) {
                add(offset, key, items.getInt() & LOW, items.getInt() & LOW);
            } else {
                node(items.getLong(), depth + 1);
            }
        }
    }

    private void add(long offset, byte[] key, long number, long length) {
        int end = 0;
        while (end < key.length && key[end] != 0) {
            end++;
        }
        String name = new String(key, 0, end, StandardCharsets.UTF_8);
        boolean printable = !name.isEmpty() && name.chars().noneMatch(Character::isISOControl);
        if (!printable || length == 0 || !names.add(name) || byNumber.put(number, new Contig(name, length)) != null) {
            throw malformed(
                    offset, "contig " + Refusals.shown(name) + " of length " + length + " and number " + number);
        }
    }

    private DataException malformed(long offset, String found) {
        return refusals.whole(
                "CONTIGS",
                "offset " + Long.toUnsignedString(offset) + ": found " + found
                        + ", expected contigs of distinct names, numbers and positive lengths; write the file again");
    }
}

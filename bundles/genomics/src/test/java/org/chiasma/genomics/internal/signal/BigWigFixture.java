package org.chiasma.genomics.internal.signal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.Deflater;

/** Makes small bigWig files after Kent et al. 2010, of any byte order and section type, with trees of several levels. */
@SuppressWarnings({"ByteBufferBackingArray", "ArrayRecordComponent"
}) // all buffers are allocated here; blocks are not compared
final class BigWigFixture {
    private static final int HEAD = 64;
    private static final int TREE_HEAD = 32;
    private static final int INDEX_HEAD = 48;
    private static final int NAME_BYTES = 8;

    private final ByteOrder order;
    private final boolean compressed;
    private final int fanOut;
    private final List<String> names = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Block> sections = new ArrayList<>();
    private final List<Block> summaries = new ArrayList<>();
    private int summaryBases;

    BigWigFixture(ByteOrder order, boolean compressed, int fanOut) {
        this.order = order;
        this.compressed = compressed;
        this.fanOut = fanOut;
    }

    private record Block(int firstContig, int start, int lastContig, int end, byte[] bytes) {}

    BigWigFixture contig(String name, int length) {
        names.add(name);
        lengths.add(length);
        return this;
    }

    /** Triples of start, end and value. */
    BigWigFixture bedGraph(int contig, float... triples) {
        ByteBuffer items = buffer(4 * triples.length);
        for (int i = 0; i < triples.length; i += 3) {
            items.putInt((int) triples[i]).putInt((int) triples[i + 1]).putFloat(triples[i + 2]);
        }
        return section(contig, 1, (int) triples[0], (int) triples[triples.length - 2], 0, 0, triples.length / 3, items);
    }

    /** Pairs of start and value. */
    BigWigFixture variableStep(int contig, int span, float... pairs) {
        ByteBuffer items = buffer(4 * pairs.length);
        for (int i = 0; i < pairs.length; i += 2) {
            items.putInt((int) pairs[i]).putFloat(pairs[i + 1]);
        }
        int end = (int) pairs[pairs.length - 2] + span;
        return section(contig, 2, (int) pairs[0], end, 0, span, pairs.length / 2, items);
    }

    BigWigFixture fixedStep(int contig, int start, int step, int span, float... values) {
        ByteBuffer items = buffer(4 * values.length);
        for (float value : values) {
            items.putFloat(value);
        }
        int end = start + (values.length - 1) * step + span;
        return section(contig, 3, start, end, step, span, values.length, items);
    }

    /** A summary of the only level. */
    BigWigFixture summary(int bases, int contig, int start, int end, int valid, float min, float max, float sum) {
        summaryBases = bases;
        ByteBuffer one = buffer(32);
        one.putInt(contig).putInt(start).putInt(end).putInt(valid);
        one.putFloat(min).putFloat(max).putFloat(sum).putFloat(0);
        summaries.add(new Block(contig, start, contig, end, packed(one)));
        return this;
    }

    private BigWigFixture section(
            int contig, int type, int start, int end, int step, int span, int count, ByteBuffer items) {
        ByteBuffer section = buffer(24 + items.capacity());
        section.putInt(contig).putInt(start).putInt(end).putInt(step).putInt(span);
        section.put((byte) type).put((byte) 0).putShort((short) count).put(items.flip());
        sections.add(new Block(contig, start, contig, end, packed(section)));
        return this;
    }

    byte[] bytes() {
        int levels = summaries.isEmpty() ? 0 : 1;
        byte[] tree = contigTree(HEAD + 24L * levels);
        long dataOffset = HEAD + 24L * levels + tree.length;
        byte[] data = data(sections);
        byte[] index = index(sections, dataOffset + 8, dataOffset + data.length);
        long summaryOffset = dataOffset + data.length + index.length;
        byte[] summaryData = data(summaries);
        byte[] summaryIndex = index(summaries, summaryOffset + 8, summaryOffset + summaryData.length);
        ByteBuffer head = buffer(HEAD + 24 * levels);
        head.putInt(0x888FFC26).putShort((short) 4).putShort((short) levels);
        head.putLong(HEAD + 24L * levels).putLong(dataOffset).putLong(dataOffset + data.length);
        head.putInt(0).putLong(0).putLong(0).putInt(compressed ? 1 << 15 : 0).putLong(0);
        if (levels > 0) {
            head.putInt(summaryBases).putInt(0).putLong(summaryOffset).putLong(summaryOffset + summaryData.length);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.array());
        out.writeBytes(tree);
        out.writeBytes(data);
        out.writeBytes(index);
        if (levels > 0) {
            out.writeBytes(summaryData);
            out.writeBytes(summaryIndex);
        }
        return out.toByteArray();
    }

    private byte[] contigTree(long offset) {
        int itemBytes = NAME_BYTES + 8;
        List<List<byte[]>> levels = levels(
                names.size(),
                i -> {
                    ByteBuffer item = buffer(itemBytes);
                    item.put(Arrays.copyOf(names.get(i).getBytes(StandardCharsets.US_ASCII), NAME_BYTES));
                    return item.putInt(i).putInt(lengths.get(i)).array();
                },
                (first, last, place) -> {
                    ByteBuffer item = buffer(itemBytes);
                    item.put(Arrays.copyOf(names.get(first).getBytes(StandardCharsets.US_ASCII), NAME_BYTES));
                    return item.putLong(place).array();
                },
                offset + TREE_HEAD,
                itemBytes,
                itemBytes);
        ByteBuffer head = buffer(TREE_HEAD);
        head.putInt(0x78CA8C91)
                .putInt(fanOut)
                .putInt(NAME_BYTES)
                .putInt(8)
                .putLong(names.size())
                .putLong(0);
        return joined(head, levels);
    }

    private byte[] index(List<Block> blocks, long firstBlock, long offset) {
        long[] places = new long[blocks.size()];
        long place = firstBlock;
        for (int i = 0; i < places.length; i++) {
            places[i] = place;
            place += blocks.get(i).bytes.length;
        }
        List<List<byte[]>> levels = levels(
                blocks.size(),
                i -> {
                    Block block = blocks.get(i);
                    ByteBuffer item = buffer(32)
                            .putInt(block.firstContig)
                            .putInt(block.start)
                            .putInt(block.lastContig);
                    return item.putInt(block.end)
                            .putLong(places[i])
                            .putLong(block.bytes.length)
                            .array();
                },
                (first, last, child) -> {
                    Block from = blocks.get(first);
                    Block to = blocks.get(last);
                    ByteBuffer item = buffer(24)
                            .putInt(from.firstContig)
                            .putInt(from.start)
                            .putInt(to.lastContig);
                    return item.putInt(to.end).putLong(child).array();
                },
                offset + INDEX_HEAD,
                32,
                24);
        ByteBuffer head = buffer(INDEX_HEAD);
        head.putInt(0x2468ACE0).putInt(fanOut).putLong(blocks.size());
        return joined(head, levels);
    }

    private interface Inner {
        byte[] item(int first, int last, long child);
    }

    /** Nodes from the root down, each level laid out behind the one above. */
    private List<List<byte[]>> levels(
            int count, IntFunction<byte[]> leaf, Inner inner, long offset, int leafBytes, int innerBytes) {
        List<Integer> sizes = new ArrayList<>();
        int nodes = count;
        do {
            nodes = (nodes + fanOut - 1) / fanOut;
            sizes.add(0, nodes);
        } while (nodes > 1);
        List<List<byte[]>> levels = new ArrayList<>();
        long levelOffset = offset;
        for (int level = 0; level < sizes.size(); level++) {
            boolean last = level == sizes.size() - 1;
            int itemBytes = last ? leafBytes : innerBytes;
            int reach = (int) Math.pow(fanOut, sizes.size() - 1 - level);
            long below = levelOffset + (long) sizes.get(level) * (4 + fanOut * itemBytes);
            int childBytes = 4 + fanOut * (level + 1 == sizes.size() - 1 ? leafBytes : innerBytes);
            List<byte[]> written = new ArrayList<>();
            for (int node = 0; node < sizes.get(level); node++) {
                ByteBuffer bytes = buffer(4 + fanOut * itemBytes);
                int items = 0;
                for (int k = 0; k < fanOut; k++) {
                    int first = (node * fanOut + k) * reach;
                    if (first < count) {
                        bytes.position(4 + items * itemBytes);
                        bytes.put(
                                last
                                        ? leaf.apply(first)
                                        : inner.item(
                                                first,
                                                Math.min(count, first + reach) - 1,
                                                below + (long) (node * fanOut + k) * childBytes));
                        items++;
                    }
                }
                bytes.put(0, (byte) (last ? 1 : 0)).putShort(2, (short) items);
                written.add(bytes.array());
            }
            levels.add(written);
            levelOffset = below;
        }
        return levels;
    }

    private byte[] joined(ByteBuffer head, List<List<byte[]>> levels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.array());
        levels.forEach(level -> level.forEach(out::writeBytes));
        return out.toByteArray();
    }

    private byte[] data(List<Block> blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(buffer(8).putLong(blocks.size()).array());
        blocks.forEach(block -> out.writeBytes(block.bytes));
        return out.toByteArray();
    }

    private byte[] packed(ByteBuffer bytes) {
        if (!compressed) {
            return bytes.array();
        }
        Deflater deflater = new Deflater();
        deflater.setInput(bytes.array());
        deflater.finish();
        byte[] packed = new byte[bytes.capacity() + 64];
        int size = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, size);
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order);
    }
}

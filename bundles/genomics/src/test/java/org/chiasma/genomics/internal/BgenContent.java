package org.chiasma.genomics.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;

/** Makes BGEN files by the BGEN specification, byte for byte. */
final class BgenContent {
    static final int PLAIN = 0;
    static final int ZLIB = 1;
    static final int ZSTANDARD = 2;

    private final int layout;
    private final int compression;
    private final List<String> samples;
    private final boolean named;
    private final ByteArrayOutputStream variants = new ByteArrayOutputStream();
    private int count;

    BgenContent(int layout, int compression, boolean named, String... samples) {
        this.layout = layout;
        this.compression = compression;
        this.named = named;
        this.samples = List.of(samples);
    }

    /** A variant of layout 2: two values for each sample; {@code ploidies} have 128 where the sample is missing. */
    BgenContent variant(int position, String alleles, int[] ploidies, boolean phased, int bits, long... values) {
        ByteBuffer data = buffer();
        data.putInt(samples.size())
                .putShort((short) alleles.split(",", -1).length)
                .put((byte) 2)
                .put((byte) 2);
        for (int ploidy : ploidies) {
            data.put((byte) ploidy);
        }
        data.put((byte) (phased ? 1 : 0)).put((byte) bits);
        byte[] packed = new byte[(values.length * bits + 7) / 8];
        for (int i = 0; i < values.length * bits; i++) {
            packed[i / 8] |= (byte) (((values[i / bits] >> (i % bits)) & 1) << (i % 8));
        }
        return raw(position, alleles, taken(data.put(packed)));
    }

    /** A variant of layout 1: three 16-bit values for each sample. */
    BgenContent variant1(int position, String alleles, int... values) {
        ByteBuffer data = buffer();
        for (int value : values) {
            data.putShort((short) value);
        }
        return raw(position, alleles, taken(data));
    }

    /** A variant of contig 7 with any data. */
    BgenContent raw(int position, String alleles, byte[] data) {
        ByteBuffer block = buffer();
        if (layout == 1) {
            block.putInt(samples.size());
        }
        text(block, "id" + position);
        text(block, "rs" + position);
        text(block, "7");
        block.putInt(position);
        String[] all = alleles.split(",", -1);
        if (layout == 2) {
            block.putShort((short) all.length);
        }
        for (String allele : all) {
            block.putInt(allele.length()).put(allele.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] stored = compression == ZLIB ? deflated(data) : data;
        if (layout == 2) {
            block.putInt(stored.length + (compression == PLAIN ? 0 : 4));
            if (compression != PLAIN) {
                block.putInt(data.length);
            }
        } else if (compression == ZLIB) {
            block.putInt(stored.length);
        }
        variants.writeBytes(taken(block.put(stored)));
        count++;
        return this;
    }

    byte[] bytes() {
        ByteBuffer names = buffer();
        samples.forEach(name -> text(names, name));
        byte[] named8 = taken(names);
        int nameBlock = named ? 8 + named8.length : 0;
        ByteBuffer file = ByteBuffer.allocate(24 + nameBlock + variants.size()).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(20 + nameBlock).putInt(20).putInt(count).putInt(samples.size());
        file.put("bgen".getBytes(StandardCharsets.US_ASCII));
        file.putInt(compression | layout << 2 | (named ? 1 << 31 : 0));
        if (named) {
            file.putInt(nameBlock).putInt(samples.size()).put(named8);
        }
        return file.put(variants.toByteArray()).array();
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        byte[] target = new byte[data.length + 64];
        int length = deflater.deflate(target);
        deflater.end();
        return java.util.Arrays.copyOf(target, length);
    }

    private static void text(ByteBuffer target, String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        target.putShort((short) encoded.length).put(encoded);
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] taken(ByteBuffer buffer) {
        byte[] taken = new byte[buffer.flip().remaining()];
        buffer.get(taken);
        return taken;
    }
}

package org.chiasma.genomics.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes BCF files by section 6 of the VCF specification, byte for byte. */
final class BcfContent {
    /** Dictionary numbers of the default header. */
    static final int PASS = 0;

    static final int Q10 = 1;
    static final int GT = 2;
    static final int DS = 3;
    static final int GP = 4;

    static final int FLOAT_MISSING = 0x7F800001;
    static final int FLOAT_END = 0x7F800002;

    private static final String HEADER = """
            ##fileformat=VCFv4.3
            ##FILTER=<ID=PASS,Description="a, b",IDX=0>
            ##FILTER=<ID=q10,Description="q",IDX=1>
            ##contig=<ID=22,length=51304566,IDX=0>
            ##contig=<ID=X,IDX=5>
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="g",IDX=2>
            ##FORMAT=<ID=DS,Number=A,Type=Float,Description="d",IDX=3>
            ##FORMAT=<ID=GP,Number=G,Type=Float,Description="p",IDX=4>
            """;

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private final List<String> samples;
    private String header = HEADER;
    private int minor = 2;
    private int claimedSamples;

    BcfContent(String... samples) {
        this.samples = List.of(samples);
        this.claimedSamples = samples.length;
    }

    BcfContent version(int minorVersion) {
        minor = minorVersion;
        return this;
    }

    BcfContent header(String lines) {
        header = lines;
        return this;
    }

    BcfContent claimSamples(int count) {
        claimedSamples = count;
        return this;
    }

    /** A site of contig 0 that passes, with quality 50 and identifier {@code rs} and its position. */
    BcfContent site(int position, String alleles, byte[]... fields) {
        return site(0, position, 50, new int[] {PASS}, alleles, fields);
    }

    /** A site; NaN is no quality. */
    BcfContent site(int contig, int position, float quality, int[] filters, String alleles, byte[]... fields) {
        String[] all = alleles.split(",", -1);
        ByteBuffer shared = buffer();
        shared.putInt(contig).putInt(position - 1).putInt(all[0].length());
        shared.putInt(Float.isNaN(quality) ? FLOAT_MISSING : Float.floatToRawIntBits(quality));
        shared.putInt(all.length << 16).putInt(fields.length << 24 | claimedSamples);
        text(shared, "rs" + position);
        for (String allele : all) {
            text(shared, allele);
        }
        shared.put((byte) (filters.length << 4 | (filters.length == 0 ? 0 : 1)));
        for (int filter : filters) {
            shared.put((byte) filter);
        }
        ByteBuffer individual = buffer();
        for (byte[] field : fields) {
            individual.put(field);
        }
        ByteBuffer lengths = buffer().putInt(shared.position()).putInt(individual.position());
        records.writeBytes(taken(lengths));
        records.writeBytes(taken(shared));
        records.writeBytes(taken(individual));
        return this;
    }

    /** GT of {@code count} alleles each, as written in a VCF: {@code 0/1}, {@code .|1}, {@code 0}. */
    static byte[] gt(int bytesOfOne, int count, String... genotypes) {
        ByteBuffer field = buffer().put((byte) 0x11).put((byte) GT);
        int type = bytesOfOne == 4 ? 3 : bytesOfOne;
        field.put((byte) (count << 4 | type));
        for (String genotype : genotypes) {
            String[] alleles = genotype.split("[/|]", -1);
            for (int i = 0; i < count; i++) {
                int value = i >= alleles.length
                        ? (bytesOfOne == 1 ? Byte.MIN_VALUE : bytesOfOne == 2 ? Short.MIN_VALUE : Integer.MIN_VALUE) + 1
                        : (alleles[i].equals(".") ? 0 : (Integer.parseInt(alleles[i]) + 1) << 1)
                                | (genotype.contains("|") ? 1 : 0);
                put(field, bytesOfOne, value);
            }
        }
        return taken(field);
    }

    /** GT of two alleles in a byte each. */
    static byte[] gt(String... genotypes) {
        return gt(1, 2, genotypes);
    }

    /** A field of floats; NaN is a missing one, infinity ends a vector. */
    static byte[] floats(int key, int count, float... values) {
        ByteBuffer field = buffer().put((byte) 0x11).put((byte) key).put((byte) (count << 4 | 5));
        for (float value : values) {
            field.putInt(
                    Float.isNaN(value)
                            ? FLOAT_MISSING
                            : Float.isInfinite(value) ? FLOAT_END : Float.floatToRawIntBits(value));
        }
        return taken(field);
    }

    byte[] bytes() {
        String text = header + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT"
                + samples.stream().map(name -> "\t" + name).reduce("", String::concat) + "\n\0";
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(9 + encoded.length + records.size()).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'B', 'C', 'F', 2, (byte) minor})
                .putInt(encoded.length)
                .put(encoded);
        return file.put(records.toByteArray()).array();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    private static void put(ByteBuffer field, int bytes, int value) {
        switch (bytes) {
            case 1 -> field.put((byte) value);
            case 2 -> field.putShort((short) value);
            default -> field.putInt(value);
        }
    }

    private static void text(ByteBuffer target, String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length < 15) {
            target.put((byte) (encoded.length << 4 | 7));
        } else {
            target.put((byte) 0xF7).put((byte) 0x11).put((byte) encoded.length);
        }
        target.put(encoded);
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

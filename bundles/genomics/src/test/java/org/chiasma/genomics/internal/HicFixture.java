package org.chiasma.genomics.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.zip.Deflater;

/** Makes small .hic files of version 8 or 9 from counts, by the layout of HiCFormatV8 and HiCFormatV9. */
final class HicFixture {
    /** How the contacts of blocks are laid down. */
    record Encoding(boolean dense, boolean floats, boolean intX, boolean intY) {}

    private static final int BLOCK_BINS = 3;
    private static final int BLOCK_COLUMNS = 8;

    private final int version;
    private final int resolution;
    private final Map<String, Long> chromosomes = new LinkedHashMap<>();
    private final Map<String, float[][]> counts = new LinkedHashMap<>();
    private final List<Vector> vectors = new ArrayList<>();
    private final List<Integer> resolutions = new ArrayList<>();
    private Encoding encoding = new Encoding(false, false, false, false);
    /** Blocks that stand in place of those made from counts, by number. */
    private final Map<Integer, byte[]> replaced = new LinkedHashMap<>();

    private record Vector(String type, int chromosome, List<Double> values) {}

    private record Contact(int x, int y, float value) {}

    private record Placed(int number, long position, int length) {}

    HicFixture(int version, int resolution) {
        this.version = version;
        this.resolution = resolution;
        resolutions.add(resolution);
        chromosomes.put("ALL", 1000L);
    }

    HicFixture chromosome(String name, long length) {
        chromosomes.put(name, length);
        return this;
    }

    HicFixture alsoResolution(int other) {
        resolutions.add(other);
        return this;
    }

    HicFixture encoding(Encoding wanted) {
        encoding = wanted;
        return this;
    }

    /** Counts of two chromosomes by number; of one chromosome, those with x at most y are taken. */
    HicFixture counts(int first, int second, float[][] values) {
        counts.put(first + "_" + second, values);
        return this;
    }

    HicFixture vector(String type, int chromosome, double... values) {
        vectors.add(new Vector(type, chromosome, DoubleStream.of(values).boxed().toList()));
        return this;
    }

    HicFixture block(int number, byte[] inflated) {
        replaced.put(number, inflated);
        return this;
    }

    byte[] bytes() {
        Little body = new Little();
        header(body, 0, 0);
        Map<String, Placed> matrices = new LinkedHashMap<>();
        counts.forEach((pair, values) -> matrices.put(pair, matrix(body, pair, values)));
        long footer = body.size();
        long vectorIndex = footer(body, matrices);
        Little head = new Little();
        header(head, footer, vectorIndex);
        byte[] all = body.toByteArray();
        System.arraycopy(head.toByteArray(), 0, all, 0, head.size());
        return all;
    }

    private void header(Little out, long footer, long vectorIndex) {
        out.text("HIC").int32(version).int64(footer).text("test");
        if (version > 8) {
            out.int64(vectorIndex).int64(1);
        }
        out.int32(1).text("software").text("test");
        out.int32(chromosomes.size());
        chromosomes.forEach((name, length) -> out.text(name).number(length, version > 8));
        out.int32(resolutions.size());
        resolutions.forEach(out::int32);
        out.int32(0);
    }

    private Placed matrix(Little out, String pair, float[][] values) {
        int first = Integer.parseInt(pair.substring(0, pair.indexOf('_')));
        int second = Integer.parseInt(pair.substring(pair.indexOf('_') + 1));
        Map<Integer, List<Contact>> byBlock = new TreeMap<>();
        for (int y = 0; y < values[0].length; y++) {
            for (int x = 0; x < values.length; x++) {
                if (values[x][y] != 0 && (first != second || x <= y)) {
                    byBlock.computeIfAbsent(number(x, y, first == second), unseen -> new ArrayList<>())
                            .add(new Contact(x, y, values[x][y]));
                }
            }
        }
        List<Placed> blocks = new ArrayList<>();
        byBlock.forEach((number, contacts) -> {
            byte[] packed = deflated(replaced.getOrDefault(number, block(contacts)));
            blocks.add(new Placed(number, out.size(), packed.length));
            out.write(packed, 0, packed.length);
        });
        long position = out.size();
        out.int32(first).int32(second).int32(2);
        // a zoom in fragments comes first and is passed over
        zoom(out, "FRAG", resolution, List.of(new Placed(0, 1, 1)));
        zoom(out, "BP", resolution, blocks);
        return new Placed(0, position, (int) (out.size() - position));
    }

    private static void zoom(Little out, String unit, int binSize, List<Placed> blocks) {
        out.text(unit).int32(0).int32(0).int32(0).int32(0).int32(0);
        out.int32(binSize).int32(BLOCK_BINS).int32(BLOCK_COLUMNS).int32(blocks.size());
        blocks.forEach(block -> out.int32(block.number).int64(block.position).int32(block.length));
    }

    private int number(int x, int y, boolean same) {
        if (version > 8 && same) {
            int along = (x + y) / 2 / BLOCK_BINS;
            int across = (int) (Math.log(1 + Math.abs(x - y) / Math.sqrt(2) / BLOCK_BINS) / Math.log(2));
            return across * BLOCK_COLUMNS + along;
        }
        return y / BLOCK_BINS * BLOCK_COLUMNS + x / BLOCK_BINS;
    }

    private byte[] block(List<Contact> contacts) {
        int firstX = contacts.stream().mapToInt(Contact::x).min().orElse(0);
        int firstY = contacts.stream().mapToInt(Contact::y).min().orElse(0);
        Little out = new Little().int32(contacts.size()).int32(firstX).int32(firstY);
        out.write(encoding.floats ? 1 : 0);
        if (version > 8) {
            out.write(encoding.intX ? 1 : 0);
            out.write(encoding.intY ? 1 : 0);
        }
        out.write(encoding.dense ? 2 : 1);
        if (encoding.dense) {
            dense(out, contacts, firstX, firstY);
        } else {
            rows(out, contacts, firstX, firstY);
        }
        return out.toByteArray();
    }

    private void rows(Little out, List<Contact> contacts, int firstX, int firstY) {
        Map<Integer, List<Contact>> rows = new TreeMap<>();
        contacts.forEach(contact ->
                rows.computeIfAbsent(contact.y, unseen -> new ArrayList<>()).add(contact));
        boolean intX = version > 8 && encoding.intX;
        boolean intY = version > 8 && encoding.intY;
        out.index(rows.size(), intY);
        rows.forEach((y, row) -> {
            out.index(y - firstY, intY).index(row.size(), intX);
            row.forEach(contact -> out.index(contact.x - firstX, intX).value(contact.value, encoding.floats));
        });
    }

    private void dense(Little out, List<Contact> contacts, int firstX, int firstY) {
        int width = contacts.stream().mapToInt(Contact::x).max().orElse(0) - firstX + 1;
        int height = contacts.stream().mapToInt(Contact::y).max().orElse(0) - firstY + 1;
        float[] cells = new float[width * height];
        Arrays.fill(cells, encoding.floats ? Float.NaN : Short.MIN_VALUE);
        contacts.forEach(contact -> cells[(contact.y - firstY) * width + contact.x - firstX] = contact.value);
        out.int32(cells.length).int16(width);
        for (float cell : cells) {
            out.value(cell, encoding.floats);
        }
    }

    private long footer(Little out, Map<String, Placed> matrices) {
        boolean wide = version > 8;
        out.number(0, wide).int32(matrices.size());
        matrices.forEach((pair, matrix) -> out.text(pair).int64(matrix.position).int32(matrix.length));
        for (boolean normalized : new boolean[] {false, true}) {
            out.int32(1);
            if (normalized) {
                out.text("KR");
            }
            out.text("BP").int32(resolution).number(2, wide).real(1, wide).real(0.5, wide);
            out.int32(1).int32(1).real(1, wide);
        }
        long index = out.size();
        int entry = 2 + 2 * Integer.BYTES + Long.BYTES + (wide ? Long.BYTES : Integer.BYTES) + 1;
        long position = index
                + Integer.BYTES
                + vectors.stream()
                        .mapToLong(vector -> entry + 2 + vector.type.length() - 1)
                        .sum();
        out.int32(vectors.size());
        Little arrays = new Little();
        for (Vector vector : vectors) {
            long start = arrays.size();
            arrays.number(vector.values.size(), wide);
            for (double value : vector.values) {
                arrays.real(value, wide);
            }
            out.text(vector.type).int32(vector.chromosome).text("BP").int32(resolution);
            out.int64(position + start).number(arrays.size() - start, wide);
        }
        if (out.size() != position) {
            throw new IllegalStateException("index ends at " + out.size() + ", not " + position);
        }
        out.write(arrays.toByteArray(), 0, arrays.size());
        return index;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length + 64];
        int n = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, n);
    }

    /** Little-endian output. */
    static final class Little extends ByteArrayOutputStream {
        Little int16(int value) {
            return bytes(ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) value));
        }

        Little int32(int value) {
            return bytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value));
        }

        Little int64(long value) {
            return bytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value));
        }

        Little number(long value, boolean wide) {
            return wide ? int64(value) : int32((int) value);
        }

        Little index(int value, boolean isInt) {
            return isInt ? int32(value) : int16(value);
        }

        Little value(float value, boolean floats) {
            return floats ? int32(Float.floatToRawIntBits(value)) : int16((int) value);
        }

        Little real(double value, boolean narrow) {
            return narrow ? int32(Float.floatToRawIntBits((float) value)) : int64(Double.doubleToRawLongBits(value));
        }

        Little text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            write(bytes, 0, bytes.length);
            write(0);
            return this;
        }

        private Little bytes(ByteBuffer buffer) {
            for (int i = 0; i < buffer.capacity(); i++) {
                write(buffer.get(i));
            }
            return this;
        }
    }
}

package org.chiasma.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.chiasma.api.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BgzfInputTest {
    private static final Refusals REFUSALS = new Refusals("VCF", Path.of("t.gz"));

    private static BgzfInput open(byte[] file) {
        return new BgzfInput(new ByteArrayInputStream(file), REFUSALS, Long.MAX_VALUE, ForkJoinPool.commonPool());
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        Random random = new Random(size);
        for (int i = 0; i < size; i++) {
            content[i] = (byte) random.nextInt(1 + i % 60);
        }
        return content;
    }

    private static byte[] bgzf(byte[] content, boolean ended) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < content.length; from += 60_000) {
            block(Arrays.copyOfRange(content, from, Math.min(content.length, from + 60_000)), out);
        }
        if (ended) {
            block(new byte[0], out);
        }
        return out.toByteArray();
    }

    private static void block(byte[] content, ByteArrayOutputStream out) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] deflated = new byte[70_000];
        int length = deflater.deflate(deflated);
        deflater.end();
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ByteBuffer block = ByteBuffer.allocate(26 + length).order(ByteOrder.LITTLE_ENDIAN);
        block.put(new byte[] {0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, (byte) 0xFF, 6, 0, 'B', 'C', 2, 0});
        block.putShort((short) (block.capacity() - 1)).put(deflated, 0, length);
        block.putInt((int) checksum.getValue()).putInt(content.length);
        out.writeBytes(block.array());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 59_999, 60_001, 5_000_000})
    void givesBackWhatWasCompressed(int size) throws IOException {
        byte[] content = content(size);
        try (BgzfInput in = open(bgzf(content, true))) {
            assertArrayEquals(content, in.readAllBytes());
            assertTrue(in.hasEndBlock());
        }
    }

    @Test
    void tellsThatTheEndBlockIsMissing() throws IOException {
        try (BgzfInput in = open(bgzf(content(100_000), false))) {
            in.readAllBytes();
            assertFalse(in.hasEndBlock());
        }
    }

    @Test
    void givesWhatLiesBeforeACutAndSaysWhereItIs() throws IOException {
        byte[] whole = bgzf(content(3_000_000), true);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        try (BgzfInput in = open(cut)) {
            byte[] given = new byte[4_000_000];
            int[] length = new int[1];
            DataException refused = assertThrows(DataException.class, () -> {
                for (int n = 0; n >= 0; n = in.read(given, length[0], given.length - length[0])) {
                    length[0] += n;
                }
            });
            assertEquals("E-GZIP-TRUNCATED", refused.code());
            assertTrue(refused.getMessage().contains("compressed byte " + cut.length), refused.getMessage());
            assertEquals(0, length[0] % 60_000);
            assertTrue(length[0] > 1_000_000);
        }
    }

    @Test
    void refusesAFlippedByteInEveryBlock() {
        byte[] whole = bgzf(content(200_000), true);
        for (int at = 30; at < whole.length - 60; at += 997) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            DataException refused =
                    assertThrows(DataException.class, () -> open(flipped).readAllBytes());
            assertTrue(
                    refused.getMessage().startsWith(refused.code() + " t.gz: compressed byte "), refused.getMessage());
        }
    }

    @Test
    void refusesContentBeyondTheLimit() {
        byte[] file = bgzf(content(200_000), true);
        DataException refused = assertThrows(DataException.class, () -> new BgzfInput(
                        new ByteArrayInputStream(file), REFUSALS, 100_000, ForkJoinPool.commonPool())
                .readAllBytes());
        assertEquals("E-GZIP-BYTES", refused.code());
    }
}

package org.chiasma.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipInputTest {
    @Test
    void givesBackWhatWasCompressed() throws IOException {
        byte[] content = new byte[3_000_000];
        Random random = new Random(3);
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) random.nextInt(1 + i % 40);
        }
        Refusals refusals = new Refusals("CSV", Path.of("t.gz"));
        try (GzipInput in = new GzipInput(new ByteArrayInputStream(gzip(content)), refusals, Long.MAX_VALUE)) {
            assertEquals(Arrays.hashCode(content), Arrays.hashCode(in.readAllBytes()));
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        }
        return compressed.toByteArray();
    }
}

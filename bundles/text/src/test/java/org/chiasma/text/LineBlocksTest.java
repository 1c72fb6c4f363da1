package org.chiasma.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LineBlocksTest {
    @Test
    void refusesLinesBeyondTheLimitWithoutHoldingThem() {
        Refusals refusals = new Refusals("CSV", Path.of("long.csv"));
        java.io.InputStream endless = new java.io.InputStream() {
            @Override
            public int read() {
                return '0';
            }
        };
        org.chiasma.api.DataException refused = assertThrows(
                org.chiasma.api.DataException.class, () -> new LineBlocks(endless, refusals, 16, 1000).close());
        assertEquals("E-CSV-LINE", refused.code());
    }

    @Test
    void linesMayCrossBlocksOfAnySize() throws IOException {
        String text = "id,a,b\nr1,1.25,2\nr2,NA,-4\n";
        for (int block = 4; block < 40; block++) {
            Refusals refusals = new Refusals("CSV", Path.of("t.csv"));
            StringBuilder seen = new StringBuilder();
            try (LineBlocks lines = new LineBlocks(
                    new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                    refusals,
                    block,
                    1000)) {
                while (lines.next()) {
                    seen.append(new String(
                            lines.bytes,
                            lines.position,
                            lines.lineFeed() - lines.position + 1,
                            java.nio.charset.StandardCharsets.US_ASCII));
                    lines.skipLine();
                }
            }
            assertEquals(text, seen.toString());
        }
    }
}

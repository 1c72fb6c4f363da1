package org.chiasma.tables.internal;

import static org.chiasma.tables.internal.Tables.ascii;
import static org.chiasma.tables.internal.Tables.assertRows;
import static org.chiasma.tables.internal.Tables.gzip;
import static org.chiasma.tables.internal.Tables.read;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipTest {
    private static final byte[] TABLE = ascii("id,a\nr1,1\nr2,2\n");

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("t.csv.gz"), bytes);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @Test
    void readsSeveralMembersAsOne() throws IOException {
        byte[] members = join(gzip(ascii("id,a\nr1")), gzip(new byte[0]), gzip(ascii(",1\nr2,2\n")));
        assertRows(read("csv", file(members)), new double[] {1}, new double[] {2});
    }

    @Test
    void contentDecidesNotTheName() throws IOException {
        assertRows(read("csv", file(TABLE)), new double[] {1}, new double[] {2});
        assertRows(read("csv", Files.write(folder.resolve("t.csv"), gzip(TABLE))), new double[] {1}, new double[] {2});
    }

    @Test
    void readsHeadersWithEveryField() throws IOException {
        byte[] plain = gzip(TABLE);
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 2 | 4 | 8 | 16;
        byte[] fields = join(new byte[] {3, 0, 9, 9, 9}, ascii("name\0"), ascii("comment\0"), new byte[] {7, 7});
        byte[] whole = join(header, fields, Arrays.copyOfRange(plain, 10, plain.length));
        assertRows(read("csv", file(whole)), new double[] {1}, new double[] {2});
    }

    @Test
    void refusesEveryCut() throws IOException {
        byte[] whole = gzip(TABLE);
        for (int length = 2; length < whole.length; length++) {
            Tables.refusal(
                    "csv", file(Arrays.copyOf(whole, length)), "E-GZIP-TRUNCATED", ": compressed byte " + length);
        }
    }

    @Test
    void refusesBytesAfterTheEnd() throws IOException {
        byte[] whole = gzip(TABLE);
        Tables.refusal(
                "csv", file(join(whole, new byte[] {0})), "E-GZIP-GARBAGE", ": compressed byte " + whole.length + ":");
    }

    @Test
    void refusesDamagedContent() throws IOException {
        byte[] whole = gzip(TABLE);
        byte[] checksum = whole.clone();
        checksum[whole.length - 8] ^= 1;
        Tables.refusal("csv", file(checksum), "E-GZIP-CORRUPT", ": compressed byte ");
        byte[] size = whole.clone();
        size[whole.length - 1] ^= 1;
        Tables.refusal("csv", file(size), "E-GZIP-CORRUPT", ": compressed byte ");
        byte[] block = whole.clone();
        block[10] = 0x7F;
        Tables.refusal("csv", file(block), "E-GZIP-CORRUPT", ": compressed byte ");
        byte[] method = whole.clone();
        method[2] = 7;
        Tables.refusal("csv", file(method), "E-GZIP-CORRUPT", ": compressed byte ");
    }

    @Test
    void refusesABombBeforeItUnfolds() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        String message = Tables.refusal("csv", file(bomb), "E-GZIP-RATIO", ": compressed byte ");
        long seen = Long.parseLong(message.replaceAll(".*found (\\d+) bytes of content.*", "$1"));
        assertTrue(seen < 4 << 20, message);
    }

    @Test
    void refusesContentBeyondTheBudget() throws IOException {
        Tables.refusal("csv", file(gzip(TABLE)), "E-GZIP-BYTES", ": ", "max-bytes=10");
    }
}

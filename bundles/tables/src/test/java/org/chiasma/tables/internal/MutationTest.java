package org.chiasma.tables.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.chiasma.api.ChiasmaException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files are read or refused in one line, never anything else. */
class MutationTest {
    private static final int CASES = 600;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"tsv, t.tsv", "csv, t.csv", "gct, t.gct", "npy, t.npy", "mx, t.mx", "csv, t.csv.gz", "gct, t.gct.gz"})
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedFilesAreReadOrRefused(String format, String name) throws IOException {
        byte[] valid = valid(format);
        valid = name.endsWith(".gz") ? Tables.gzip(valid) : valid;
        Random random = new Random(name.hashCode());
        Path file = folder.resolve(name);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] damaged = valid;
            for (int k = random.nextInt(3); k >= 0; k--) {
                damaged = damage(damaged, random);
            }
            Files.write(file, damaged);
            try {
                assertTrue(Tables.read(format, file).rowCount() > 0);
            } catch (ChiasmaException e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                assertTrue(e.getMessage().startsWith(e.code() + " " + file + ":"), e.getMessage());
            } catch (RuntimeException | IOException e) {
                fail("case " + i + ": " + java.util.Arrays.toString(damaged), e);
            }
        }
        assertTrue(refused > CASES / 10, "refused " + refused);
    }

    private static byte[] valid(String format) {
        return switch (format) {
            case "tsv" -> Tables.ascii("id\ta\tb\nr1\t1\t-2.5e-3\n\"r \"\"2\"\tNA\t17976931348623157\n");
            case "csv" -> Tables.ascii("id,a,b\r\nr1,1,-2.5e-3\r\n\"r,2\",,17976931348623157\r\n");
            case "gct" ->
                Tables.ascii("#1.3\n2\t2\t1\t1\nid\tsym\tA\tB\ncell\tna\tMCF7\tPC3\ng1\tx\t1\t2\ng2\t-666\tNaN\t4\n");
            case "npy" -> NpyTest.npy(1, NpyTest.header("<f8", false, "3, 2"), new byte[48]);
            default -> Tables.ascii("1,2.5\n-3,4e5\nEND\n5,6\n7,8\nEND\n");
        };
    }

    private static byte[] damage(byte[] bytes, Random random) {
        int at = random.nextInt(Math.max(1, bytes.length));
        int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(bytes, 0, Math.min(at, bytes.length));
        switch (random.nextInt(6)) {
            case 0 -> {
                return damaged.toByteArray();
            }
            case 1 -> {
                // the piece is cut out
            }
            case 2 -> {
                damaged.write(bytes, at, to - at);
                damaged.write(bytes, at, to - at);
            }
            case 3 -> damaged.write(random.nextInt(256));
            case 4 -> {
                byte[] special = {'\n', '\r', '\t', ',', '"', '9', '-', 0};
                damaged.write(special[random.nextInt(special.length)]);
                damaged.write(bytes, at, to - at);
            }
            default -> {
                damaged.write(bytes, at, to - at);
                damaged.write(random.nextInt(256));
            }
        }
        damaged.write(bytes, to, bytes.length - to);
        return damaged.toByteArray();
    }
}

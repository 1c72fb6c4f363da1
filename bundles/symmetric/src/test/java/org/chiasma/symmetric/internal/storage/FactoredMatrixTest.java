package org.chiasma.symmetric.internal.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.symmetric.internal.model.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FactoredMatrixTest {
    @TempDir
    Path directory;

    private static double formula(FactoredMatrix z, int i, int j) {
        float[] a = z.factors(i);
        float[] b = z.factors(j);
        double[] core = z.core();
        double sum = (double) z.bias(i) + z.bias(j) + z.constant();
        for (int k = 0; k < a.length; k++) {
            for (int l = 0; l < b.length; l++) {
                sum += a[k] * core[k * a.length + l] * b[l];
            }
        }
        return z.link().toEntry(sum);
    }

    @ParameterizedTest
    @EnumSource
    void entriesAreWhatTheFormulaSaysOnTheDiagonalToo(Link link) {
        FactoredMatrix z = ArrayMatrix.factored(60, 5, link, 1);
        double[][] entries = ArrayMatrix.entries(z);
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                double expected = formula(z, i, j);
                assertEquals(expected, entries[i][j], 2e-5 * (1 + Math.abs(expected)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 1", "7, 0", "300, 1", "1023, 6", "1024, 4", "1025, 32", "2500, 13"})
    void everyEntryHasTheSameBitsInEveryBlockAndAcrossTheDiagonal(int n, int rank) {
        FactoredMatrix z = ArrayMatrix.factored(n, rank, Link.IDENTITY, 2);
        float[] all = new float[n * n];
        z.copyBlock(0, 0, n, n, all, 0, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(Float.floatToRawIntBits(all[i * n + j]), Float.floatToRawIntBits(all[j * n + i]));
            }
        }
        Random random = new Random(3);
        for (int trial = 0; trial < (n == 0 ? 0 : 300); trial++) {
            int row = random.nextInt(n);
            int column = random.nextInt(n);
            // Thin blocks take another way than wide ones.
            int height = Math.min(n - row, 1 + random.nextInt(5));
            int width = Math.min(n - column, trial % 2 == 0 ? 1 + random.nextInt(70) : n);
            float[] block = new float[height * width + 1];
            z.copyBlock(row, column, height, width, block, 1, width);
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    assertEquals(
                            Float.floatToRawIntBits(all[(row + i) * n + column + j]),
                            Float.floatToRawIntBits(block[1 + i * width + j]),
                            "entry " + (row + i) + ", " + (column + j));
                }
            }
        }
    }

    @Test
    void fillsTilesWithTheSameBits() {
        FactoredMatrix z = ArrayMatrix.factored(1500, 8, Link.FISHER, 4);
        try (FloatMatrix tile = FloatMatrix.zeros(300, 600)) {
            z.fill(900, 800, 300, 600, tile);
            float[] row = new float[1500];
            z.copyBlock(950, 0, 1, 1500, row, 0, 1500);
            for (int j = 0; j < 600; j++) {
                assertEquals(row[800 + j], tile.get(50, j));
            }
        }
    }

    @Test
    void aFileGivesBackTheSameMatrix() throws IOException {
        int n = 1100;
        Axis loci = Axis.labelled(
                "loci",
                java.util.stream.IntStream.range(0, n).mapToObj(i -> "l" + i).toList());
        FactoredMatrix drawn = ArrayMatrix.factored(n, 7, Link.LOG1P, 5);
        float[] factors = new float[n * 7];
        float[] biases = new float[n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(drawn.factors(i), 0, factors, i * 7, 7);
            biases[i] = drawn.bias(i);
        }
        FactoredMatrix z = new FactoredMatrix(loci, loci, factors, drawn.core(), biases, -0.1f, Link.LOG1P);
        Path file = directory.resolve("z.factors");
        FactorsFile.write(z, file, Progress.NONE);
        FactoredMatrix read = FactorsFile.read(file, Progress.NONE);
        assertEquals(z.spec(), read.spec());
        assertEquals(Link.LOG1P, read.link());
        assertEquals(-0.1f, read.constant());
        assertArrayEquals(ArrayMatrix.entries(z), ArrayMatrix.entries(read));
    }

    @Test
    void refusesToWriteEntriesAsFactors() {
        DataException refusal = assertThrows(
                DataException.class,
                () -> FactorsFile.write(
                        ArrayMatrix.of(ArrayMatrix.symmetric(3, 1)), directory.resolve("x.factors"), Progress.NONE));
        assertEquals("E-FACTORS-MATRIX", refusal.code());
        assertTrue(refusal.getMessage().contains(".tiles"), refusal.getMessage());
    }

    private String refusal(java.util.function.UnaryOperator<byte[]> damage) throws IOException {
        Path file = directory.resolve("d.factors");
        Files.deleteIfExists(file);
        FactorsFile.write(ArrayMatrix.factored(9, 2, Link.IDENTITY, 6), file, Progress.NONE);
        Files.write(file, damage.apply(Files.readAllBytes(file)));
        return assertThrows(DataException.class, () -> FactorsFile.read(file, Progress.NONE))
                .code();
    }

    @Test
    void refusesDamagedFilesEachWithItsOwnLine() throws IOException {
        assertEquals("E-FACTORS-MAGIC", refusal(bytes -> new byte[100]));
        assertEquals("E-FACTORS-SIZE", refusal(bytes -> Arrays.copyOf(bytes, bytes.length - 1)));
        assertEquals("E-FACTORS-SIZE", refusal(bytes -> Arrays.copyOf(bytes, bytes.length + 4)));
        assertEquals("E-FACTORS-HEADER", refusal(bytes -> with(bytes, 40, (byte) '}')));
        assertEquals("E-FACTORS-NUMBERS", refusal(bytes -> {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(4096 + 8, 77);
            return bytes;
        }));
        assertEquals("E-FACTORS-NUMBERS", refusal(bytes -> {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.NaN);
            return bytes;
        }));
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    @Test
    void refusesFactorsThatFitNoMatrix() {
        Axis axis = Axis.labelled("loci", List.of("a", "b"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FactoredMatrix(axis, axis, new float[3], new double[1], new float[2], 0, Link.IDENTITY));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FactoredMatrix(
                        axis, axis, new float[4], new double[] {1, 2, 3, 4}, new float[2], 0, Link.IDENTITY));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FactoredMatrix(
                        axis, axis, new float[2], new double[1], new float[] {0, Float.NaN}, 0, Link.IDENTITY));
    }
}

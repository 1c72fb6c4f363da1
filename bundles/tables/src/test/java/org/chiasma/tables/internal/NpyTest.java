package org.chiasma.tables.internal;

import static org.chiasma.tables.internal.Tables.assertRows;
import static org.chiasma.tables.internal.Tables.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers are those that numpy.save writes. */
class NpyTest {
    @TempDir
    Path folder;

    static byte[] npy(int version, String header, byte[] content) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(12 + text.length + content.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        bytes.put(text).put(content);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    static String header(String descr, boolean fortran, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape
                + "), }";
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("t.npy"), bytes);
    }

    private String refused(String code, String header, int bytes) throws IOException {
        return Tables.refusal("npy", file(npy(1, header, new byte[bytes])), code, ":");
    }

    @ParameterizedTest
    @CsvSource({
        "<f8, f8, little", ">f8, f8, big", "<f4, f4, little", ">f4, f4, big", "|i1, i1, little", "|u1, u1, little",
        "<i2, i2, little", ">u2, u2, big", "<i4, i4, little", ">i4, i4, big", "<u4, u4, little", "<i8, i8, little",
        ">i8, i8, big", "<u8, u8, little", "|b1, b1, little"
    })
    void readsEveryTypeInBothOrders(String descr, String kind, String order) throws IOException {
        double[] values = kind.equals("b1") ? new double[] {0, 1, 1, 0, 1, 0} : new double[] {0, 1, 2, 100, 101, 127};
        ByteBuffer content =
                ByteBuffer.allocate(48).order(order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (kind) {
                case "f8" -> content.putDouble(value);
                case "f4" -> content.putFloat((float) value);
                case "i2", "u2" -> content.putShort((short) value);
                case "i4", "u4" -> content.putInt((int) value);
                case "i8", "u8" -> content.putLong((long) value);
                default -> content.put((byte) value);
            }
        }
        byte[] bytes = Arrays.copyOf(content.array(), content.position());
        Matrix rows = read("npy", file(npy(1, header(descr, false, "2, 3"), bytes)));
        assertRows(rows, Arrays.copyOfRange(values, 0, 3), Arrays.copyOfRange(values, 3, 6));
        Matrix columns = read("npy", file(npy(2, header(descr, true, "3, 2"), bytes)));
        assertRows(columns, new double[] {values[0], values[3]}, new double[] {values[1], values[4]}, new double[] {
            values[2], values[5]
        });
        assertEquals(
                kind.equals("f4") ? ElementType.FLOAT32 : ElementType.FLOAT64,
                rows.spec().elementType());
    }

    @Test
    void signsFollowTheType() throws IOException {
        byte[] ones = new byte[8];
        Arrays.fill(ones, (byte) -1);
        assertEquals(-1, Tables.rows(read("npy", file(npy(1, header("|i1", false, "8"), ones))))[0][0]);
        assertEquals(255, Tables.rows(read("npy", file(npy(1, header("|u1", false, "8"), ones))))[0][0]);
        assertEquals(65535, Tables.rows(read("npy", file(npy(1, header("<u2", false, "4"), ones))))[0][0]);
        assertEquals(4294967295.0, Tables.rows(read("npy", file(npy(1, header("<u4", false, "2"), ones))))[0][0]);
        assertEquals(-1, Tables.rows(read("npy", file(npy(1, header("<i8", false, "1"), ones))))[0][0]);
    }

    @Test
    void oneDimensionIsOneColumn() throws IOException {
        Matrix matrix = read("npy", file(npy(3, header("|i1", false, "3,"), new byte[] {1, 2, 3})), "rows=genes");
        assertRows(matrix, new double[] {1}, new double[] {2}, new double[] {3});
        assertEquals("genes", matrix.rows().name());
    }

    @ParameterizedTest
    @CsvSource({"1500, 700", "3, 300000", "300000, 3", "1, 600000", "600000, 1", "513, 513"})
    void tilesMeetWithoutGaps(int rows, int columns) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(4 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows * columns; i++) {
            content.putInt(i);
        }
        Matrix straight = read("npy", file(npy(1, header("<i4", false, rows + ", " + columns), content.array())));
        Matrix turned = read("npy", file(npy(1, header("<i4", true, columns + ", " + rows), content.array())));
        double[] row = new double[columns];
        double[] block = new double[columns];
        for (int i = 0; i < rows; i += Math.max(1, rows / 200)) {
            straight.copyRow(i, row, 0);
            turned.copyBlock(0, i, columns, 1, block, 0, 1);
            for (int j = 0; j < columns; j++) {
                assertEquals((double) i * columns + j, row[j]);
            }
            assertArrayEquals(row, block);
        }
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        assertTrue(refused("E-NPY-SIZE", header("<f8", false, "1000000, 1000000"), 80)
                .contains("found 80 bytes"));
        refused("E-NPY-SIZE", header("<f8", false, "999999999999999999, 999999999999999999"), 80);
        refused("E-NPY-SIZE", header("<f8", false, "2, 2"), 31);
        refused("E-NPY-SIZE", header("<f8", false, "2, 2"), 33);
        assertTrue(refused("E-NPY-PICKLE", header("|O", false, "2,"), 11).contains("never"));
        refused("E-NPY-TYPE", "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,), }", 16);
        refused("E-NPY-TYPE", header("<c16", false, "2,"), 32);
        refused("E-NPY-TYPE", header("<f2", false, "2,"), 4);
        refused("E-NPY-TYPE", header("<U3", false, "2,"), 24);
        refused("E-NPY-SHAPE", header("<f8", false, ""), 8);
        refused("E-NPY-SHAPE", header("<f8", false, "1, 1, 1"), 8);
        refused("E-NPY-EMPTY", header("<f8", false, "0, 3"), 0);
        refused("E-NPY-HEADER", header("<f8", false, "99999999999999999999"), 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'descr': '<f8'}",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)",
                "{'descr': '<f8', 'fortran_order': Maybe, 'shape': (1,)}",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': 'x'}",
                "__import__('os')",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}"
            })
    void refusesMalformedHeaders(String header) throws IOException {
        refused("E-NPY-HEADER", header, 8);
    }

    @Test
    void refusesOtherFilesAndCutHeaders() throws IOException {
        byte[] whole = npy(1, header("<f8", false, "1,"), new byte[8]);
        Tables.refusal("npy", file(Arrays.copyOf(whole, 5)), "E-NPY-HEADER", ":");
        Tables.refusal("npy", file(Arrays.copyOf(whole, 40)), "E-NPY-HEADER", ":");
        Tables.refusal("npy", file(Tables.gzip(whole)), "E-NPY-MAGIC", ":");
        whole[6] = 9;
        Tables.refusal("npy", file(whole), "E-NPY-VERSION", ":");
        byte[] claims = npy(2, header("<f8", false, "1,"), new byte[8]);
        claims[11] = (byte) 0xFF;
        Tables.refusal("npy", file(claims), "E-NPY-HEADER", ":");
    }

    @Test
    void refusesIntegersThatDoubleCannotHold() throws IOException {
        ByteBuffer content =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong((1L << 53) + 1);
        Tables.refusal("npy", file(npy(1, header("<i8", false, "1,"), content.array())), "E-NPY-PRECISION", ":");
    }

    @Test
    void writesWhatNumpySaveWrites() throws IOException {
        Path out = folder.resolve("out.npy");
        RecordedProgress notes = Tables.write("npy", Tables.matrix(new double[] {1, Double.NaN}), out);
        byte[] bytes = Files.readAllBytes(out);
        String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
        assertEquals(128 + 16, bytes.length);
        assertEquals(header("<f8", false, "1, 2"), header.strip());
        assertTrue(header.endsWith(" \n"));
        assertEquals(118, bytes[8]);
        assertTrue(notes.mentions("labels are left out"));
    }

    @Test
    void writesSinglePrecisionAsSuch() throws IOException {
        Random random = new Random(5);
        double[][] rows = new double[7][3000];
        for (double[] row : rows) {
            Arrays.setAll(row, j -> (float) random.nextGaussian());
        }
        MatrixSpec spec = Tables.matrix(rows).spec().withElementType(ElementType.FLOAT32);
        Path out = folder.resolve("out.npy");
        Tables.write("npy", Tables.matrix(spec, rows), out);
        assertEquals(128 + 4 * 7 * 3000, Files.size(out));
        assertRows(read("npy", out), rows);
    }

    @Test
    void isRecognisedByItsSignature() {
        assertTrue(Tables.format("npy").recognises(npy(1, "{}", new byte[0])));
    }
}

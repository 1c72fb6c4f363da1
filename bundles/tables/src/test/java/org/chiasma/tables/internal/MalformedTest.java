package org.chiasma.tables.internal;

import static org.chiasma.tables.internal.Tables.ascii;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.chiasma.api.matrix.Matrix;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every malformed file of these formats in the public test data: made here, so that it is always tested, and read from
 * there when present. Three are read by a declared policy; the others are refused.
 */
class MalformedTest {
    private static final double NA = Double.NaN;

    @TempDir
    Path folder;

    /**
     * @param name of the file
     * @param format that its name or content selects
     * @param content the bytes
     * @param code of the refusal
     * @param place what follows the file name in the message
     */
    @SuppressWarnings("ArrayRecordComponent") // a test case, never compared
    private record Refused(String name, String format, byte[] content, String code, String place) {
        @Override
        public String toString() {
            return name + " " + code;
        }
    }

    /** @param rows what the policy makes of it */
    @SuppressWarnings("ArrayRecordComponent") // a test case, never compared
    private record Read(String name, String format, byte[] content, double[][] rows) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Refused> refused() {
        String rows = "Name\tDescription\tA\tB\ng1\tx\t1\t2\ng2\ty\t3\t4\n";
        byte[] zipped = Tables.gzip(ascii("1,2\n3,4\nEND\n"));
        return List.of(
                new Refused(
                        "ragged.tsv",
                        "tsv",
                        ascii("id\ta\tb\nr1\t1\t2\nr2\t3\n"),
                        "E-TSV-RAGGED",
                        ":3: found 2 fields, expected 3"),
                new Refused(
                        "dup_labels.tsv", "tsv", ascii("id\ta\ta\nr1\t1\t2\nr1\t3\t4\n"), "E-TSV-DUPLICATE", ":1: "),
                new Refused(
                        "text_in_number.csv",
                        "csv",
                        ascii("id,a,b\nr1,1,2\nr2,3,abc\n"),
                        "E-CSV-TEXT",
                        ":3: column 2 (\"b\"): found \"abc\""),
                new Refused(
                        "inf.csv",
                        "csv",
                        ascii("id,a,b\nr1,Inf,2\nr2,NaN,-inf\n"),
                        "E-CSV-INFINITE",
                        ":2: column 1 (\"a\"): found \"Inf\""),
                new Refused(
                        "semicolon_decimal_comma.csv", "csv", ascii("id;a;b\nr1;1,5;2,5\n"), "E-CSV-DELIMITER", ":1: "),
                new Refused("bomb_200MB.csv.gz", "csv", bomb(), "E-GZIP-RATIO", ": compressed byte "),
                new Refused(
                        "gct_dims_mismatch.gct",
                        "gct",
                        ascii("#1.2\n3\t2\n" + rows),
                        "E-GCT-ROWS",
                        ":6: found the end of the file after 2 rows, expected 3"),
                new Refused(
                        "gct_cols_mismatch.gct",
                        "gct",
                        ascii("#1.2\n2\t3\n" + rows),
                        "E-GCT-COLUMNS",
                        ":3: found 4 fields, expected 5"),
                new Refused(
                        "gct13_meta_mismatch.gct",
                        "gct",
                        ascii(
                                "#1.3\n2\t2\t1\t1\nid\tsym\textra\tA\tB\ncell\tna\tna\tMCF7\tPC3\ng1\tx\ty\t1\t2\ng2\tx\ty\t3\t4\n"),
                        "E-GCT-COLUMNS",
                        ":3: found 5 fields, expected 4"),
                new Refused(
                        "gct_huge_dims.gct",
                        "gct",
                        ascii("#1.2\n100000\t100000\nName\tDescription\tA\tB\ng1\tx\t1\t2\n"),
                        "E-GCT-COLUMNS",
                        ":3: found 4 fields, expected 100002"),
                new Refused("mx_no_end.mx", "mx", ascii("1,2\n3,4\n"), "E-MX-NOEND", ":3: "),
                new Refused(
                        "mx_ragged.mx", "mx", ascii("1,2\n3\nEND\n"), "E-MX-RAGGED", ":2: found 1 field, expected 2"),
                new Refused(
                        "mx_nan.mx",
                        "mx",
                        ascii("1,NaN\nInf,4\nEND\n"),
                        "E-MX-NONFINITE",
                        ":1: column 2: found \"NaN\""),
                new Refused("mx_empty_block.mx", "mx", ascii("END\n"), "E-MX-EMPTYBLOCK", ":1: "),
                new Refused(
                        "truncated.mx.gz",
                        "mx",
                        Arrays.copyOf(zipped, zipped.length - 6),
                        "E-GZIP-TRUNCATED",
                        ": compressed byte 26: "),
                new Refused(
                        "npy_huge_shape.npy",
                        "npy",
                        NpyTest.npy(1, NpyTest.header("<f8", false, "1000000, 1000000"), new byte[80]),
                        "E-NPY-SIZE",
                        ": found 80 bytes after the header, expected 1000000 x 1000000"),
                new Refused(
                        "npy_pickle_object.npy",
                        "npy",
                        NpyTest.npy(1, NpyTest.header("|O", false, "2,"), ascii("cos\nsystem\n")),
                        "E-NPY-PICKLE",
                        ": "));
    }

    static List<Read> read() {
        return List.of(
                new Read("bom.csv", "csv", ascii("\uFEFFid,a\nr1,1\n"), new double[][] {{1}}),
                new Read("empty_cell.csv", "csv", ascii("id,a,b\nr1,1,\nr2,3,4\n"), new double[][] {{1, NA}, {3, 4}}),
                new Read("text_named_gctx.gctx", "gct", ascii("#1.3\n1\t1\t0\t0\nid\tA\ng1\t1\n"), new double[][] {{1}
                }));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWithPlaceAndRemedy(Refused malformed) throws IOException {
        assertRefused(malformed, Files.write(folder.resolve(malformed.name), malformed.content));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedInThePublicData(Refused malformed) {
        assertRefused(malformed, Tables.data("malformed/" + malformed.name));
    }

    @ParameterizedTest
    @MethodSource("read")
    void isReadByPolicy(Read odd) throws IOException {
        assertRead(odd, Files.write(folder.resolve(odd.name), odd.content));
    }

    @ParameterizedTest
    @MethodSource("read")
    void isReadByPolicyInThePublicData(Read odd) throws IOException {
        assertRead(odd, Tables.data("malformed/" + odd.name));
    }

    private static void assertRefused(Refused malformed, Path file) {
        String message = Tables.refusal(malformed.format, file, malformed.code, malformed.place);
        assertTrue(message.contains("; "), "no remedy: " + message);
    }

    private static void assertRead(Read odd, Path file) throws IOException {
        Matrix matrix = Tables.read(odd.format, file);
        assertEquals(Arrays.deepToString(odd.rows), Arrays.deepToString(Tables.rows(matrix)));
        boolean byContent = Tables.format("gct").recognises(Files.readAllBytes(file));
        assertEquals(odd.format.equals("gct"), byContent);
    }

    /** 200 MiB of one line in about 200 kB. */
    private static byte[] bomb() {
        byte[] piece = "0,".repeat(1 << 19).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 200; i++) {
                out.write(piece);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}

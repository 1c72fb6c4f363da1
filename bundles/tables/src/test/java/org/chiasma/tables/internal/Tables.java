package org.chiasma.tables.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.parameter.ParameterSchema;
import org.junit.jupiter.api.Assumptions;

/** What the tests of all formats share: reading and writing as the container does it, by format name and option text. */
final class Tables {
    private static final Map<String, Binding<?, ?>> FORMATS = Map.of(
            "tsv", new Binding<>(new TsvFormat(), DelimitedReadOptions.class, DelimitedWriteOptions.class),
            "csv", new Binding<>(new CsvFormat(), DelimitedReadOptions.class, DelimitedWriteOptions.class),
            "gct", new Binding<>(new GctFormat(), GctReadOptions.class, GctWriteOptions.class),
            "npy", new Binding<>(new NpyFormat(), NpyReadOptions.class, org.chiasma.api.parameter.NoParameters.class),
            "mx", new Binding<>(new MxFormat(), MxReadOptions.class, MxWriteOptions.class));

    private Tables() {}

    static Matrix read(String format, Path file, String... options) throws IOException {
        return read(format, file, new RecordedProgress(), options);
    }

    static Matrix read(String format, Path file, RecordedProgress notes, String... options) throws IOException {
        return FORMATS.get(format).read(file, "", options(options), notes);
    }

    static Matrix readPart(String format, Path file, String part, String... options) throws IOException {
        return FORMATS.get(format).read(file, part, options(options), new RecordedProgress());
    }

    static RecordedProgress write(String format, Matrix matrix, Path file, String... options) throws IOException {
        RecordedProgress notes = new RecordedProgress();
        FORMATS.get(format).write(matrix, file, options(options), notes);
        return notes;
    }

    static MatrixFormat<?, ?> format(String name) {
        return FORMATS.get(name).format;
    }

    /** Writes {@code bytes} as {@code folder/name}. */
    static Path file(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Asserts that reading is refused by {@code code}, in one line that holds the file, the place and the pieces. */
    static String refusal(String format, Path file, String code, String place, String... options) {
        ChiasmaException refused =
                assertThrows(ChiasmaException.class, () -> read(format, file, options), "expected " + code);
        assertEquals(code, refused.code(), refused.getMessage());
        String message = refused.getMessage();
        assertTrue(message.startsWith(code + " " + file + place), message);
        assertFalse(message.contains("\n"), message);
        return message;
    }

    /** A matrix from rows, labelled r1.. and c1... */
    static Matrix matrix(double[]... rows) {
        return matrix(
                MatrixSpec.dense(
                        Axis.labelled("rows", labels("r", rows.length)),
                        Axis.labelled("columns", labels("c", rows[0].length))),
                rows);
    }

    static Matrix matrix(MatrixSpec spec, double[]... rows) {
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            for (int i = 0; i < rows.length; i++) {
                draft.writeRow(i, rows[i], 0);
            }
            return draft.seal();
        }
    }

    static List<String> labels(String prefix, int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(i -> prefix + i)
                .toList();
    }

    static double[][] rows(Matrix matrix) {
        double[][] rows = new double[(int) matrix.rowCount()][(int) matrix.columnCount()];
        for (int i = 0; i < rows.length; i++) {
            matrix.copyRow(i, rows[i], 0);
        }
        return rows;
    }

    static void assertRows(Matrix matrix, double[]... expected) {
        assertEquals(java.util.Arrays.deepToString(expected), java.util.Arrays.deepToString(rows(matrix)));
    }

    /** A file of the public test data; the test is skipped when it is absent. */
    static Path data(String name) {
        String root = System.getProperty("chiasma.data", "");
        Path file = Path.of(root, name);
        Assumptions.assumeTrue(
                !root.isEmpty() && Files.isRegularFile(file),
                "public test data are absent (system property chiasma.data): " + name);
        return file;
    }

    private static Map<String, String> options(String... assignments) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            options.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        return options;
    }

    private record Binding<R extends Record, W extends Record>(
            MatrixFormat<R, W> format, Class<R> read, Class<W> write) {
        Matrix read(Path file, String part, Map<String, String> options, RecordedProgress notes) throws IOException {
            R bound = ParameterSchema.of(read).bindText(options);
            return format.read(file, part, bound, new HeapMatrixStore(), notes);
        }

        void write(Matrix matrix, Path file, Map<String, String> options, RecordedProgress notes) throws IOException {
            format.write(matrix, file, ParameterSchema.of(write).bindText(options), notes);
        }
    }
}

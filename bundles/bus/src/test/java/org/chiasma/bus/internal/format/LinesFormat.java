package org.chiasma.bus.internal.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.bus.internal.service.FakeService;
import org.chiasma.bus.internal.service.InstalledService;

/** One number per line behind a signature of its own, or without one. Negative numbers cannot be written. */
public record LinesFormat(String signature) implements MatrixFormat<LinesFormat.Options, LinesFormat.Options> {
    /** Options of both directions. */
    public record Options(
            @Parameter(description = "Added to every number.")
            double shift) {
        /** Adds nothing. */
        public static final Options DEFAULTS = new Options(0);
    }

    /** The format as a service. */
    public static InstalledService<MatrixFormat<?, ?>> service(String name, String signature, String... extensions) {
        return new FakeService<>(
                new LinesFormat(signature),
                Map.of(
                        "chiasma.format.name",
                        name,
                        "chiasma.format.extensions",
                        extensions,
                        "chiasma.format.summary",
                        "Numbers, one per line",
                        "chiasma.format.readOptions",
                        Options.class.getName(),
                        "chiasma.format.writeOptions",
                        Options.class.getName()));
    }

    /** The same with signature {@code #read}, for reading only. */
    static InstalledService<MatrixFormat<?, ?>> readOnly(String name, String extension) {
        return new FakeService<>(
                new LinesFormat("#read"),
                Map.of(
                        "chiasma.format.name",
                        name,
                        "chiasma.format.extensions",
                        new String[] {extension},
                        "chiasma.format.summary",
                        "Numbers, one per line, read only",
                        "chiasma.format.readOptions",
                        Options.class.getName(),
                        "chiasma.format.writeOptions",
                        Options.class.getName(),
                        "chiasma.format.writeInstead",
                        "lines"));
    }

    @Override
    public boolean recognises(byte[] head) {
        return !signature.isEmpty() && new String(head, StandardCharsets.UTF_8).startsWith(signature);
    }

    @Override
    public Matrix read(Path file, String part, Options options, MatrixStore store, Progress progress)
            throws IOException {
        progress.begin("reading", 0);
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                bytes = in.readAllBytes();
            }
        }
        try (RowCollector rows = store.collectRows(1, ElementType.FLOAT64)) {
            new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.equals(signature))
                    .forEach(line -> rows.append(new double[] {Double.parseDouble(line) + options.shift}, 0));
            return rows.seal(MatrixSpec.dense(
                    Axis.anonymous("rows", rows.rowCount()), Axis.labelled("columns", List.of("value"))));
        }
    }

    @Override
    public void write(Matrix matrix, Path file, Options options, Progress progress) throws IOException {
        StringBuilder text = new StringBuilder();
        if (!signature.isEmpty()) {
            text.append(signature).append('\n');
        }
        double[] row = new double[1];
        for (long i = 0; i < matrix.rowCount(); i++) {
            matrix.copyRow(i, row, 0);
            text.append(row[0] + options.shift).append('\n');
        }
        Files.writeString(file, text);
        progress.note(file.getFileName() + ": names left out");
        if (text.indexOf("-") >= 0) {
            throw new DataException("E-LINES-NEGATIVE", file + ": found a negative number, expected none");
        }
    }
}

package org.chiasma.bus.internal.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.FormatDescription;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.bus.internal.service.InstalledService;

/** A format with its description; the format itself is activated only to look at content, to read and to write. */
final class InstalledFormat {
    private final InstalledService<MatrixFormat<?, ?>> service;
    private final FormatDescription description;

    InstalledFormat(InstalledService<MatrixFormat<?, ?>> service) {
        this.service = service;
        this.description = new FormatDescription(
                service.text(Format.PREFIX_ + "name"),
                service.texts(Format.PREFIX_ + "extensions"),
                service.text(Format.PREFIX_ + "summary"),
                ParameterSchema.of(service.recordClass(Format.PREFIX_ + "readOptions")),
                ParameterSchema.of(service.recordClass(Format.PREFIX_ + "writeOptions")));
    }

    /** Whether it is read but not written. */
    boolean readOnly() {
        return !writeInstead().isEmpty();
    }

    /** Formats to save as instead; empty when it is written. */
    String writeInstead() {
        return service.text(Format.PREFIX_ + "writeInstead");
    }

    FormatDescription description() {
        return description;
    }

    String name() {
        return description.name();
    }

    /** Length of the longest of the format's endings that {@code file} has; 0 if it has none. */
    int endingLength(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return description.extensions().stream()
                .filter(ending -> name.endsWith("." + ending))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    boolean recognises(byte[] head) {
        return service.use(format -> format.recognises(head));
    }

    Matrix read(Path file, String part, Map<String, String> options, MatrixStore store, Progress progress)
            throws IOException {
        Record bound = description.readOptions().bindText(options);
        return callIo(format -> format.read(file, part, bound, store, progress));
    }

    /** Checks writing options without writing. */
    Record bindWriteOptions(Map<String, String> options) {
        return description.writeOptions().bindText(options);
    }

    /** Endings of the files that writing makes beside the main one. */
    List<String> companions() {
        return service.use(MatrixFormat::companions);
    }

    void write(Matrix matrix, Path file, Record options, Progress progress) throws IOException {
        callIo(format -> {
            format.write(matrix, file, options, progress);
            return matrix;
        });
    }

    private Matrix callIo(IoCall call) throws IOException {
        try {
            return service.use(format -> {
                try {
                    return call.apply(typed(format));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked") // the options come from the schemas of this format's own records
    private static MatrixFormat<Record, Record> typed(MatrixFormat<?, ?> format) {
        return (MatrixFormat<Record, Record>) format;
    }

    @FunctionalInterface
    private interface IoCall {
        Matrix apply(MatrixFormat<Record, Record> format) throws IOException;
    }
}

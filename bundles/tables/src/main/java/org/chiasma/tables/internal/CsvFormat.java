package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.osgi.service.component.annotations.Component;

/** Tables with commas between fields. */
@Component(service = MatrixFormat.class)
@Format(
        name = "csv",
        extensions = {"csv", "csv.gz"},
        summary = "Tables with commas between fields, labels in the first line and column",
        readOptions = DelimitedReadOptions.class,
        writeOptions = DelimitedWriteOptions.class)
public final class CsvFormat implements MatrixFormat<DelimitedReadOptions, DelimitedWriteOptions> {
    private static final String FAMILY = "CSV";
    private static final char DELIMITER = ',';

    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public Matrix read(Path file, String part, DelimitedReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(FAMILY, file);
        refusals.refusePart(part);
        return new DelimitedReader(refusals, DELIMITER, options, store, progress).read();
    }

    @Override
    public void write(Matrix matrix, Path file, DelimitedWriteOptions options, Progress progress) throws IOException {
        new DelimitedWriter(new Refusals(FAMILY, file), DELIMITER, options, progress).write(matrix);
    }
}

package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.osgi.service.component.annotations.Component;

/** Tables with tabs between fields. */
@Component(service = MatrixFormat.class)
@Format(
        name = "tsv",
        extensions = {"tsv", "tsv.gz", "txt", "txt.gz", "tab", "tab.gz"},
        summary = "Tables with tabs between fields, labels in the first line and column",
        readOptions = DelimitedReadOptions.class,
        writeOptions = DelimitedWriteOptions.class)
public final class TsvFormat implements MatrixFormat<DelimitedReadOptions, DelimitedWriteOptions> {
    private static final String FAMILY = "TSV";
    private static final char DELIMITER = '\t';

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

package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Batches of equally shaped matrices as text. */
@Component(service = MatrixFormat.class)
@Format(
        name = "mx",
        extensions = {"mx", "mx.gz"},
        summary = "Batches of matrices: rows of numbers between commas, END after each matrix",
        readOptions = MxReadOptions.class,
        writeOptions = MxWriteOptions.class)
public final class MxFormat implements MatrixFormat<MxReadOptions, MxWriteOptions> {
    private static final String FAMILY = "MX";

    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public Matrix read(Path file, String part, MxReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        return new MxReader(new Refusals(FAMILY, file), part, options, store, progress).read();
    }

    @Override
    public void write(Matrix matrix, Path file, MxWriteOptions options, Progress progress) throws IOException {
        new MxWriter(new Refusals(FAMILY, file), options, progress).write(matrix);
    }
}

package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.text.Refusals;

/** A table with one delimiter between fields; formats differ in it and in the codes of their refusals. */
abstract class DelimitedFormat implements MatrixFormat<DelimitedReadOptions, DelimitedWriteOptions> {
    private final String family;
    private final char delimiter;

    DelimitedFormat(String family, char delimiter) {
        this.family = family;
        this.delimiter = delimiter;
    }

    @Override
    public final boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public final Matrix read(Path file, String part, DelimitedReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(family, file);
        refusals.refusePart(part);
        return new DelimitedReader(refusals, delimiter, options, store, progress).read();
    }

    @Override
    public final void write(Matrix matrix, Path file, DelimitedWriteOptions options, Progress progress)
            throws IOException {
        new DelimitedWriter(new Refusals(family, file), delimiter, options, progress).write(matrix);
    }
}

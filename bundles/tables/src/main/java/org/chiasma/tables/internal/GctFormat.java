package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Gene cluster text. */
@Component(service = MatrixFormat.class)
@Format(
        name = "gct",
        extensions = {"gct", "gct.gz"},
        summary = "Gene cluster text 1.2 and 1.3: genes by samples with metadata of both",
        readOptions = GctReadOptions.class,
        writeOptions = GctWriteOptions.class)
public final class GctFormat implements MatrixFormat<GctReadOptions, GctWriteOptions> {
    private static final String FAMILY = "GCT";

    /** True for {@code #1.} and a digit alone on the first line, so that versions we do not read are named as such. */
    @Override
    public boolean recognises(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
        return start.matches("(?s)(\\u00EF\\u00BB\\u00BF)?#1\\.\\d[ \\t]*\\r?\\n.*");
    }

    @Override
    public Matrix read(Path file, String part, GctReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(FAMILY, file);
        refusals.refusePart(part);
        return new GctReader(refusals, options, store, progress).read();
    }

    @Override
    public void write(Matrix matrix, Path file, GctWriteOptions options, Progress progress) throws IOException {
        new GctWriter(new Refusals(FAMILY, file), options, progress).write(matrix);
    }
}

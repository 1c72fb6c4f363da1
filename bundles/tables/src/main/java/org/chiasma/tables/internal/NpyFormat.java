package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** NumPy arrays. */
@Component(service = MatrixFormat.class)
@Format(
        name = "npy",
        extensions = {"npy"},
        summary = "NumPy arrays of one or two dimensions; no labels",
        readOptions = NpyReadOptions.class,
        writeOptions = NoParameters.class)
public final class NpyFormat implements MatrixFormat<NpyReadOptions, NoParameters> {
    private static final String FAMILY = "NPY";

    @Override
    public boolean recognises(byte[] head) {
        return head.length > NpyReader.MAGIC.length
                && Arrays.equals(head, 0, NpyReader.MAGIC.length, NpyReader.MAGIC, 0, NpyReader.MAGIC.length);
    }

    @Override
    public Matrix read(Path file, String part, NpyReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(FAMILY, file);
        refusals.refusePart(part);
        return new NpyReader(refusals, options, store, progress).read();
    }

    @Override
    public void write(Matrix matrix, Path file, NoParameters options, Progress progress) throws IOException {
        new NpyWriter(new Refusals(FAMILY, file), progress).write(matrix);
    }
}

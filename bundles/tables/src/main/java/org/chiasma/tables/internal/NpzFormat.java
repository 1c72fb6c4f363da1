package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** NumPy archives. */
@Component(service = MatrixFormat.class)
@Format(
        name = "npz",
        extensions = {"npz"},
        summary = "NumPy archives: one of their arrays, named behind #",
        readOptions = NpzReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "npy")
public final class NpzFormat implements MatrixFormat<NpzReadOptions, NoParameters> {
    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public Matrix read(Path file, String part, NpzReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        return new NpzReader(new Refusals("NPZ", file), options, store, progress).read(part);
    }
}

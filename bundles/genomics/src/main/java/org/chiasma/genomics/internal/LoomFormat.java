package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.hdf5.LoomReadOptions;
import org.chiasma.genomics.internal.hdf5.LoomReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Loom. */
@Component(service = MatrixFormat.class)
@Format(
        name = "loom",
        extensions = {"loom"},
        summary = "Loom: genes by cells with layers",
        readOptions = LoomReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "h5ad")
public final class LoomFormat implements MatrixFormat<LoomReadOptions, NoParameters> {
    private static final String FAMILY = "LOOM";

    /** Always false: the signature of HDF5 does not tell what is in it, so the ending or {@code format=} decides. */
    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public Matrix read(Path file, String part, LoomReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        return new LoomReader(new Refusals(FAMILY, file), options, store, progress).read(part);
    }
}

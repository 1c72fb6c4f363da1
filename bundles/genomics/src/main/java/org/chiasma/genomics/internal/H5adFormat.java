package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.hdf5.H5adReadOptions;
import org.chiasma.genomics.internal.hdf5.H5adReader;
import org.chiasma.genomics.internal.hdf5.H5adWriter;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** AnnData. */
@Component(service = MatrixFormat.class)
@Format(
        name = "h5ad",
        extensions = {"h5ad"},
        summary = "AnnData: cells by genes, dense or sparse, with layers and pairs",
        readOptions = H5adReadOptions.class,
        writeOptions = NoParameters.class)
public final class H5adFormat implements MatrixFormat<H5adReadOptions, NoParameters> {
    private static final String FAMILY = "H5AD";

    /** Always false: the signature of HDF5 does not tell what is in it, so the ending or {@code format=} decides. */
    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public Matrix read(Path file, String part, H5adReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        return new H5adReader(new Refusals(FAMILY, file), options, store, progress).read(part);
    }

    @Override
    public void write(Matrix matrix, Path file, NoParameters options, Progress progress) throws IOException {
        new H5adWriter(new Refusals(FAMILY, file), progress).write(matrix);
    }
}

package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.hdf5.TenxReadOptions;
import org.chiasma.genomics.internal.hdf5.TenxReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Feature-barcode matrices of Cell Ranger. */
@Component(service = MatrixFormat.class)
@Format(
        name = "10x-h5",
        extensions = {"h5"},
        summary = "Cell Ranger feature-barcode matrix as HDF5",
        readOptions = TenxReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "h5ad")
public final class TenxFormat implements MatrixFormat<TenxReadOptions, NoParameters> {
    private static final String FAMILY = "TENX";

    /** Always false: the signature of HDF5 does not tell what is in it, so the ending or {@code format=} decides. */
    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public Matrix read(Path file, String part, TenxReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        return new TenxReader(new Refusals(FAMILY, file), options, store, progress).read(part);
    }
}

package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.hdf5.GctxReadOptions;
import org.chiasma.genomics.internal.hdf5.GctxReader;
import org.chiasma.genomics.internal.hdf5.GctxWriter;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Gene cluster text as HDF5. */
@Component(service = MatrixFormat.class)
@Format(
        name = "gctx",
        extensions = {"gctx"},
        summary = "Gene cluster text as HDF5: genes by samples with metadata of both",
        readOptions = GctxReadOptions.class,
        writeOptions = NoParameters.class)
public final class GctxFormat implements MatrixFormat<GctxReadOptions, NoParameters> {
    private static final String FAMILY = "GCTX";

    /** Always false: the signature of HDF5 does not tell what is in it, so the ending or {@code format=} decides. */
    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public Matrix read(Path file, String part, GctxReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(FAMILY, file);
        refusals.refusePart(part);
        return new GctxReader(refusals, options, store, progress).read();
    }

    @Override
    public void write(Matrix matrix, Path file, NoParameters options, Progress progress) throws IOException {
        new GctxWriter(new Refusals(FAMILY, file), progress).write(matrix);
    }
}

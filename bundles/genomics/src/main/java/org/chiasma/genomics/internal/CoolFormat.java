package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.hdf5.CoolReadOptions;
import org.chiasma.genomics.internal.hdf5.CoolReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Contact maps of cooler. */
@Component(service = MatrixFormat.class)
@Format(
        name = "cool",
        extensions = {"cool", "mcool"},
        summary = "Cooler contact map: bins by bins, symmetric, balanced or as counts",
        readOptions = CoolReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "bg2, for cooler load -f bg2")
public final class CoolFormat implements MatrixFormat<CoolReadOptions, NoParameters> {
    private static final String FAMILY = "COOL";

    /** Always false: the signature of HDF5 does not tell what is in it, so the ending or {@code format=} decides. */
    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public Matrix read(Path file, String part, CoolReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        return new CoolReader(new Refusals(FAMILY, file), options, store, progress).read(part);
    }
}

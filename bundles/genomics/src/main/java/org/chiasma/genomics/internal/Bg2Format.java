package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.hdf5.Bg2ReadOptions;
import org.chiasma.genomics.internal.hdf5.Bg2Reader;
import org.chiasma.genomics.internal.hdf5.Bg2WriteOptions;
import org.chiasma.genomics.internal.hdf5.Bg2Writer;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Contact maps as text. */
@Component(service = MatrixFormat.class)
@Format(
        name = "bg2",
        extensions = {"bg2", "bg2.gz"},
        summary = "Contact map as text, as cooler load takes and cooler dump --join writes",
        readOptions = Bg2ReadOptions.class,
        writeOptions = Bg2WriteOptions.class)
public final class Bg2Format implements MatrixFormat<Bg2ReadOptions, Bg2WriteOptions> {
    private static final String FAMILY = "BG2";

    /** Always false: seven columns between tabs may be of many formats, so the ending or {@code format=} decides. */
    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public Matrix read(Path file, String part, Bg2ReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(FAMILY, file);
        refusals.refusePart(part);
        return new Bg2Reader(refusals, options, store, progress).read();
    }

    @Override
    public void write(Matrix matrix, Path file, Bg2WriteOptions options, Progress progress) throws IOException {
        new Bg2Writer(new Refusals(FAMILY, file), options, progress).write(matrix);
    }
}

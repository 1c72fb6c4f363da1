package org.chiasma.symmetric.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.symmetric.internal.storage.FileKind;
import org.chiasma.symmetric.internal.storage.TilesFile;
import org.osgi.service.component.annotations.Component;

/** Symmetric matrices as tiles of the upper triangle. */
@Component(service = MatrixFormat.class)
@Format(
        name = "tiles",
        extensions = {"tiles"},
        summary = "Symmetric matrices of any size: tiles of the upper triangle, with labels",
        readOptions = NoParameters.class,
        writeOptions = TilesWriteOptions.class)
public final class TilesFormat implements MatrixFormat<NoParameters, TilesWriteOptions> {
    @Override
    public boolean recognises(byte[] head) {
        return FileKind.TILES.recognises(head);
    }

    @Override
    public Matrix read(Path file, String part, NoParameters options, MatrixStore store, Progress progress)
            throws IOException {
        FileKind.TILES.refusePart(file, part);
        return TilesFile.open(file);
    }

    @Override
    public void write(Matrix matrix, Path file, TilesWriteOptions options, Progress progress) throws IOException {
        TilesFile.write(matrix, file, options.type(), options.edge(), progress);
    }
}

package org.chiasma.symmetric.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.symmetric.internal.storage.FactorsFile;
import org.chiasma.symmetric.internal.storage.FileKind;
import org.osgi.service.component.annotations.Component;

/** Predictions of a low-rank model by their factors. */
@Component(service = MatrixFormat.class)
@Format(
        name = "factors",
        extensions = {"factors"},
        summary = "Predictions of a low-rank model as factors, a thousandth of their size",
        readOptions = NoParameters.class,
        writeOptions = NoParameters.class)
public final class FactorsFormat implements MatrixFormat<NoParameters, NoParameters> {
    @Override
    public boolean recognises(byte[] head) {
        return FileKind.FACTORS.recognises(head);
    }

    @Override
    public Matrix read(Path file, String part, NoParameters options, MatrixStore store, Progress progress)
            throws IOException {
        FileKind.FACTORS.refusePart(file, part);
        return FactorsFile.read(file, progress);
    }

    @Override
    public void write(Matrix matrix, Path file, NoParameters options, Progress progress) throws IOException {
        FactorsFile.write(matrix, file, progress);
    }
}

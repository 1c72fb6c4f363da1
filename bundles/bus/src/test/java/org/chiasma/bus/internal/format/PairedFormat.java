package org.chiasma.bus.internal.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chiasma.api.Progress;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.bus.internal.service.FakeService;
import org.chiasma.bus.internal.service.InstalledService;

/** A format that writes two files: the matrix's shape, and its row axis beside it. */
record PairedFormat() implements MatrixFormat<NoParameters, NoParameters> {
    static InstalledService<MatrixFormat<?, ?>> service() {
        return new FakeService<>(
                new PairedFormat(),
                Map.of(
                        "chiasma.format.name",
                        "pair",
                        "chiasma.format.extensions",
                        new String[] {"pair"},
                        "chiasma.format.summary",
                        "Two files",
                        "chiasma.format.readOptions",
                        NoParameters.class.getName(),
                        "chiasma.format.writeOptions",
                        NoParameters.class.getName()));
    }

    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public Matrix read(Path file, String part, NoParameters options, MatrixStore store, Progress progress) {
        throw new UnsupportedOperationException("written only");
    }

    @Override
    public void write(Matrix matrix, Path file, NoParameters options, Progress progress) throws IOException {
        Files.writeString(file, matrix.rowCount() + " x " + matrix.columnCount());
        Files.writeString(MatrixFormat.companion(file, "side"), matrix.rows().toString());
    }

    @Override
    public List<String> companions() {
        return List.of("side");
    }
}

package org.chiasma.tables.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** MatrixMarket files, with the labels of 10x Genomics triplets. */
@Component(service = MatrixFormat.class)
@Format(
        name = "mtx",
        extensions = {"mtx", "mtx.gz", "mm", "mm.gz"},
        summary = "MatrixMarket: sparse or dense, general or symmetric; 10x triplets with their labels",
        readOptions = MtxReadOptions.class,
        writeOptions = NoParameters.class)
public final class MtxFormat implements MatrixFormat<MtxReadOptions, NoParameters> {
    @Override
    public boolean recognises(byte[] head) {
        int length = Math.min(head.length, MtxHeader.SIGNATURE.length());
        return new String(head, 0, length, StandardCharsets.US_ASCII).equalsIgnoreCase(MtxHeader.SIGNATURE);
    }

    @Override
    public Matrix read(Path file, String part, MtxReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("MTX", file);
        refusals.refusePart(part);
        return new MtxReader(refusals, options, store, progress).read();
    }

    @Override
    public void write(Matrix matrix, Path file, NoParameters options, Progress progress) throws IOException {
        new MtxWriter(new Refusals("MTX", file), progress).write(matrix);
    }
}

package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.genotype.PlinkReadOptions;
import org.chiasma.genomics.internal.genotype.PlinkReader;
import org.chiasma.genomics.internal.genotype.PlinkWriteOptions;
import org.chiasma.genomics.internal.genotype.PlinkWriter;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** PLINK 1 binary genotypes. Files of intervals have the ending {@code .bed} as well; the content tells them apart. */
@Component(service = MatrixFormat.class)
@Format(
        name = "plink",
        extensions = {"bed"},
        summary = "PLINK 1 genotypes, .bed with .bim and .fam: dosages of A1, samples by variants",
        readOptions = PlinkReadOptions.class,
        writeOptions = PlinkWriteOptions.class)
public final class PlinkFormat implements MatrixFormat<PlinkReadOptions, PlinkWriteOptions> {
    private static final String FAMILY = "PLINK";

    /** True for the two magic bytes that no text has, so that orders we do not read are named as such. */
    @Override
    public boolean recognises(byte[] head) {
        return head.length > 1 && head[0] == 0x6C && head[1] == 0x1B;
    }

    @Override
    public Matrix read(Path file, String part, PlinkReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(FAMILY, file);
        refusals.refusePart(part);
        return new PlinkReader(refusals, options, store, progress).read();
    }

    @Override
    public void write(Matrix matrix, Path file, PlinkWriteOptions options, Progress progress) throws IOException {
        new PlinkWriter(new Refusals(FAMILY, file), options, progress).write(matrix);
    }

    @Override
    public List<String> companions() {
        return PlinkWriter.COMPANIONS;
    }
}

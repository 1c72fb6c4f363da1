package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.genotype.BgenReadOptions;
import org.chiasma.genomics.internal.genotype.BgenReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Binary genotype probabilities. */
@Component(service = MatrixFormat.class)
@Format(
        name = "bgen",
        extensions = {"bgen"},
        summary =
                "BGEN 1.1 and 1.2 probabilities: expected dosages of the second allele, samples by variants; read only",
        readOptions = BgenReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "bed (PLINK) or tsv")
public final class BgenFormat implements MatrixFormat<BgenReadOptions, NoParameters> {
    private static final int MAGIC = 16;

    /** True for {@code bgen} behind the counts; older files without it are found by name. */
    @Override
    public boolean recognises(byte[] head) {
        return head.length >= MAGIC + 4
                && head[MAGIC] == 'b'
                && head[MAGIC + 1] == 'g'
                && head[MAGIC + 2] == 'e'
                && head[MAGIC + 3] == 'n'
                && head[6] == 0
                && head[7] == 0;
    }

    @Override
    public Matrix read(Path file, String part, BgenReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("BGEN", file);
        refusals.refusePart(part);
        return new BgenReader(refusals, options, store, progress).read();
    }
}

package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.genotype.BcfReadOptions;
import org.chiasma.genomics.internal.genotype.BcfReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Binary variant calls. */
@Component(service = MatrixFormat.class)
@Format(
        name = "bcf",
        extensions = {"bcf"},
        summary = "Binary variant calls 2.1 and 2.2: dosages of alternate alleles, samples by variants; read only",
        readOptions = BcfReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "bed (PLINK) or tsv")
public final class BcfFormat implements MatrixFormat<BcfReadOptions, NoParameters> {
    /** True for {@code BCF} and a version number of any BCF, so that versions we do not read are named as such. */
    @Override
    public boolean recognises(byte[] head) {
        return head.length >= 5 && head[0] == 'B' && head[1] == 'C' && head[2] == 'F' && head[3] > 0 && head[3] <= 4;
    }

    @Override
    public Matrix read(Path file, String part, BcfReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("BCF", file);
        refusals.refusePart(part);
        return new BcfReader(refusals, options, store, progress).read();
    }
}

package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.variant.VcfReadOptions;
import org.chiasma.genomics.internal.variant.VcfReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Variants as text. */
@Component(service = MatrixFormat.class)
@Format(
        name = "vcf",
        extensions = {"vcf", "vcf.gz", "vcf.bgz"},
        summary = "Variants: dosages of the alternate allele, samples x variants",
        readOptions = VcfReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "bed (PLINK), tsv or npy")
public final class VcfFormat implements MatrixFormat<VcfReadOptions, NoParameters> {
    private static final byte[] SIGNATURE = "##fileformat=VCF".getBytes(StandardCharsets.US_ASCII);

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= SIGNATURE.length
                && Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    @Override
    public Matrix read(Path file, String part, VcfReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("VCF", file);
        refusals.refusePart(part);
        return new VcfReader(refusals, options, store, progress).read();
    }
}

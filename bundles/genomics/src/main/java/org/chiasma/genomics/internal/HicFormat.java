package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.contact.HicReadOptions;
import org.chiasma.genomics.internal.contact.HicReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Contact maps of Juicer. */
@Component(service = MatrixFormat.class)
@Format(
        name = "hic",
        extensions = {"hic"},
        summary = "Contact maps of Juicer: counts or normalized counts, bins x bins",
        readOptions = HicReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "tsv or npy")
public final class HicFormat implements MatrixFormat<HicReadOptions, NoParameters> {
    @Override
    public boolean recognises(byte[] head) {
        return head.length > 3 && head[0] == 'H' && head[1] == 'I' && head[2] == 'C' && head[3] == 0;
    }

    @Override
    public Matrix read(Path file, String part, HicReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("HIC", file);
        refusals.refusePart(part);
        return new HicReader(refusals, options, store, progress).read();
    }
}

package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.alignment.AlignmentReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Aligned reads compressed against a reference: coverage or counts in bins. */
@Component(service = MatrixFormat.class)
@Format(
        name = "cram",
        extensions = {"cram"},
        summary = "Aligned reads compressed against a reference: coverage or counts in bins (read only)",
        readOptions = CramReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "tsv or npy")
public final class CramFormat implements MatrixFormat<CramReadOptions, NoParameters> {
    /** True for the magic bytes of CRAM, of any version, so that those we do not read are named as such. */
    @Override
    public boolean recognises(byte[] head) {
        return head.length >= 6
                && head[0] == 'C'
                && head[1] == 'R'
                && head[2] == 'A'
                && head[3] == 'M'
                && head[4] > 0
                && head[4] < 9;
    }

    @Override
    public Matrix read(Path file, String part, CramReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("CRAM", file);
        refusals.refusePart(part);
        return new AlignmentReader(refusals, options.alignment(), options.eof(), store, progress)
                .cram(options.reference());
    }
}

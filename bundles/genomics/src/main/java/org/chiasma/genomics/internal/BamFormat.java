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

/** Aligned reads, binary: coverage or counts in bins. */
@Component(service = MatrixFormat.class)
@Format(
        name = "bam",
        extensions = {"bam"},
        summary = "Aligned reads, binary: coverage or counts in bins (read only)",
        readOptions = BamReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "tsv or npy")
public final class BamFormat implements MatrixFormat<BamReadOptions, NoParameters> {
    /** True for the magic bytes of BAM 1. */
    @Override
    public boolean recognises(byte[] head) {
        return head.length >= 4 && head[0] == 'B' && head[1] == 'A' && head[2] == 'M' && head[3] == 1;
    }

    @Override
    public Matrix read(Path file, String part, BamReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("BAM", file);
        refusals.refusePart(part);
        return new AlignmentReader(refusals, options.alignment(), options.eof(), store, progress).bam();
    }
}

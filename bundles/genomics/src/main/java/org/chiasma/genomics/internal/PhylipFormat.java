package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.sequence.PhylipOptions;
import org.chiasma.genomics.internal.sequence.SequenceReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** PHYLIP alignments. */
@Component(service = MatrixFormat.class)
@Format(
        name = "phylip",
        extensions = {"phy", "phy.gz", "phylip", "phylip.gz"},
        summary = "PHYLIP alignments, sequential and interleaved: as fasta",
        readOptions = PhylipOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "tsv or npy")
public final class PhylipFormat implements MatrixFormat<PhylipOptions, NoParameters> {
    /** True for a line of two counts, and one of a name and letters or gaps. */
    @Override
    public boolean recognises(byte[] head) {
        return SequenceReader.isPhylip(head);
    }

    @Override
    public Matrix read(Path file, String part, PhylipOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("PHYLIP", file);
        refusals.refusePart(part);
        return new SequenceReader(refusals, options.sequences(), store, progress).readPhylip(options);
    }
}

package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.sequence.SequenceOptions;
import org.chiasma.genomics.internal.sequence.SequenceReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Alignments of HH-suite, which leave out of the columns what the first sequence does not have. */
@Component(service = MatrixFormat.class)
@Format(
        name = "a3m",
        extensions = {"a3m", "a3m.gz", "a2m", "a2m.gz"},
        summary = "A3M and A2M alignments with insertions in lower case: as fasta",
        readOptions = SequenceOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "tsv or npy")
public final class A3mFormat implements MatrixFormat<SequenceOptions, NoParameters> {
    /** True for FASTA text of a protein in upper case: nothing tells the two formats apart, and without lower case they are the same. */
    @Override
    public boolean recognises(byte[] head) {
        return SequenceReader.isProteinFasta(head);
    }

    @Override
    public Matrix read(Path file, String part, SequenceOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("A3M", file);
        refusals.refusePart(part);
        return new SequenceReader(refusals, options, store, progress).readA3m();
    }
}

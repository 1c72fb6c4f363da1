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

/** Sequences in FASTA. */
@Component(service = MatrixFormat.class)
@Format(
        name = "fasta",
        extensions = {"fa", "fa.gz", "fasta", "fasta.gz", "fna", "fna.gz", "faa", "faa.gz", "afa", "afa.gz", "msas.txt"
        },
        summary = "FASTA, aligned or not: substitutions, k-mers, letters by column, identity",
        readOptions = SequenceOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "tsv or npy")
public final class FastaFormat implements MatrixFormat<SequenceOptions, NoParameters> {
    /** True for {@code >}, a name, and letters or gaps on the next line. */
    @Override
    public boolean recognises(byte[] head) {
        return SequenceReader.isFasta(head);
    }

    @Override
    public Matrix read(Path file, String part, SequenceOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("FASTA", file);
        refusals.refusePart(part);
        return new SequenceReader(refusals, options, store, progress).readFasta();
    }
}

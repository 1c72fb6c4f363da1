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

/** Stockholm alignments; a part is an identifier, an accession or a number. */
@Component(service = MatrixFormat.class)
@Format(
        name = "stockholm",
        extensions = {"sto", "sto.gz", "stk", "stk.gz", "stockholm", "stockholm.gz"},
        summary = "Stockholm alignments of Pfam, Rfam and HMMER: as fasta",
        readOptions = SequenceOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "tsv or npy")
public final class StockholmFormat implements MatrixFormat<SequenceOptions, NoParameters> {
    /** True for {@code # STOCKHOLM 1.} and a digit. */
    @Override
    public boolean recognises(byte[] head) {
        return SequenceReader.isStockholm(head);
    }

    @Override
    public Matrix read(Path file, String part, SequenceOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("STOCKHOLM", file);
        return new SequenceReader(refusals, options, store, progress).readStockholm(part);
    }
}

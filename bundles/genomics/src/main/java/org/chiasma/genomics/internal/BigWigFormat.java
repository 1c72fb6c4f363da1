package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.signal.BigWigReadOptions;
import org.chiasma.genomics.internal.signal.BigWigReader;
import org.chiasma.genomics.internal.signal.MatrixBins;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** bigWig: indexed values along a genome. */
@Component(service = MatrixFormat.class)
@Format(
        name = "bigwig",
        extensions = {"bw", "bigwig"},
        summary = "bigWig values in bins; one row",
        readOptions = BigWigReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "bedgraph or tsv")
public final class BigWigFormat implements MatrixFormat<BigWigReadOptions, NoParameters> {
    private static final String FAMILY = "BIGWIG";

    private final MatrixFiles files;

    /**
     * Ready to read.
     *
     * @param files reads matrices whose axes are bins
     */
    @Activate
    public BigWigFormat(@Reference MatrixFiles files) {
        this.files = files;
    }

    /** True for the signature, in both byte orders. */
    @Override
    public boolean recognises(byte[] head) {
        return BigWigReader.recognises(head);
    }

    @Override
    public Matrix read(Path file, String part, BigWigReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(FAMILY, file);
        refusals.refusePart(part);
        return new BigWigReader(refusals, options, new MatrixBins(files, store), progress).read(store);
    }
}

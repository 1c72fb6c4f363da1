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
import org.chiasma.genomics.internal.contact.PairsReadOptions;
import org.chiasma.genomics.internal.contact.PairsReader;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Component;

/** Lists of contacts as text. */
@Component(service = MatrixFormat.class)
@Format(
        name = "pairs",
        extensions = {"pairs", "pairs.gz"},
        summary = "Lists of contacts (4DN pairs): how many two bins have, bins x bins",
        readOptions = PairsReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "tsv or npy")
public final class PairsFormat implements MatrixFormat<PairsReadOptions, NoParameters> {
    private static final byte[] SIGNATURE = "## pairs format".getBytes(StandardCharsets.US_ASCII);

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= SIGNATURE.length
                && Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    @Override
    public Matrix read(Path file, String part, PairsReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals("PAIRS", file);
        refusals.refusePart(part);
        return new PairsReader(refusals, options, store, progress).read();
    }
}

package org.chiasma.genomics.internal.alignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.bgzf.EndMarker;
import org.chiasma.text.Refusals;

/** Reads aligned reads as a matrix of rows x bins. */
public final class AlignmentReader {
    private final Refusals refusals;
    private final AlignmentOptions options;
    private final EndMarker endMarker;
    private final MatrixStore store;
    private final Progress progress;

    /**
     * @param refusals of the file, of the family {@code BAM} or {@code CRAM}
     * @param endMarker what becomes of a file without it
     */
    public AlignmentReader(
            Refusals refusals, AlignmentOptions options, EndMarker endMarker, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.endMarker = endMarker;
        this.store = store;
        this.progress = progress;
    }

    /** Reads a BAM file. */
    public Matrix bam() throws IOException {
        begin();
        try (AlignedReads reads = BamReads.open(refusals, endMarker, progress)) {
            return new BinnedReads(refusals, options, store, progress).gather(reads);
        }
    }

    /**
     * Reads a CRAM file.
     *
     * @param reference FASTA file that the reads are compressed against
     */
    public Matrix cram(Optional<Path> reference) throws IOException {
        begin();
        try (AlignedReads reads = CramReads.open(refusals, reference, endMarker, progress)) {
            return new BinnedReads(refusals, options, store, progress).gather(reads);
        }
    }

    private void begin() throws IOException {
        progress.begin("reading " + refusals.file().getFileName(), Files.size(refusals.file()));
    }
}

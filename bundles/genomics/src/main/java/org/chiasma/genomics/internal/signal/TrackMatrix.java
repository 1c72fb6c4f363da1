package org.chiasma.genomics.internal.signal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.text.Refusals;

/**
 * The matrix that a file of signals becomes: one row, or one for each part of the bins, by bins. Rows are the axis {@code
 * tracks}, columns the axis {@code bins}. A matrix in which nothing is missing says so.
 */
final class TrackMatrix {
    private static final Pattern ENDING =
            Pattern.compile("(?i)(\\.(bed|narrowpeak|broadpeak|bedgraph|bg|bdg|bw|bigwig))*(\\.gz)?$");

    private final Refusals refusals;
    private final SignalOptions options;
    private final Progress progress;
    private final Bins bins;
    private final Bins cells;
    private final BinStatistics statistics;

    /**
     * An empty one over the bins that the options ask for.
     *
     * @param contigs the file's
     * @param axes bins of matrices
     * @throws UsageException {@code E-BINS-MISSING} if the options name no bins
     * @throws org.chiasma.api.DataException {@code E-BINS-*}, {@code E-CONTIG-MISMATCH}
     */
    TrackMatrix(
            Refusals refusals, SignalOptions options, Contigs contigs, BinsOption.AxisSource axes, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.progress = progress;
        demandBins(refusals, options);
        Regions regions = Regions.of(options.region(), options.regionsFile(), progress);
        this.bins = BinsOption.parse(options.bins(), axes).resolve(contigs, regions, options.contigAlias(), progress);
        if (bins.count() == 0) {
            throw refusals.family("BINS")
                    .whole("EMPTY", "found no bin in the regions, expected at least one; use other regions");
        }
        checkPlaces(contigs);
        this.cells = bins.cut(options.subBins());
        this.statistics = new BinStatistics(cells, options.statistic(), options.absent());
    }

    /** Refuses options without bins, before a file is read for nothing. */
    static void demandBins(Refusals refusals, SignalOptions options) {
        if (options.bins().isEmpty()) {
            throw new UsageException(
                    "E-BINS-MISSING",
                    refusals.file() + ": found no option bins, expected the bins that become columns; pass for example "
                            + "bins=10k, bins=peaks.bed or bins=genes.gtf");
        }
    }

    /** What takes the values. */
    BinStatistics statistics() {
        return statistics;
    }

    /** All bins in their parts. */
    Bins cells() {
        return cells;
    }

    /** The matrix of what was gathered. */
    Matrix build(MatrixStore store) {
        int parts = options.subBins();
        Axis columns = bins.axis("bins");
        long missing = 0;
        for (int i = 0; i < cells.count(); i++) {
            missing += Double.isNaN(statistics.of(i)) ? 1 : 0;
        }
        if (missing > 0) {
            progress.note(refusals.file() + ": " + missing + " of " + cells.count()
                    + " entries are missing: bins in which no base has a value");
        }
        MatrixSpec spec = MatrixSpec.dense(tracks(), columns)
                .withElementType(options.type())
                .withMissing(missing > 0 ? MissingValue.NAN : MissingValue.NONE);
        double[] row = new double[bins.count()];
        try (MatrixDraft draft = store.create(spec)) {
            for (int k = 0; k < parts; k++) {
                progress.checkCancelled();
                for (int i = 0; i < row.length; i++) {
                    row[i] = statistics.of(i * parts + k);
                }
                draft.writeRow(k, row, 0);
            }
            return draft.seal();
        }
    }

    private Axis tracks() {
        String name = options.track().orElseGet(() -> ENDING.matcher(
                        Optional.ofNullable(refusals.file().getFileName())
                                .map(Path::toString)
                                .orElse(""))
                .replaceFirst(""));
        List<String> labels = new ArrayList<>();
        for (int k = 1; k <= options.subBins(); k++) {
            labels.add(options.subBins() == 1 ? name : name + "." + k);
        }
        return Axis.labelled("tracks", labels);
    }

    private void checkPlaces(Contigs contigs) {
        long elsewhere = 0;
        for (int i = 0; i < bins.count(); i++) {
            Region bin = bins.bin(i);
            long length = contigs.length(bin.contig());
            if (length != Contigs.UNKNOWN && bin.end() > length) {
                throw refusals.family("BINS")
                        .whole(
                                "BEYOND",
                                "found contig " + bin.contig() + " of length " + length
                                        + ", expected one that reaches bin " + bin
                                        + "; use bins of the same genome build");
            }
            elsewhere += contigs.contains(bin.contig()) ? 0 : 1;
        }
        if (elsewhere > 0) {
            progress.note(refusals.file() + ": " + elsewhere + " of " + Refusals.count(bins.count(), "bin")
                    + " are on contigs that the file does not have");
        }
    }
}

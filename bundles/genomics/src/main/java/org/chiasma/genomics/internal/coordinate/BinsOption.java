package org.chiasma.genomics.internal.coordinate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.coordinate.IntervalFile.Interval;
import org.chiasma.text.Refusals;

/**
 * The option {@code bins=}: a size in bases ({@code 1000}, {@code 10k}, {@code 1M}), a BED file of intervals, a GTF or GFF3
 * file of genes, or a matrix whose axis has bins.
 */
public final class BinsOption {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kKmM]?)");
    private static final Pattern GENES = Pattern.compile(".*\\.(gtf|gff|gff3)(\\.gz)?");
    private static final Pattern INTERVALS = Pattern.compile(".*\\.(bed|narrowpeak|broadpeak|bedgraph|bg|bdg)(\\.gz)?");

    private final String text;
    private final long size;
    private final Optional<AxisSource> axes;

    private BinsOption(String text, long size, Optional<AxisSource> axes) {
        this.text = text;
        this.size = size;
        this.axes = axes;
    }

    /** Gives the bins of matrices. */
    @FunctionalInterface
    public interface AxisSource {
        /** The bins that an axis of the matrix {@code reference} has. */
        Bins bins(String reference, Progress progress);
    }

    /**
     * Reads the written form; a file that is not of genes is BED, whatever its ending.
     *
     * @throws IllegalArgumentException if a size is 0
     */
    public static BinsOption parse(String text) {
        return parse(text, Optional.empty());
    }

    /**
     * Reads the written form; a file with the ending of no file of genes or intervals is a matrix.
     *
     * @throws IllegalArgumentException if a size is 0
     */
    public static BinsOption parse(String text, AxisSource axes) {
        return parse(text, Optional.of(axes));
    }

    private static BinsOption parse(String text, Optional<AxisSource> axes) {
        Matcher written = SIZE.matcher(text);
        if (!written.matches()) {
            return new BinsOption(text, 0, axes);
        }
        long unit =
                switch (written.group(2)) {
                    case "k", "K" -> 1000;
                    case "m", "M" -> 1_000_000;
                    default -> 1;
                };
        long size = Long.parseLong(written.group(1)) * unit;
        if (size == 0) {
            throw new IllegalArgumentException("--bins: found 0, expected a size in bases or a BED file");
        }
        return new BinsOption(text, size, axes);
    }

    /**
     * The bins, under the names that {@code contigs} has; of a size: over the regions, or over all contigs.
     *
     * @throws org.chiasma.api.DataException {@code E-BED-*} or {@code E-GENES-*} if the file is malformed, {@code
     *     E-CONTIG-MISMATCH} if none of its contigs is known, {@code E-BINS-*}
     */
    public Bins resolve(Contigs contigs, Regions regions, ContigAlias alias, Progress progress) {
        Regions wanted = regions.resolve(contigs, alias);
        if (size > 0) {
            return Bins.ofSize(size, contigs, wanted);
        }
        return fromFile(progress).resolve(contigs, alias).within(wanted);
    }

    private Bins fromFile(Progress progress) {
        String name = text.toLowerCase(Locale.ROOT);
        boolean genes = GENES.matcher(name).matches();
        if (!genes && axes.isPresent() && !INTERVALS.matcher(name).matches()) {
            return axes.get().bins(text, progress);
        }
        Path path = Path.of(text);
        try {
            if (genes) {
                return GeneAnnotation.read(new Refusals("GENES", path), progress);
            }
            List<Interval> intervals = IntervalFile.read(new Refusals("BED", path), progress);
            return Bins.of(
                    intervals.stream()
                            .map(interval -> new Region(interval.contig(), interval.start(), interval.end()))
                            .toList(),
                    List.of());
        } catch (IOException e) {
            throw new NoInputException("E-FILE-UNREADABLE", path + ": cannot be read: " + e + "; check the path", e);
        }
    }
}

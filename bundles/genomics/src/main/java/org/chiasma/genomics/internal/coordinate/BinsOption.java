package org.chiasma.genomics.internal.coordinate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.coordinate.IntervalFile.Interval;
import org.chiasma.text.Refusals;

/** The option {@code bins=}: a size in bases ({@code 1000}, {@code 10k}, {@code 1M}), or a BED file of intervals. */
public final class BinsOption {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kKmM]?)");

    private final long size;
    private final Optional<Path> file;

    private BinsOption(long size, Optional<Path> file) {
        this.size = size;
        this.file = file;
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if a size is 0
     */
    public static BinsOption parse(String text) {
        Matcher written = SIZE.matcher(text);
        if (!written.matches()) {
            return new BinsOption(0, Optional.of(Path.of(text)));
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
        return new BinsOption(size, Optional.empty());
    }

    /**
     * The bins, under the names that {@code contigs} has; of a size: over the regions, or over all contigs.
     *
     * @throws org.chiasma.api.DataException {@code E-BED-*} if the file is malformed, {@code E-CONTIG-MISMATCH} if none of
     *     its contigs is known, {@code E-BINS-*}
     */
    public Bins resolve(Contigs contigs, Regions regions, ContigAlias alias, Progress progress) {
        if (file.isEmpty()) {
            return Bins.ofSize(size, contigs, regions.resolve(contigs, alias));
        }
        Path path = file.get();
        try {
            List<Interval> intervals = IntervalFile.read(new Refusals("BED", path), progress);
            Regions wanted = regions.resolve(contigs, alias);
            return Bins.of(
                            intervals.stream()
                                    .map(interval -> new Region(interval.contig(), interval.start(), interval.end()))
                                    .toList(),
                            List.of())
                    .resolve(contigs, alias)
                    .within(wanted);
        } catch (IOException e) {
            throw new NoInputException("E-FILE-UNREADABLE", path + ": cannot be read: " + e + "; check the path", e);
        }
    }
}

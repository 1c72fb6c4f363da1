package org.chiasma.genomics.internal.contact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.text.Refusals;

/**
 * Reads a contact map from a .hic file of version 8 or 9. Only the blocks that the regions need are read; beside the
 * matrix, memory holds one of them.
 */
public final class HicReader {
    private final Refusals refusals;
    private final HicReadOptions options;
    private final MatrixStore store;
    private final Progress progress;
    private long behindTheEnd;

    /** Reads the file of {@code refusals}. */
    public HicReader(Refusals refusals, HicReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /**
     * Consecutive bins of one chromosome on an axis.
     *
     * @param chromosome its number
     * @param bins all that the chromosome has
     * @param first the first that is on the axis
     * @param count how many are
     * @param offset position of the first on the axis
     * @param divisors by bin of the chromosome; all one when nothing is normalized
     */
    private record Span(int chromosome, int bins, int first, int count, int offset, double[] divisors) {
        double divisor(int position) {
            return divisors.length == 0 ? 1 : divisors[first + position];
        }

        /** Whether a bin is left out by the normalization: its divisor is NaN, zero or infinite. */
        boolean isMissing(int position) {
            return !(Math.abs(divisor(position)) > 0 && Math.abs(divisor(position)) < Double.POSITIVE_INFINITY);
        }
    }

    /** An axis and the chromosomes on it. */
    private record Side(Axis axis, List<Span> spans) {
        boolean[] missing() {
            boolean[] missing = new boolean[Math.toIntExact(axis.size())];
            for (Span span : spans) {
                for (int i = 0; i < span.count; i++) {
                    missing[span.offset + i] = span.isMissing(i);
                }
            }
            return missing;
        }
    }

    /**
     * The contacts: symmetric, or of the bins of {@code region} with those of {@code region2}.
     *
     * @throws DataException {@code E-HIC-*}, {@code E-CONTIG-MISMATCH}, {@code E-REGION-BEYOND}, {@code E-BINS-COUNT}
     */
    public Matrix read() throws IOException {
        try (HicInput in = HicInput.open(refusals)) {
            HicHeader header = HicHeader.read(in);
            int resolution = resolution(header);
            boolean normalized = options.normalization() != HicNormalization.NONE;
            HicFooter footer = HicFooter.read(in, header, normalized);
            Side rows = side(options.region(), resolution, header, footer);
            boolean rectangle = options.region2().isPresent();
            Side columns = rectangle ? side(options.region2(), resolution, header, footer) : rows;
            boolean[] missingRows = rows.missing();
            boolean[] missingColumns = columns.missing();
            boolean anyMissing = any(missingRows) || any(missingColumns);
            MatrixSpec spec = MatrixSpec.dense(rows.axis, columns.axis)
                    .withLayout(rectangle ? Layout.DENSE : Layout.PACKED_SYMMETRIC)
                    .withElementType(options.type())
                    .withMissing(anyMissing ? MissingValue.NAN : MissingValue.NONE);
            try (MatrixDraft draft = store.create(spec)) {
                if (anyMissing) {
                    writeMissing(draft, missingRows, missingColumns);
                }
                readContacts(in, header, footer, resolution, rows, columns, draft, rectangle);
                if (behindTheEnd > 0) {
                    progress.note(refusals.file() + ": " + behindTheEnd
                            + " pairs of bins left out that lie at the very end of a contig, behind its last bin");
                }
                return draft.seal();
            }
        }
    }

    private int resolution(HicHeader header) {
        List<Integer> present = header.resolutions();
        if (options.resolution().isEmpty()) {
            if (present.size() == 1) {
                return present.get(0);
            }
            throw refusals.whole(
                    "RESOLUTION",
                    "found " + Refusals.count(present.size(), "resolution") + " (" + joined(present)
                            + "), expected the one to read; pass resolution=N");
        }
        int wanted = options.resolution().get();
        if (!present.contains(wanted)) {
            throw refusals.whole(
                    "RESOLUTION",
                    "found the resolutions " + joined(present) + ", expected " + wanted
                            + "; pass resolution= with one of them");
        }
        return wanted;
    }

    private static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private Side side(Optional<String> region, int resolution, HicHeader header, HicFooter footer) throws IOException {
        Contigs contigs = header.contigs(refusals.file().toString());
        Regions regions = region.isEmpty()
                ? Regions.ALL
                : Regions.of(List.of(Region.parse(region.get()))).resolve(contigs, options.contigAlias());
        Bins bins = Bins.ofSize(resolution, contigs, regions);
        if (bins.count() == 0) {
            throw refusals.whole("EMPTY", "found no chromosome, expected at least one; get the file again");
        }
        List<Span> spans = new ArrayList<>();
        List<String> without = new ArrayList<>();
        int offset = 0;
        for (String contig : bins.contigs()) {
            int chromosome = header.names().indexOf(contig);
            int all = Math.toIntExact((contigs.length(contig) + resolution - 1) / resolution);
            int first = Math.toIntExact(bins.bin(offset).start() / resolution);
            int count = 0;
            while (offset + count < bins.count()
                    && bins.bin(offset + count).contig().equals(contig)) {
                count++;
            }
            Optional<double[]> divisors = divisors(chromosome, all, resolution, footer);
            if (divisors.isEmpty()) {
                without.add(contig);
            }
            spans.add(new Span(chromosome, all, first, count, offset, divisors.orElseGet(() -> missing(all))));
            offset += count;
        }
        requireVectors(without, spans.size(), resolution, footer);
        return new Side(bins.axis("bins"), spans);
    }

    private Optional<double[]> divisors(int chromosome, int bins, int resolution, HicFooter footer) throws IOException {
        return options.normalization() == HicNormalization.NONE
                ? Optional.of(new double[0])
                : footer.vector(options.normalization().name(), chromosome, resolution, bins);
    }

    private static double[] missing(int bins) {
        double[] divisors = new double[bins];
        Arrays.fill(divisors, Double.NaN);
        return divisors;
    }

    private void requireVectors(List<String> without, int chromosomes, int resolution, HicFooter footer) {
        if (without.isEmpty()) {
            return;
        }
        if (without.size() == chromosomes) {
            List<String> present = footer.vectorTypes(resolution);
            throw refusals.whole(
                    "NORMALIZATION",
                    "found " + (present.isEmpty() ? "no normalization" : "the normalizations " + joined(present))
                            + " at resolution " + resolution + ", expected "
                            + options.normalization().name() + " of "
                            + joined(without.subList(0, Math.min(3, without.size())))
                            + (without.size() > 3 ? ", ..." : "") + "; pass normalization=none or one of them");
        }
        progress.note(refusals.file() + ": no " + options.normalization().name() + " vector of "
                + Refusals.count(without.size(), "contig") + " (" + joined(without) + "); their bins are missing");
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    private static void writeMissing(MatrixDraft draft, boolean[] rows, boolean[] columns) {
        double[] normal = new double[columns.length];
        for (int j = 0; j < columns.length; j++) {
            normal[j] = columns[j] ? Double.NaN : 0;
        }
        double[] none = missing(columns.length);
        for (int i = 0; i < rows.length; i++) {
            draft.writeRow(i, rows[i] ? none : normal, 0);
        }
    }

    private void readContacts(
            HicInput in,
            HicHeader header,
            HicFooter footer,
            int resolution,
            Side rows,
            Side columns,
            MatrixDraft draft,
            boolean rectangle)
            throws IOException {
        long pairs = rectangle ? 1 : (long) rows.spans.size() * (rows.spans.size() + 1) / 2;
        progress.begin("reading " + refusals.file().getFileName(), pairs);
        HicBlock block = new HicBlock(in, header.version());
        CellWriter writer = new CellWriter(draft);
        for (int i = 0; i < rows.spans.size(); i++) {
            for (int j = rectangle ? 0 : i; j < columns.spans.size(); j++) {
                progress.checkCancelled();
                readPair(
                        in,
                        header,
                        footer,
                        resolution,
                        rows.spans.get(i),
                        columns.spans.get(j),
                        block,
                        writer,
                        rectangle);
                progress.advance(1);
            }
        }
    }

    private void readPair(
            HicInput in,
            HicHeader header,
            HicFooter footer,
            int resolution,
            Span row,
            Span column,
            HicBlock block,
            CellWriter writer,
            boolean rectangle)
            throws IOException {
        boolean turned = row.chromosome > column.chromosome;
        Span one = turned ? column : row;
        Span other = turned ? row : column;
        Optional<Long> position = footer.matrix(one.chromosome, other.chromosome);
        if (position.isEmpty()) {
            return;
        }
        Optional<HicMatrix> matrix =
                HicMatrix.read(in, header.version(), position.get(), one.chromosome, other.chromosome, resolution);
        if (matrix.isEmpty()) {
            return;
        }
        boolean same = one.chromosome == other.chromosome;
        long cells = (long) one.bins * other.bins + one.bins;
        HicMatrix.Extent extent = new HicMatrix.Extent(
                one.first, (long) one.first + one.count, other.first, (long) other.first + other.count);
        for (HicMatrix.Place place : matrix.get().blocks(extent)) {
            progress.checkCancelled();
            block.read(place, cells);
            behindTheEnd += requireInside(in, place, block, one, other, header, resolution);
            place(
                    block,
                    turned ? block.y : block.x,
                    turned ? block.x : block.y,
                    row,
                    column,
                    writer,
                    same && !rectangle);
            if (same && rectangle) {
                place(block, block.y, block.x, row, column, writer, false);
            }
        }
    }

    /**
     * Refuses contacts behind the end. A position that is the very length of a contig may have a bin of its own, as positions
     * counted from 1 were divided by the bin size; such contacts are counted.
     */
    private static long requireInside(
            HicInput in,
            HicMatrix.Place place,
            HicBlock block,
            Span one,
            Span other,
            HicHeader header,
            int resolution) {
        long atTheEnd = 0;
        for (int i = 0; i < block.count; i++) {
            int x = block.x[i];
            int y = block.y[i];
            if (x < 0 || x >= one.bins || y < 0 || y >= other.bins) {
                boolean wrong = x < 0
                        || y < 0
                        || x > header.lengths().get(one.chromosome) / resolution
                        || y > header.lengths().get(other.chromosome) / resolution;
                if (wrong) {
                    throw in.refuse(
                            "CONTACT",
                            place.position(),
                            "block " + place.number() + ": found a contact of bins " + x + " and " + y
                                    + ", expected bins below " + one.bins + " of "
                                    + header.names().get(one.chromosome) + " and " + other.bins + " of "
                                    + header.names().get(other.chromosome) + "; get the file again");
                }
                atTheEnd++;
            }
        }
        return atTheEnd;
    }

    /** Hands over the contacts whose bins are in both spans; folded above the diagonal when {@code folded}. */
    private static void place(
            HicBlock block, int[] rowBins, int[] columnBins, Span row, Span column, CellWriter writer, boolean folded) {
        writer.begin(row.count, row.offset, column.offset);
        for (int i = 0; i < block.count; i++) {
            boolean swapped = folded && rowBins[i] > columnBins[i];
            int r = (swapped ? columnBins[i] : rowBins[i]) - row.first;
            int c = (swapped ? rowBins[i] : columnBins[i]) - column.first;
            if (r >= 0 && r < row.count && c >= 0 && c < column.count) {
                boolean missing = row.isMissing(r) || column.isMissing(c);
                double value = block.values[i];
                writer.add(r, c, missing ? Double.NaN : value / (row.divisor(r) * column.divisor(c)));
            }
        }
        writer.flush();
    }
}

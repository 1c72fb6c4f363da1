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
    private static final int NAMES_SHOWN = 3;
    private static final int MOST_BINS = 1 << 20;

    private final Refusals refusals;
    private final HicReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    /** Reads the file of {@code refusals}. */
    public HicReader(Refusals refusals, HicReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /**
     * The contacts: symmetric, or of the bins of {@code region} with those of {@code region2}.
     *
     * @throws DataException {@code E-HIC-*}, {@code E-CONTIG-MISMATCH}, {@code E-REGION-BEYOND}, {@code E-BINS-COUNT}
     */
    public Matrix read() throws IOException {
        try (HicInput in = HicInput.open(refusals)) {
            return new Reading(in).read();
        }
    }

    /** An axis and the chromosomes on it. */
    private record Side(Axis axis, List<BinSpan> spans) {
        boolean[] missing() {
            boolean[] missing = new boolean[Math.toIntExact(axis.size())];
            for (BinSpan span : spans) {
                for (int i = 0; i < span.count; i++) {
                    missing[span.offset + i] = span.isMissing(i);
                }
            }
            return missing;
        }
    }

    /** One reading of the open file. */
    private final class Reading {
        private final HicInput in;
        private final HicHeader header;
        private final int resolution;
        private final HicFooter footer;
        private final HicBlock block;
        private final boolean rectangle = options.region2().isPresent();
        private long behindTheEnd;

        Reading(HicInput in) throws IOException {
            this.in = in;
            this.header = HicHeader.read(in);
            this.resolution = resolution();
            this.footer = HicFooter.read(in, header, options.normalization() != HicNormalization.NONE);
            this.block = new HicBlock(in, header.version());
        }

        Matrix read() throws IOException {
            Side rows = side(options.region());
            Side columns = rectangle ? side(options.region2()) : rows;
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
                readContacts(rows, columns, new CellWriter(draft));
                return draft.seal();
            }
        }

        private int resolution() {
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

        private Side side(Optional<String> region) throws IOException {
            Contigs contigs = header.contigs(refusals.file().toString());
            Regions regions = region.isEmpty()
                    ? Regions.ALL
                    : Regions.of(List.of(Region.parse(region.get()))).resolve(contigs, options.contigAlias());
            requireFew(contigs, regions);
            Bins bins = Bins.ofSize(resolution, contigs, regions);
            if (bins.count() == 0) {
                throw refusals.whole("EMPTY", "found no chromosome, expected at least one; get the file again");
            }
            List<BinSpan> spans = new ArrayList<>();
            List<String> without = new ArrayList<>();
            int offset = 0;
            while (offset < bins.count()) {
                String contig = bins.bin(offset).contig();
                int count = 1;
                while (offset + count < bins.count()
                        && bins.bin(offset + count).contig().equals(contig)) {
                    count++;
                }
                int chromosome = header.names().indexOf(contig);
                int all = bins(contigs.length(contig));
                Optional<double[]> divisors = divisors(chromosome, all);
                if (divisors.isEmpty()) {
                    without.add(contig);
                }
                spans.add(new BinSpan(
                        chromosome, all, (int) (bins.bin(offset).start() / resolution), count, offset, divisors));
                offset += count;
            }
            requireVectors(without, spans.size());
            return new Side(bins.axis("bins"), spans);
        }

        private int bins(long length) {
            return (int) Math.min(Integer.MAX_VALUE - 8, (length + resolution - 1) / resolution);
        }

        /** Before a bin is made: a length may be wrong, and labels take memory as well. */
        private void requireFew(Contigs contigs, Regions regions) {
            long bases = regions.isAll()
                    ? contigs.names().stream().mapToLong(contigs::length).sum()
                    : regions.list().stream()
                            .mapToLong(region -> region.end() - region.start())
                            .sum();
            if (bases / resolution > MOST_BINS) {
                throw refusals.whole(
                        "BINS",
                        "found " + bases / resolution + " bins of " + resolution + " bases, expected at most "
                                + MOST_BINS + "; pass a region, or a larger resolution");
            }
        }

        private Optional<double[]> divisors(int chromosome, int bins) throws IOException {
            return options.normalization() == HicNormalization.NONE
                    ? Optional.of(new double[0])
                    : footer.vector(options.normalization().name(), chromosome, resolution, bins);
        }

        private void requireVectors(List<String> without, int chromosomes) {
            if (without.isEmpty()) {
                return;
            }
            String type = options.normalization().name();
            if (without.size() == chromosomes) {
                List<String> present = footer.vectorTypes(resolution);
                throw refusals.whole(
                        "NORMALIZATION",
                        "found " + (present.isEmpty() ? "no normalization" : "the normalizations " + joined(present))
                                + " at resolution " + resolution + ", expected " + type + " of "
                                + joined(without.subList(0, Math.min(NAMES_SHOWN, without.size())))
                                + (without.size() > NAMES_SHOWN ? ", ..." : "")
                                + "; pass normalization=none, or one that these contigs have");
            }
            progress.note(refusals.file() + ": no " + type + " vector of " + Refusals.count(without.size(), "contig")
                    + " (" + joined(without) + "); their bins are missing");
        }

        private void readContacts(Side rows, Side columns, CellWriter writer) throws IOException {
            int n = rows.spans.size();
            progress.begin("reading " + refusals.file().getFileName(), rectangle ? 1 : (long) n * (n + 1) / 2);
            for (int i = 0; i < n; i++) {
                for (int j = rectangle ? 0 : i; j < columns.spans.size(); j++) {
                    progress.checkCancelled();
                    readPair(rows.spans.get(i), columns.spans.get(j), writer);
                    progress.advance(1);
                }
            }
            if (behindTheEnd > 0) {
                progress.note(refusals.file() + ": " + behindTheEnd
                        + " pairs of bins left out that lie at the very end of a contig, behind its last bin");
            }
        }

        private void readPair(BinSpan row, BinSpan column, CellWriter writer) throws IOException {
            boolean turned = row.chromosome > column.chromosome;
            BinSpan one = turned ? column : row;
            BinSpan other = turned ? row : column;
            Optional<Long> position = footer.matrix(one.chromosome, other.chromosome);
            Optional<HicMatrix> matrix = position.isEmpty()
                    ? Optional.empty()
                    : HicMatrix.read(
                            in, header.version(), position.get(), one.chromosome, other.chromosome, resolution);
            if (matrix.isEmpty()) {
                return;
            }
            boolean same = one.chromosome == other.chromosome;
            long cells = (long) one.all * other.all + one.all;
            HicMatrix.Extent extent = new HicMatrix.Extent(
                    one.first, (long) one.first + one.count, other.first, (long) other.first + other.count);
            for (HicMatrix.Place place : matrix.get().blocks(extent)) {
                progress.checkCancelled();
                block.read(place, cells);
                requireInside(place, one, other);
                if (same && rectangle) {
                    scatter(block.y, row, block.x, column, false, writer);
                }
                if (turned) {
                    scatter(block.y, row, block.x, column, false, writer);
                } else {
                    scatter(block.x, row, block.y, column, same && !rectangle, writer);
                }
            }
        }

        /**
         * Refuses contacts behind the end. A position that is the very length of a contig may have a bin of its own, as
         * positions counted from 1 were divided by the bin size; such contacts are counted.
         */
        private void requireInside(HicMatrix.Place place, BinSpan one, BinSpan other) {
            long endX = header.lengths().get(one.chromosome) / resolution;
            long endY = header.lengths().get(other.chromosome) / resolution;
            for (int i = 0; i < block.count; i++) {
                int x = block.x[i];
                int y = block.y[i];
                if (x < 0 || x > endX || y < 0 || y > endY) {
                    throw in.refuse(
                            "CONTACT",
                            place.position(),
                            "block " + place.number() + ": found a contact of bins " + x + " and " + y
                                    + ", expected bins below " + one.all + " of "
                                    + header.names().get(one.chromosome) + " and " + other.all + " of "
                                    + header.names().get(other.chromosome) + "; get the file again");
                }
                behindTheEnd += x >= one.all || y >= other.all ? 1 : 0;
            }
        }

        /** Hands over the contacts whose bins are in both spans; folded above the diagonal when {@code folded}. */
        private void scatter(
                int[] rowBins, BinSpan row, int[] columnBins, BinSpan column, boolean folded, CellWriter writer) {
            writer.begin(row.offset, column.offset);
            for (int i = 0; i < block.count; i++) {
                boolean swapped = folded && rowBins[i] > columnBins[i];
                int r = (swapped ? columnBins[i] : rowBins[i]) - row.first;
                int c = (swapped ? rowBins[i] : columnBins[i]) - column.first;
                if (r >= 0 && r < row.count && c >= 0 && c < column.count) {
                    boolean missing = row.isMissing(r) || column.isMissing(c);
                    writer.add(r, c, missing ? Double.NaN : block.values[i] / (row.divisor(r) * column.divisor(c)));
                }
            }
            writer.flush();
        }
    }

    private static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static double[] missing(int bins) {
        double[] divisors = new double[bins];
        Arrays.fill(divisors, Double.NaN);
        return divisors;
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
}

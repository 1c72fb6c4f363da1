package org.chiasma.genomics.internal.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.EnumDataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Reads contact maps of cooler (Abdennur and Mirny 2020, schema 2 and 3): bins by bins, symmetric, packed. Pixels that are not
 * stored are zero; the rows and columns of bins whose weight is NaN are missing. Of a region only the pixels of its bins are
 * read, which {@code indexes/bin1_offset} finds. A map stored as square comes out dense.
 */
public final class CoolReader {
    private static final String WEIGHT = "weight";
    private static final Set<String> DIVISORS = Set.of("KR", "VC", "VC_SQRT");
    private static final Set<String> PLACES = Set.of("chrom", "start", "end");

    private final Refusals refusals;
    private final CoolReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    /** Reads the file of {@code refusals}. */
    public CoolReader(Refusals refusals, CoolReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /** The map of {@code part}, such as {@code resolutions/10000}; empty for the only one. */
    public Matrix read(String part) throws IOException {
        try (Hdf5File file = Hdf5File.open(refusals)) {
            List<String> maps = maps(file);
            if (maps.isEmpty()) {
                throw file.layout("no group with bins, pixels and indexes", "a contact map of cooler");
            }
            if (!maps.contains(part) && !(part.isEmpty() && maps.size() == 1)) {
                throw file.part(part, maps);
            }
            return map(file, part.isEmpty() ? maps.get(0) : part);
        }
    }

    private static List<String> maps(Hdf5File file) {
        if (isMap(file, "")) {
            return List.of("");
        }
        List<String> maps = new ArrayList<>();
        for (String name : file.names("")) {
            if (isMap(file, name)) {
                maps.add(name);
                continue;
            }
            file.names(name).stream()
                    .map(inner -> name + "/" + inner)
                    .filter(path -> isMap(file, path))
                    .forEach(maps::add);
        }
        return maps;
    }

    private static boolean isMap(Hdf5File file, String path) {
        String in = path.isEmpty() ? "" : path + "/";
        return file.hasDataset(in + "bins/chrom")
                && file.hasDataset(in + "pixels/bin2_id")
                && file.hasDataset(in + "indexes/bin1_offset");
    }

    private Matrix map(Hdf5File file, String path) throws IOException {
        String in = path.isEmpty() ? "" : path + "/";
        List<String> contigs = Texts.read(file, in + "chroms/name");
        NumberArray chrom = NumberArray.of(file, in + "bins/chrom");
        int count = Math.toIntExact(chrom.rows());
        chrom.demandVector(count);
        double[] contigOf = chrom.all();
        double[] starts = NumberArray.vector(file, in + "bins/start", count);
        double[] ends = NumberArray.vector(file, in + "bins/end", count);
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = contig(file, in, contigs, contigOf[i], i);
            if (!(starts[i] >= 0 && starts[i] < ends[i])) {
                throw bins("bin " + i + " from " + (long) starts[i] + " to " + (long) ends[i], "0 <= start < end");
            }
        }
        int[] chosen = chosen(contigs(file, in, contigs), names, starts, ends);
        double @Nullable [] weights = weights(file, in, count);
        boolean square =
                file.text(path, "storage-mode").orElse("symmetric-upper").equals("square");
        Axis axis = axis(names, starts, ends, weights, chosen);
        NumberArray counts = NumberArray.of(file, in + "pixels/count");
        boolean whole = weights == null && !counts.kind().floating();
        MatrixSpec spec = MatrixSpec.dense(axis, axis)
                .withElementType(options.type())
                .withLayout(square ? Layout.DENSE : Layout.PACKED_SYMMETRIC)
                .withMissing(whole ? MissingValue.NONE : MissingValue.NAN);
        DenseReader.refuseEmpty(refusals, spec);
        double[] chosenWeights = weights == null
                ? new double[0]
                : Arrays.stream(chosen).mapToDouble(i -> weights[i]).toArray();
        return new Pixels(file, in, counts, chosen, count, square).read(spec, chosenWeights);
    }

    private String contig(Hdf5File file, String in, List<String> contigs, double code, int bin) {
        if (code >= 0 && code < contigs.size()) {
            return contigs.get((int) code);
        }
        Dataset dataset = file.dataset(in + "bins/chrom");
        String name = dataset.getDataType() instanceof EnumDataType codes
                ? codes.getEnumMapping().get((int) code)
                : null;
        if (name == null) {
            throw bins(
                    "bin " + bin + " on contig number " + (long) code,
                    "0 to " + (contigs.size() - 1) + " as in chroms");
        }
        return name;
    }

    private Contigs contigs(Hdf5File file, String in, List<String> names) throws IOException {
        double[] lengths = NumberArray.vector(file, in + "chroms/length", names.size());
        Map<String, Long> contigs = new LinkedHashMap<>();
        for (int i = 0; i < lengths.length; i++) {
            contigs.put(names.get(i), (long) lengths[i]);
        }
        return new Contigs(refusals.file().toString(), contigs);
    }

    private int[] chosen(Contigs contigs, String[] names, double[] starts, double[] ends) {
        Regions regions =
                Regions.of(options.region(), Optional.empty(), progress).resolve(contigs, options.contigAlias());
        int[] chosen = IntStream.range(0, names.length)
                .filter(i -> regions.overlap(names[i], (long) starts[i], (long) ends[i]))
                .toArray();
        if (chosen.length == 0 && names.length > 0) {
            Region first = regions.list().get(0);
            int[] there = IntStream.range(0, names.length)
                    .filter(i -> names[i].equals(first.contig()))
                    .toArray();
            throw refusals.whole(
                    "REGION",
                    "found no bin in region " + first + ", expected one of "
                            + (there.length == 0
                                    ? names[0] + ":" + ((long) starts[0] + 1) + " onwards"
                                    : first.contig() + ":" + ((long) starts[there[0]] + 1) + "-"
                                            + (long) ends[there[there.length - 1]])
                            + "; correct the region");
        }
        return chosen;
    }

    private double @Nullable [] weights(Hdf5File file, String in, int count) throws IOException {
        if (options.weights() == Balancing.NONE) {
            return null;
        }
        String column = options.weightColumn().orElse(WEIGHT);
        if (PLACES.contains(column) || !file.hasDataset(in + "bins/" + column)) {
            if (options.weights() == Balancing.AUTO && options.weightColumn().isEmpty()) {
                progress.note(refusals.file() + ": no bins/weight; counts are not balanced");
                return null;
            }
            List<String> columns = file.names(in + "bins").stream()
                    .filter(name -> !PLACES.contains(name))
                    .toList();
            throw refusals.whole(
                    "WEIGHT",
                    "found no weights " + Refusals.shown(column) + " of the bins, expected "
                            + (columns.isEmpty()
                                    ? "a column, of which the file has none; pass weights=none"
                                    : "one of " + String.join(", ", columns) + "; pass weight-column=" + columns.get(0)
                                            + ", or weights=none"));
        }
        double[] weights = NumberArray.vector(file, in + "bins/" + column, count);
        boolean divide = options.weights() == Balancing.DIVIDE
                || (options.weights() == Balancing.AUTO && DIVISORS.contains(column));
        long masked = Arrays.stream(weights).filter(Double::isNaN).count();
        progress.note(refusals.file() + ": counts are " + (divide ? "divided" : "multiplied") + " by bins/" + column
                + " of both bins; " + masked + " of " + count + " bins are masked");
        return divide ? Arrays.stream(weights).map(weight -> 1 / weight).toArray() : weights;
    }

    private static Axis axis(
            String[] names, double[] starts, double[] ends, double @Nullable [] weights, int[] chosen) {
        List<String> labels = new ArrayList<>();
        List<String> contig = new ArrayList<>();
        List<String> start = new ArrayList<>();
        List<String> end = new ArrayList<>();
        List<String> weight = new ArrayList<>();
        for (int i : chosen) {
            contig.add(names[i]);
            start.add(Long.toString((long) starts[i]));
            end.add(Long.toString((long) ends[i]));
            labels.add(names[i] + ":" + (long) starts[i] + "-" + (long) ends[i]);
            weight.add(weights == null ? "" : Texts.number(weights[i], false));
        }
        List<MetadataColumn> metadata = new ArrayList<>(List.of(
                new MetadataColumn("contig", contig),
                new MetadataColumn("start", start),
                new MetadataColumn("end", end)));
        if (weights != null) {
            metadata.add(new MetadataColumn(WEIGHT, weight));
        }
        long distinct = labels.stream().distinct().count();
        return (distinct == labels.size() ? Axis.labelled("bins", labels) : Axis.anonymous("bins", labels.size()))
                .withMetadata(metadata);
    }

    private DataException bins(String found, String expected) {
        return refusals.whole("BINS", "found " + found + ", expected " + expected + "; write the file again");
    }

    /** The pixels of the chosen bins, row by row. */
    private final class Pixels {
        private final int[] chosen;
        private final boolean square;
        private final double[] offsets;
        private final NumberArray first;
        private final NumberArray second;
        private final NumberArray counts;
        private final int[] position;

        Pixels(Hdf5File file, String in, NumberArray counts, int[] chosen, int bins, boolean square)
                throws IOException {
            this.chosen = chosen;
            this.square = square;
            this.counts = counts;
            this.offsets = NumberArray.vector(file, in + "indexes/bin1_offset", bins + 1L);
            this.first = NumberArray.of(file, in + "pixels/bin1_id");
            this.second = NumberArray.of(file, in + "pixels/bin2_id");
            long stored = first.rows();
            first.demandVector(stored);
            second.demandVector(stored);
            counts.demandVector(stored);
            for (int i = 0; i < bins; i++) {
                if (!(offsets[i] >= 0
                        && offsets[i + 1] >= offsets[i]
                        && offsets[i + 1] <= stored
                        && offsets[i + 1] - offsets[i] <= bins)) {
                    throw pixel(
                            "bin1_offset from " + (long) offsets[i] + " to " + (long) offsets[i + 1],
                            i,
                            "ascending " + "offsets of at most " + bins + " pixels up to " + stored);
                }
            }
            if (offsets[0] != 0 || offsets[bins] != stored) {
                throw pixel("bin1_offset up to " + (long) offsets[bins], bins, "0 to " + stored);
            }
            this.position = new int[bins];
            Arrays.fill(position, -1);
            for (int i = 0; i < chosen.length; i++) {
                position[chosen[i]] = i;
            }
        }

        Matrix read(MatrixSpec spec, double[] weights) throws IOException {
            int n = chosen.length;
            double[] row = new double[n];
            double[] firsts = new double[position.length];
            double[] seconds = new double[position.length];
            double[] values = new double[position.length];
            progress.begin("reading " + refusals.file().getFileName(), n);
            try (MatrixDraft draft = store.create(spec)) {
                for (int i = 0; i < n; i++) {
                    Arrays.fill(row, 0);
                    long from = (long) offsets[chosen[i]];
                    int stored = (int) (offsets[chosen[i] + 1] - offsets[chosen[i]]);
                    first.readRows(from, stored, firsts, 0);
                    second.readRows(from, stored, seconds, 0);
                    counts.readRows(from, stored, values, 0);
                    fill(chosen[i], from, stored, firsts, seconds, values, row);
                    int start = square ? 0 : i;
                    for (int j = start; j < weights.length; j++) {
                        row[j] *= weights[i] * weights[j];
                    }
                    draft.writeBlock(i, start, 1, n - start, row, start, n);
                    if ((i & 63) == 0) {
                        progress.checkCancelled();
                    }
                    progress.advance(1);
                }
                return draft.seal();
            }
        }

        private void fill(
                int bin, long from, int stored, double[] firsts, double[] seconds, double[] values, double[] row) {
            double last = square ? -1 : bin - 1;
            for (int k = 0; k < stored; k++) {
                double other = seconds[k];
                if (firsts[k] != bin) {
                    throw pixel("bin1_id " + (long) firsts[k], from + k, bin + " by bin1_offset");
                }
                if (!(other > last && other < position.length)) {
                    throw pixel(
                            "bin2_id " + (long) other,
                            from + k,
                            "more than " + (long) last + ", in ascending order, " + "and less than " + position.length);
                }
                last = other;
                int at = position[(int) other];
                if (at >= 0) {
                    row[at] = values[k];
                }
            }
        }

        private DataException pixel(String found, long at, String expected) {
            return refusals.whole(
                    "PIXELS",
                    "found " + found + " at " + at + ", expected " + expected
                            + "; write the file again, for example with cooler load");
        }
    }
}

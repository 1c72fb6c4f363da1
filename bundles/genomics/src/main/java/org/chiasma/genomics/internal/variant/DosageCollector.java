package org.chiasma.genomics.internal.variant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.text.Refusals;

/**
 * Makes a dosage matrix of variants that come one by one: leaves out those that the options filter, fills missing
 * genotypes, labels both axes, and turns variants into columns where the rows are samples. Whole dosages are kept as one
 * byte each until then, so that memory stays near the matrix's own. Not safe for use by several threads.
 */
public final class DosageCollector implements AutoCloseable {
    /** Marks a missing call among bytes. */
    public static final byte MISSING_CALL = -1;

    private static final int TILE_VARIANTS = 500;
    private static final int TILE_SAMPLES = 64;

    private final GenotypeOptions options;
    private final SampleSelection samples;
    private final Refusals refusals;
    private final MatrixStore store;
    private final Progress progress;
    private final List<Variant> variants = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private final List<String> labels = new ArrayList<>();
    private final List<byte[]> calls = new ArrayList<>();
    private final Map<Integer, float[]> fractional = new HashMap<>();
    private final RowCollector rows;
    private final double[] row;
    private long missing;
    private long rare;
    private long sparse;
    private long repeated;

    /**
     * Starts without variants.
     *
     * @param samples those that every variant added has, in their order
     */
    public DosageCollector(
            GenotypeOptions options, SampleSelection samples, Refusals refusals, MatrixStore store, Progress progress) {
        this.options = options;
        this.samples = samples;
        this.refusals = refusals;
        this.store = store;
        this.progress = progress;
        this.rows = store.collectRows(samples.count(), options.type());
        this.row = new double[samples.count()];
    }

    /**
     * Adds a variant by whole dosages.
     *
     * @param dosages one for each sample, {@link #MISSING_CALL} where it is missing; kept, not copied
     * @param ploidy number of alleles of a sample, for the allele frequency
     * @throws org.chiasma.api.DataException {@code E-*-DUPVARIANT}, {@code E-*-MISSING}
     */
    public void add(Variant variant, byte[] dosages, int ploidy) {
        long sum = 0;
        int absent = 0;
        for (byte dosage : dosages) {
            sum += Math.max(0, dosage);
            absent += dosage < 0 ? 1 : 0;
        }
        if (!accept(variant, (double) sum, absent, ploidy)) {
            return;
        }
        double fill = absent > 0 ? fill(variant, dosages, (double) sum / Math.max(1, dosages.length - absent)) : 0;
        boolean whole = fill == Math.rint(fill) || Double.isNaN(fill);
        if (options.rows() == RowAxis.VARIANTS || !whole) {
            for (int i = 0; i < row.length; i++) {
                row[i] = dosages[i] < 0 ? fill : dosages[i];
            }
            keepRow();
            return;
        }
        if (absent > 0 && !Double.isNaN(fill)) {
            for (int i = 0; i < dosages.length; i++) {
                dosages[i] = dosages[i] < 0 ? (byte) fill : dosages[i];
            }
        }
        calls.add(dosages);
    }

    /**
     * Adds a variant by dosages that need not be whole.
     *
     * @param dosages one for each sample, NaN where it is missing; copied
     * @param ploidy number of alleles of a sample, for the allele frequency
     * @throws org.chiasma.api.DataException {@code E-*-DUPVARIANT}, {@code E-*-MISSING}
     */
    public void add(Variant variant, float[] dosages, int ploidy) {
        double sum = 0;
        int absent = 0;
        for (float dosage : dosages) {
            if (Float.isNaN(dosage)) {
                absent++;
            } else {
                sum += dosage;
            }
        }
        if (!accept(variant, sum, absent, ploidy)) {
            return;
        }
        double fill = 0;
        if (absent > 0) {
            byte[] rounded = new byte[dosages.length];
            for (int i = 0; i < dosages.length; i++) {
                rounded[i] = Float.isNaN(dosages[i]) ? MISSING_CALL : (byte) Math.round(dosages[i]);
            }
            fill = fill(variant, rounded, sum / Math.max(1, dosages.length - absent));
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = Float.isNaN(dosages[i]) ? fill : dosages[i];
        }
        keepRow();
    }

    /** Variants kept so far. */
    public int variantCount() {
        return variants.size();
    }

    /**
     * The matrix.
     *
     * @throws org.chiasma.api.DataException {@code E-*-NOVARIANT} if no variant is left
     */
    public Matrix seal() {
        if (variants.isEmpty()) {
            throw refusals.whole(
                    "NOVARIANT",
                    "found no variant that is asked for"
                            + (rare + sparse > 0
                                    ? " (" + rare + " below min-maf, " + sparse + " above max-missing)"
                                    : "")
                            + ", expected at least one; widen the region or the filters");
        }
        note();
        Axis variantAxis = variantAxis();
        Axis sampleAxis = Axis.labelled("samples", samples.names());
        boolean complete = missing == 0 || options.missing() != MissingGenotypes.NAN;
        MissingValue meaning = complete ? MissingValue.NONE : MissingValue.NAN;
        if (options.rows() == RowAxis.VARIANTS) {
            return rows.seal(MatrixSpec.dense(variantAxis, sampleAxis)
                    .withElementType(options.type())
                    .withMissing(meaning));
        }
        try (MatrixDraft draft = store.create(MatrixSpec.dense(sampleAxis, variantAxis)
                .withElementType(options.type())
                .withMissing(meaning))) {
            progress.begin("turning variants into columns", sampleAxis.size());
            int blocks = (samples.count() + TILE_SAMPLES - 1) / TILE_SAMPLES;
            IntStream.range(0, blocks).parallel().forEach(block -> turn(draft, block * TILE_SAMPLES));
            return draft.seal();
        }
    }

    @Override
    public void close() {
        rows.close();
    }

    private void turn(MatrixDraft draft, int firstSample) {
        progress.checkCancelled();
        int height = Math.min(TILE_SAMPLES, samples.count() - firstSample);
        double[] tile = new double[height * Math.min(TILE_VARIANTS, variants.size())];
        for (int first = 0; first < variants.size(); first += TILE_VARIANTS) {
            int width = Math.min(TILE_VARIANTS, variants.size() - first);
            for (int j = 0; j < width; j++) {
                byte[] whole = calls.get(first + j);
                if (whole.length == 0) {
                    float[] parts = Objects.requireNonNull(fractional.get(first + j));
                    for (int i = 0; i < height; i++) {
                        tile[i * width + j] = parts[firstSample + i];
                    }
                } else {
                    for (int i = 0; i < height; i++) {
                        byte dosage = whole[firstSample + i];
                        tile[i * width + j] = dosage < 0 ? Double.NaN : dosage;
                    }
                }
            }
            draft.writeBlock(firstSample, first, height, width, tile, 0, width);
        }
        progress.advance(height);
    }

    private boolean accept(Variant variant, double sum, int absent, int ploidy) {
        int present = samples.count() - absent;
        double frequency = present == 0 ? 0 : sum / ((double) ploidy * present);
        if (absent > options.maxMissing() * samples.count()) {
            sparse++;
            return false;
        }
        if (options.minMaf() > 0 && Math.min(frequency, 1 - frequency) < options.minMaf()) {
            rare++;
            return false;
        }
        String label = variant.label();
        int before = occurrences.merge(label, 1, Integer::sum) - 1;
        if (before > 0) {
            repeated++;
            if (options.duplicates() == DuplicateVariants.REFUSE) {
                throw refusals.whole(
                        "DUPVARIANT",
                        "found variant " + Refusals.shown(label)
                                + " twice, expected distinct positions and alleles; remove one, or pass "
                                + "duplicates=first or suffix");
            }
            if (options.duplicates() == DuplicateVariants.FIRST) {
                return false;
            }
        }
        missing += absent;
        variants.add(variant);
        labels.add(before > 0 ? label + "." + before : label);
        return true;
    }

    private double fill(Variant variant, byte[] rounded, double mean) {
        return switch (options.missing()) {
            case NAN -> Double.NaN;
            case ZERO -> 0;
            case MEAN -> mean;
            case MODE -> mode(rounded);
            case REFUSE ->
                throw refusals.whole(
                        "MISSING",
                        "found missing genotypes at " + variant.label()
                                + ", expected none with missing=refuse; fill them, or pass missing=nan, mean, mode or zero");
        };
    }

    private static double mode(byte[] dosages) {
        int[] counts = new int[Byte.MAX_VALUE + 1];
        for (byte dosage : dosages) {
            if (dosage >= 0) {
                counts[dosage]++;
            }
        }
        int mode = 0;
        for (int i = 1; i < counts.length; i++) {
            mode = counts[i] > counts[mode] ? i : mode;
        }
        return mode;
    }

    private void keepRow() {
        if (options.rows() == RowAxis.VARIANTS) {
            rows.append(row, 0);
            return;
        }
        float[] kept = new float[row.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (float) row[i];
        }
        fractional.put(calls.size(), kept);
        calls.add(new byte[0]);
    }

    private Axis variantAxis() {
        Set<String> taken = new HashSet<>();
        for (String label : labels) {
            if (!taken.add(label)) {
                throw refusals.whole(
                        "DUPVARIANT",
                        "found variant " + Refusals.shown(label) + " twice, expected distinct ones; rename one");
            }
        }
        return Axis.labelled("variants", labels)
                .withMetadata(List.of(
                        column("contig", variants.stream().map(Variant::contig).toArray(String[]::new)),
                        column(
                                "position",
                                variants.stream()
                                        .map(variant -> Long.toString(variant.position()))
                                        .toArray(String[]::new)),
                        column("id", variants.stream().map(Variant::identifier).toArray(String[]::new)),
                        column(
                                "reference",
                                variants.stream().map(Variant::reference).toArray(String[]::new)),
                        column(
                                "alternate",
                                variants.stream().map(Variant::alternate).toArray(String[]::new))));
    }

    private static MetadataColumn column(String name, String[] values) {
        return new MetadataColumn(name, Arrays.asList(values));
    }

    private void note() {
        long entries = (long) variants.size() * samples.count();
        if (missing > 0) {
            progress.note(refusals.file() + ": " + missing + " of " + entries + " genotypes are missing"
                    + (options.missing() == MissingGenotypes.NAN
                            ? ""
                            : ", filled by missing=" + options.missing().name().toLowerCase(java.util.Locale.ROOT)));
        }
        if (rare > 0) {
            progress.note(refusals.file() + ": " + rare + " variants left out, rarer than min-maf");
        }
        if (sparse > 0) {
            progress.note(refusals.file() + ": " + sparse + " variants left out, more missing than max-missing");
        }
        if (repeated > 0) {
            progress.note(refusals.file() + ": " + repeated + " variants repeat the place and alleles of another");
        }
    }
}

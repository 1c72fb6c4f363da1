package org.chiasma.completion.internal.solve;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.completion.internal.kernel.ReluKernel;
import org.chiasma.completion.internal.kernel.UnitRows;
import org.chiasma.completion.internal.prior.FeaturePrior;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.jspecify.annotations.Nullable;

/** A completion from end to end: offsets off, kernel of the features, missing entries by kernel regression, offsets on. */
public final class CompletionModel {
    private final LinearAlgebra algebra;
    private final ModelSettings settings;
    private final Optional<FeaturePrior> prior;

    /**
     * @param prior features of the items; may be absent only with own profiles. Stays the caller's
     */
    public CompletionModel(LinearAlgebra algebra, ModelSettings settings, Optional<FeaturePrior> prior) {
        if (prior.isEmpty() && !settings.ownProfiles()) {
            throw new IllegalArgumentException("neither a prior nor own profiles: nothing tells the items apart");
        }
        this.algebra = algebra;
        this.settings = settings;
        this.prior = prior;
    }

    /**
     * A completed matrix.
     *
     * @param values q x items without missing entries; observed ones as they were, bit for bit
     * @param imputed number of entries that were filled
     * @param emptyRows rows without any observed entry, filled by the means of the columns
     * @param emptyItems columns without any observed entry and without a prior, filled by the means of the rows
     * @param outcome of the last regression
     */
    public record Completed(
            OffHeapMatrix values, long imputed, long emptyRows, long emptyItems, KernelCompletion.Outcome outcome)
            implements AutoCloseable {
        @Override
        public void close() {
            values.close();
        }
    }

    /**
     * Completes a matrix; it stays as it is.
     *
     * @param observed q x items, {@code NaN} where missing
     * @throws DataException {@code E-COMPLETE-EMPTY-ROW} if a row has no observed entry and the centring knows no mean
     *     for it; {@code E-COMPLETE-EMPTY-ITEM} if that is so for an item that only its own profile would describe;
     *     {@code E-COMPLETE-EMPTY} if nothing at all is observed; {@code E-COMPLETE-NONFINITE} if a result overflows
     */
    public Completed complete(OffHeapMatrix observed, Progress progress) {
        long emptyRows = checkRows(observed);
        long emptyItems = prior.isPresent() ? 0 : checkItems(observed);
        Offsets offsets = Offsets.fit(observed, settings.centring());
        OffHeapMatrix values = copy(observed);
        try {
            offsets.subtractFrom(values);
            KernelCompletion.Outcome outcome =
                    settings.ownProfiles() ? refine(values, progress) : regress(values, null, progress);
            offsets.addTo(values);
            requireFinite(values);
            long imputed = restore(observed, values);
            return new Completed(values, imputed, emptyRows, emptyItems, outcome);
        } catch (RuntimeException | Error e) {
            values.close();
            throw e;
        }
    }

    /** Regression on own profiles, which become better known each time. */
    private KernelCompletion.Outcome refine(OffHeapMatrix values, Progress progress) {
        try (OffHeapMatrix residuals = copy(values)) {
            KernelCompletion.Outcome outcome = new KernelCompletion.Outcome(0, 1);
            for (int pass = 0; pass <= settings.refinements(); pass++) {
                try (FeaturePrior own = FeaturePrior.ofProfiles(values);
                        FeaturePrior rows = FeaturePrior.ofRows(values)) {
                    copyInto(residuals, values);
                    outcome = settings.form() == KernelForm.PRODUCT
                            ? regressProduct(values, rows, own, progress)
                            : regress(values, own, progress);
                    // Before the next pass, for which NaN is a missing entry.
                    requireFinite(values);
                }
            }
            return outcome;
        }
    }

    private KernelCompletion.Outcome regressProduct(
            OffHeapMatrix values, FeaturePrior ownRows, FeaturePrior ownItems, Progress progress) {
        try (UnitRows rows = unit(copy(ownRows.features()));
                UnitRows items = features(ownItems);
                OffHeapMatrix rowKernel = new ReluKernel(algebra, rows, settings.depth()).gram(progress);
                OffHeapMatrix itemKernel = new ReluKernel(algebra, items, settings.depth()).gram(progress)) {
            Selection.mirrorLower(rowKernel);
            Selection.mirrorLower(itemKernel);
            double reached =
                    new ProductCompletion(algebra, rowKernel, itemKernel, settings.ridge()).complete(values, progress);
            if (!(reached <= 1e-3)) {
                progress.note("conjugate gradients stopped at a relative residual of %.1e: use a larger --ridge"
                        .formatted(reached));
            }
            return new KernelCompletion.Outcome(1, Double.NaN);
        }
    }

    private KernelCompletion.Outcome regress(OffHeapMatrix values, @Nullable FeaturePrior own, Progress progress) {
        try (UnitRows features = features(own)) {
            ReluKernel kernel = new ReluKernel(algebra, features, settings.depth());
            return new KernelCompletion(algebra, kernel, settings.ridge()).complete(values, progress);
        }
    }

    private UnitRows features(@Nullable FeaturePrior own) {
        OffHeapMatrix features;
        if (own == null) {
            features = copy(prior.orElseThrow().features());
        } else if (prior.isPresent()) {
            features = prior.get().with(own).features();
        } else {
            features = copy(own.features());
        }
        return unit(features);
    }

    private UnitRows unit(OffHeapMatrix features) {
        UnitRows rows = UnitRows.of(features);
        return settings.unitLength() ? rows.normalized() : rows;
    }

    private long checkRows(OffHeapMatrix observed) {
        double[] row = new double[Math.toIntExact(observed.columns())];
        int[] empty = IntStream.range(0, Math.toIntExact(observed.rows()))
                .filter(i -> {
                    observed.readRow(i, 0, row, 0, row.length);
                    return row.length > 0 && Arrays.stream(row).allMatch(Double::isNaN);
                })
                .toArray();
        if (empty.length > 0 && empty.length == observed.rows()) {
            throw new DataException(
                    "E-COMPLETE-EMPTY",
                    "matrix: all %d x %d entries are missing, expected observed ones to complete from, check how missing values are written"
                            .formatted(observed.rows(), observed.columns()));
        }
        if (empty.length > 0 && (settings.centring() == Centring.NONE || settings.centring() == Centring.ROW)) {
            throw new DataException(
                    "E-COMPLETE-EMPTY-ROW",
                    "matrix: profile %d of %d has no observed entry, expected at least one in each, remove it or use --center two-way"
                            .formatted(empty[0] + 1, observed.rows()));
        }
        return empty.length;
    }

    /** Items that nothing is known of; only for completion by own profiles alone. */
    private long checkItems(OffHeapMatrix observed) {
        BitSet known = new BitSet();
        double[] row = new double[Math.toIntExact(observed.columns())];
        for (long i = 0; i < observed.rows(); i++) {
            observed.readRow(i, 0, row, 0, row.length);
            IntStream.range(0, row.length).filter(j -> !Double.isNaN(row[j])).forEach(known::set);
        }
        int empty = row.length - known.cardinality();
        if (empty > 0 && (settings.centring() == Centring.NONE || settings.centring() == Centring.COLUMN)) {
            throw new DataException(
                    "E-COMPLETE-EMPTY-ITEM",
                    "matrix: item %d of %d (on --axis) has no observed entry, expected at least one in each when own profiles are the only prior, remove it, add --prior or use --center two-way"
                            .formatted(known.nextClearBit(0) + 1, row.length));
        }
        return empty;
    }

    private static void requireFinite(OffHeapMatrix values) {
        double[] row = new double[Math.toIntExact(values.columns())];
        for (long i = 0; i < values.rows(); i++) {
            values.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                if (!Double.isFinite(row[j])) {
                    throw new DataException(
                            "E-COMPLETE-NONFINITE",
                            "matrix: profile %d, item %d was completed as %s, expected a finite value, use a larger --ridge, or smaller units if entries are near the largest number"
                                    .formatted(i + 1, j + 1, row[j]));
                }
            }
        }
    }

    private static OffHeapMatrix copy(OffHeapMatrix source) {
        OffHeapMatrix target = OffHeapMatrix.zeros(source.rows(), source.columns());
        copyInto(source, target);
        return target;
    }

    private static void copyInto(OffHeapMatrix source, OffHeapMatrix target) {
        double[] row = new double[Math.toIntExact(source.columns())];
        for (long i = 0; i < source.rows(); i++) {
            source.readRow(i, 0, row, 0, row.length);
            target.writeRow(i, 0, row, 0, row.length);
        }
    }

    /** Puts the observed entries back, which lost their last bits with the offsets; returns how many there were not. */
    private static long restore(OffHeapMatrix observed, OffHeapMatrix values) {
        double[] known = new double[Math.toIntExact(observed.columns())];
        double[] row = new double[known.length];
        long imputed = 0;
        for (long i = 0; i < observed.rows(); i++) {
            observed.readRow(i, 0, known, 0, known.length);
            values.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < known.length; j++) {
                if (Double.isNaN(known[j])) {
                    imputed++;
                } else {
                    row[j] = known[j];
                }
            }
            values.writeRow(i, 0, row, 0, row.length);
        }
        return imputed;
    }
}

package org.chiasma.genomics.internal.relationship;

import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;

/** What one pass over dosages tells of each variant. */
final class VariantStatistics {
    private static final int ENTRIES = 1 << 18;
    private static final double HIGHEST = 2;

    private final int[] observed;
    private final double[] sums;
    private final int sampleCount;

    private VariantStatistics(int variants, int samples) {
        this.observed = new int[variants];
        this.sums = new double[variants];
        this.sampleCount = samples;
    }

    /**
     * Reads every dosage once, on all processors.
     *
     * @throws DataException {@code E-DOSAGE-RANGE} if one is outside 0 to 2
     */
    static VariantStatistics of(Dosages dosages, Progress progress) {
        int variants = Math.toIntExact(dosages.variants().size());
        int samples = Math.toIntExact(dosages.samples().size());
        VariantStatistics statistics = new VariantStatistics(variants, samples);
        int width = Math.max(1, Math.min(variants, ENTRIES / Math.max(1, samples)));
        progress.begin("allele frequencies", variants);
        IntStream.range(0, (variants + width - 1) / width).parallel().forEach(block -> {
            progress.checkCancelled();
            int first = block * width;
            int count = Math.min(width, variants - first);
            statistics.add(dosages, first, count);
            progress.advance(count);
        });
        return statistics;
    }

    private void add(Dosages dosages, int first, int count) {
        double[] block = new double[sampleCount * count];
        dosages.copy(0, sampleCount, first, count, block, new double[block.length]);
        for (int i = 0; i < sampleCount; i++) {
            for (int j = 0; j < count; j++) {
                double dosage = block[i * count + j];
                if (dosage >= 0 && dosage <= HIGHEST) {
                    observed[first + j]++;
                    sums[first + j] += dosage;
                } else if (!Double.isNaN(dosage)) {
                    throw new DataException(
                            "E-DOSAGE-RANGE",
                            "dosages: found " + dosage + " of sample "
                                    + dosages.samples().label(i) + " at variant "
                                    + dosages.variants().label(first + j)
                                    + ", expected 0 to 2 or missing; check that the matrix holds dosages");
                }
            }
        }
    }

    int variantCount() {
        return observed.length;
    }

    /** Samples without a missing dosage at the variant. */
    int observed(int variant) {
        return observed[variant];
    }

    boolean anyMissing() {
        for (int count : observed) {
            if (count < sampleCount) {
                return true;
            }
        }
        return false;
    }

    /** Frequency of the alternate allele; 0 where no sample is observed. */
    double frequency(int variant) {
        return observed[variant] == 0 ? 0 : sums[variant] / (2.0 * observed[variant]);
    }

    /** Frequency of the rarer allele. */
    double minorFrequency(int variant) {
        return Math.min(frequency(variant), 1 - frequency(variant));
    }
}

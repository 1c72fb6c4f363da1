package org.chiasma.genomics.internal.genotype;

import org.chiasma.api.DataException;
import org.chiasma.genomics.internal.variant.SampleSelection;
import org.chiasma.text.Refusals;

/**
 * Expected copies of the second allele from the probability data of BGEN (BGEN specification 1.3, layouts 1 and 2). With
 * {@code B} bits a probability is {@code x / (2^B - 1)}; a sample has two of them: of two copies of the first allele and of
 * one, or when phased of the first allele on each haplotype.
 */
final class BgenProbabilities {
    private static final int HEADER = 8;
    private static final int MOST_BITS = 32;
    private static final int LAYOUT_1_BYTES = 6;
    private static final double LAYOUT_1_UNIT = 32768;
    /** Rounding of three probabilities to units. */
    private static final int LAYOUT_1_SLACK = 8;

    private static final int MISSING = 0x80;
    private static final int PLOIDY = 0x3F;

    private final SampleSelection samples;
    private final int sampleCount;
    private final Refusals refusals;
    private final float[] dosageBySum = new float[511];

    /**
     * @param sampleCount samples of the file
     */
    BgenProbabilities(SampleSelection samples, int sampleCount, Refusals refusals) {
        this.samples = samples;
        this.sampleCount = sampleCount;
        this.refusals = refusals;
        for (int i = 0; i < dosageBySum.length; i++) {
            dosageBySum[i] = (float) (i / 255.0);
        }
    }

    /** Most bytes that the data of a variant of two alleles have in a layout. */
    long mostBytes(int layout) {
        long bytes = layout == 1
                ? (long) LAYOUT_1_BYTES * sampleCount
                : HEADER + 2L + sampleCount + 2L * sampleCount * MOST_BITS / 8;
        return Math.min(bytes, Integer.MAX_VALUE - 8);
    }

    /** Layout 1: three 16-bit probabilities for each sample, all zero where it is missing. */
    float[] layout1(byte[] data, int from, int length, String place) {
        if (length != LAYOUT_1_BYTES * (long) sampleCount) {
            throw length(place, length, LAYOUT_1_BYTES * (long) sampleCount);
        }
        float[] dosages = new float[samples.count()];
        for (int i = 0; i < dosages.length; i++) {
            int at = from + LAYOUT_1_BYTES * samples.position(i);
            int first = BinaryInput.shortInteger(data, at) & 0xFFFF;
            int both = BinaryInput.shortInteger(data, at + 2) & 0xFFFF;
            int second = BinaryInput.shortInteger(data, at + 4) & 0xFFFF;
            int sum = first + both + second;
            if (sum > LAYOUT_1_UNIT + LAYOUT_1_SLACK) {
                throw improbable(place, i, sum, (long) LAYOUT_1_UNIT);
            }
            dosages[i] = sum == 0 ? Float.NaN : (float) ((both + 2.0 * second) / sum);
        }
        return dosages;
    }

    /** Layout 2, of a variant of two alleles. */
    float[] layout2(byte[] data, int from, int length, String place) {
        if (length < HEADER) {
            throw length(place, length, HEADER + 2L + sampleCount);
        }
        long count = BinaryInput.integer(data, from) & 0xFFFFFFFFL;
        int alleles = BinaryInput.shortInteger(data, from + 4) & 0xFFFF;
        if (count != sampleCount || alleles != 2) {
            throw refusals.whole(
                    "RECORD",
                    place + ": found " + count + " samples and " + alleles + " alleles in the probabilities, expected "
                            + sampleCount + " and 2; write the file again");
        }
        if (length < HEADER + 2L + sampleCount) {
            throw length(place, length, HEADER + 2L + sampleCount);
        }
        int ploidies = from + HEADER;
        for (int i = 0; i < samples.count(); i++) {
            int ploidy = data[ploidies + samples.position(i)] & PLOIDY;
            if (ploidy != 2) {
                throw refusals.whole(
                        "PLOIDY",
                        place + ": found ploidy " + ploidy + " of sample "
                                + Refusals.shown(samples.names().get(i))
                                + ", expected 2; leave the sample or the region out");
            }
        }
        int phased = data[ploidies + sampleCount];
        int bits = data[ploidies + sampleCount + 1] & 0xFF;
        if ((phased != 0 && phased != 1) || bits < 1 || bits > MOST_BITS) {
            throw refusals.whole(
                    "RECORD",
                    place + ": found phase flag " + phased + " and " + bits
                            + " bits, expected 0 or 1 and 1 to 32; write the file again");
        }
        long expected = HEADER + 2L + sampleCount + (2L * sampleCount * bits + 7) / 8;
        if (length != expected) {
            throw length(place, length, expected);
        }
        int values = ploidies + sampleCount + 2;
        float[] dosages = new float[samples.count()];
        if (bits == 8) {
            bytes(data, ploidies, values, phased == 1, dosages, place);
        } else {
            any(data, ploidies, values, bits, phased == 1, dosages, place);
        }
        return dosages;
    }

    private void bytes(byte[] data, int ploidies, int values, boolean phased, float[] dosages, String place) {
        for (int i = 0; i < dosages.length; i++) {
            int sample = samples.position(i);
            int a = data[values + 2 * sample] & 0xFF;
            int b = data[values + 2 * sample + 1] & 0xFF;
            if ((data[ploidies + sample] & MISSING) != 0) {
                dosages[i] = Float.NaN;
            } else if (phased) {
                dosages[i] = dosageBySum[510 - a - b];
            } else if (a + b > 255) {
                throw improbable(place, i, a + b, 255);
            } else {
                dosages[i] = dosageBySum[510 - 2 * a - b];
            }
        }
    }

    private void any(byte[] data, int ploidies, int values, int bits, boolean phased, float[] dosages, String place) {
        long unit = (1L << bits) - 1;
        for (int i = 0; i < dosages.length; i++) {
            int sample = samples.position(i);
            if ((data[ploidies + sample] & MISSING) != 0) {
                dosages[i] = Float.NaN;
                continue;
            }
            long a = value(data, values, 2L * sample, bits);
            long b = value(data, values, 2L * sample + 1, bits);
            if (!phased && a + b > unit) {
                throw improbable(place, i, a + b, unit);
            }
            dosages[i] = (float) ((2 * unit - (phased ? a : 2 * a) - b) / (double) unit);
        }
    }

    /** Value number {@code i}, the lowest bits first. */
    private static long value(byte[] data, int from, long i, int bits) {
        long bit = i * bits;
        int first = from + (int) (bit >> 3);
        int shift = (int) (bit & 7);
        long value = 0;
        for (int k = 0; 8 * k < shift + bits; k++) {
            value |= (data[first + k] & 0xFFL) << (8 * k);
        }
        return (value >>> shift) & ((1L << bits) - 1);
    }

    private DataException length(String place, long found, long expected) {
        return refusals.whole(
                "LENGTH",
                place + ": found " + found + " bytes of probabilities, expected " + expected + " for " + sampleCount
                        + " samples; write the file again");
    }

    private DataException improbable(String place, int i, long sum, long unit) {
        return refusals.whole(
                "PROBABILITY",
                place + ": found probabilities of sample "
                        + Refusals.shown(samples.names().get(i)) + " that sum to " + sum + " of " + unit
                        + ", expected at most that; write the file again");
    }
}

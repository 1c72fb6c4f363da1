package org.chiasma.genomics.internal.genotype;

import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.genomics.internal.variant.GenotypeField;
import org.chiasma.genomics.internal.variant.HaploidCalls;
import org.chiasma.genomics.internal.variant.SampleSelection;
import org.chiasma.text.Refusals;

/**
 * Expected dosages of BCF: the field DS has one for each alternate allele, GP the probabilities of the genotypes, of which
 * alleles {@code a <= b} are number {@code b (b + 1) / 2 + a}.
 */
final class BcfDosages {
    /** Probabilities are printed with two digits or more. */
    private static final double SUM_TOLERANCE = 0.02;

    private final BcfReadOptions options;
    private final SampleSelection samples;
    private final List<String> names;
    private final Refusals refusals;

    /**
     * @param names all samples of the file
     */
    BcfDosages(BcfReadOptions options, SampleSelection samples, List<String> names, Refusals refusals) {
        this.options = options;
        this.samples = samples;
        this.names = names;
        this.refusals = refusals;
    }

    /**
     * Dosages of the alleles that {@code counted} marks, one for each sample selected, NaN where it is missing.
     *
     * @throws DataException {@code E-BCF-FIELD} if the number of values does not fit the alleles, {@code E-BCF-DOSAGE} or
     *     {@code E-BCF-PROBABILITY} if a value is out of its range, {@code E-BCF-PLOIDY}
     */
    float[] dosages(BcfField field, boolean[] counted) {
        boolean probabilities = options.field() == GenotypeField.GP;
        int expected = probabilities ? field.alleles() * (field.alleles() + 1) / 2 : field.alleles() - 1;
        BcfValues.Vector values = field.values();
        boolean none = values.type() == BcfValues.Type.NONE || (values.count() == 1 && isAbsentEverywhere(field));
        if (!none && (values.type() == BcfValues.Type.TEXT || values.count() != expected)) {
            throw refusals.whole(
                    "FIELD",
                    field.place() + ": found " + values.count() + " values of type " + values.type() + " in "
                            + options.field() + ", expected " + expected + " numbers for " + field.alleles()
                            + " alleles; pass field=gt, or multiallelic=skip");
        }
        float[] dosages = new float[samples.count()];
        for (int i = 0; i < dosages.length; i++) {
            int sample = samples.position(i);
            dosages[i] = none
                    ? Float.NaN
                    : probabilities ? expectation(field, sample, counted) : sum(field, sample, counted);
        }
        return dosages;
    }

    private float sum(BcfField field, int sample, boolean[] counted) {
        double sum = 0;
        for (int i = 0; i < field.values().count(); i++) {
            if (counted[i + 1]) {
                if (isAbsent(field, sample, i)) {
                    return Float.NaN;
                }
                sum += value(field, sample, i);
            }
        }
        if (!(sum >= 0 && sum <= options.ploidy())) {
            throw refusals.whole(
                    "DOSAGE",
                    field.place() + ": found dosage " + sum + " of sample " + Refusals.shown(names.get(sample))
                            + ", expected a number from 0 to " + options.ploidy()
                            + "; correct it, or pass another ploidy");
        }
        return (float) sum;
    }

    private float expectation(BcfField field, int sample, boolean[] counted) {
        int count = 0;
        while (count < field.values().count() && !isAbsent(field, sample, count)) {
            count++;
        }
        if (count == 0) {
            return Float.NaN;
        }
        boolean haploid = options.ploidy() == 2
                && count == field.alleles()
                && count < field.values().count();
        if (options.ploidy() != 2
                || (haploid && options.haploid() == HaploidCalls.REFUSE)
                || (!haploid && count != field.values().count())) {
            throw refusals.whole(
                    "PLOIDY",
                    field.place() + ": found " + count + " probabilities of sample " + Refusals.shown(names.get(sample))
                            + ", expected " + field.values().count()
                            + " of diploid genotypes; pass field=gt, or haploid=double or single for "
                            + field.alleles());
        }
        double total = 0;
        double dosage = 0;
        if (haploid) {
            for (int b = 0; b < field.alleles(); b++) {
                double probability = probability(field, sample, b);
                total += probability;
                dosage += counted[b] ? (options.haploid() == HaploidCalls.DOUBLE ? 2 : 1) * probability : 0;
            }
        } else {
            int i = 0;
            for (int b = 0; b < field.alleles(); b++) {
                for (int a = 0; a <= b; a++) {
                    double probability = probability(field, sample, i++);
                    total += probability;
                    dosage += ((counted[a] ? 1 : 0) + (counted[b] ? 1 : 0)) * probability;
                }
            }
        }
        if (!(Math.abs(total - 1) <= SUM_TOLERANCE)) {
            throw improbable(field, sample, "a sum of " + total, "1");
        }
        return (float) (dosage / total);
    }

    private double probability(BcfField field, int sample, int i) {
        double value = value(field, sample, i);
        if (!(value >= 0 && value <= 1)) {
            throw improbable(field, sample, Double.toString(value), "numbers from 0 to 1");
        }
        return value;
    }

    private DataException improbable(BcfField field, int sample, String found, String expected) {
        return refusals.whole(
                "PROBABILITY",
                field.place() + ": found " + found + " among the probabilities of sample "
                        + Refusals.shown(names.get(sample)) + ", expected " + expected + "; pass field=gt or ds");
    }

    /** A field that no sample has is stored as one missing value for each. */
    private boolean isAbsentEverywhere(BcfField field) {
        for (int sample = 0; sample < names.size(); sample++) {
            if (field.values().type() == BcfValues.Type.TEXT || !isAbsent(field, sample, 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAbsent(BcfField field, int sample, int i) {
        if (field.values().type() == BcfValues.Type.FLOAT) {
            int bits = BinaryInput.integer(field.bytes(), field.at(sample, i));
            return bits == BcfValues.FLOAT_MISSING || bits == BcfValues.FLOAT_END;
        }
        int value = BcfValues.integerAt(field.bytes(), field.values().type(), field.at(sample, i));
        return value == BcfValues.MISSING || value == BcfValues.END;
    }

    private static double value(BcfField field, int sample, int i) {
        int at = field.at(sample, i);
        return field.values().type() == BcfValues.Type.FLOAT
                ? Float.intBitsToFloat(BinaryInput.integer(field.bytes(), at))
                : BcfValues.integerAt(field.bytes(), field.values().type(), at);
    }
}

package org.chiasma.genomics.internal.genotype;

import java.util.Arrays;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.variant.DosageCollector;
import org.chiasma.genomics.internal.variant.HalfCalls;
import org.chiasma.genomics.internal.variant.HaploidCalls;
import org.chiasma.genomics.internal.variant.SampleSelection;
import org.chiasma.text.Refusals;

/**
 * Called genotypes of BCF: an allele is {@code (number + 1) << 1 | phased}, 0 for an unknown one. Diploid calls of one byte
 * each go through a table; what the table does not settle is decoded allele by allele.
 */
final class BcfGenotypes {
    /** One unknown allele: two of them make a missing call, and no sum with another code is equal to that. */
    private static final byte UNKNOWN = 8;

    private static final byte UNSETTLED = 64;

    private final BcfReadOptions options;
    private final SampleSelection samples;
    private final List<String> names;
    private final Refusals refusals;
    private final byte[] table = new byte[256];
    private boolean[] tabled = {};
    private long halfCalls;
    private long haploidCalls;

    /**
     * @param names all samples of the file
     */
    BcfGenotypes(BcfReadOptions options, SampleSelection samples, List<String> names, Refusals refusals) {
        this.options = options;
        this.samples = samples;
        this.names = names;
        this.refusals = refusals;
    }

    /**
     * Copies of the alleles that {@code counted} marks, one for each sample selected.
     *
     * @param tally whether half calls and haploid ones are to be counted, which is once for each record
     * @throws org.chiasma.api.DataException {@code E-BCF-GT}, {@code E-BCF-PLOIDY}, {@code E-BCF-HALFCALL}
     */
    byte[] dosages(BcfField field, boolean[] counted, boolean tally) {
        byte[] dosages = new byte[samples.count()];
        BcfValues.Type type = field.values().type();
        if (type == BcfValues.Type.FLOAT || type == BcfValues.Type.TEXT) {
            throw refusals.whole(
                    "GT",
                    field.place() + ": found values of type " + type + ", expected integers; write the file again");
        }
        if (options.ploidy() == 2
                && type == BcfValues.Type.INT8
                && field.values().count() == 2) {
            tabulate(counted);
            byte[] bytes = field.bytes();
            for (int i = 0; i < dosages.length; i++) {
                int at = field.start() + 2 * samples.position(i);
                int sum = table[bytes[at] & 0xFF] + table[bytes[at + 1] & 0xFF];
                if (sum <= 2) {
                    dosages[i] = (byte) sum;
                } else if (sum == 2 * UNKNOWN) {
                    dosages[i] = DosageCollector.MISSING_CALL;
                } else {
                    dosages[i] = dosage(field, samples.position(i), counted, tally);
                }
            }
        } else {
            for (int i = 0; i < dosages.length; i++) {
                dosages[i] = dosage(field, samples.position(i), counted, tally);
            }
        }
        return dosages;
    }

    /** Tells the user how many calls a policy was applied to. */
    void note(Progress progress) {
        if (halfCalls > 0) {
            progress.note(refusals.file() + ": " + halfCalls + " half calls such as 0/. "
                    + (options.halfCall() == HalfCalls.MISSING
                            ? "taken as missing"
                            : "taken with reference alleles for the unknown ones"));
        }
        if (haploidCalls > 0) {
            progress.note(refusals.file() + ": " + haploidCalls + " haploid calls counted "
                    + (options.haploid() == HaploidCalls.DOUBLE ? "twice" : "once"));
        }
    }

    private byte dosage(BcfField field, int sample, boolean[] counted, boolean tally) {
        int alleles = 0;
        int unknown = 0;
        int dosage = 0;
        for (int i = 0; i < field.values().count(); i++) {
            int value = BcfValues.integerAt(field.bytes(), field.values().type(), field.at(sample, i));
            if (value == BcfValues.END || value == BcfValues.MISSING) {
                break;
            }
            alleles++;
            int allele = (value >> 1) - 1;
            if (value < 0 || allele >= field.alleles()) {
                throw refusals.whole(
                        "GT",
                        field.place() + ": found allele " + allele + " of sample " + Refusals.shown(names.get(sample))
                                + ", expected a number from 0 to " + (field.alleles() - 1)
                                + "; correct the genotype or write the file again");
            }
            unknown += allele < 0 ? 1 : 0;
            dosage += allele >= 0 && counted[allele] ? 1 : 0;
        }
        if (alleles == unknown) {
            return DosageCollector.MISSING_CALL;
        }
        boolean haploid = alleles == 1 && options.ploidy() == 2;
        if (alleles != options.ploidy() && (!haploid || options.haploid() == HaploidCalls.REFUSE)) {
            throw refusals.whole(
                    "PLOIDY",
                    field.place() + ": found " + Refusals.count(alleles, "allele") + " of sample "
                            + Refusals.shown(names.get(sample)) + ", expected " + options.ploidy() + "; pass "
                            + (haploid ? "haploid=double or single, or another region" : "ploidy=" + alleles)
                            + ", or leave the sample out");
        }
        if (unknown > 0) {
            if (options.halfCall() == HalfCalls.REFUSE) {
                throw refusals.whole(
                        "HALFCALL",
                        field.place() + ": found a genotype of sample " + Refusals.shown(names.get(sample)) + " with "
                                + unknown + " of " + alleles
                                + " alleles unknown, expected none or all; pass half-call=missing or reference");
            }
            halfCalls += tally ? 1 : 0;
            if (options.halfCall() == HalfCalls.MISSING) {
                return DosageCollector.MISSING_CALL;
            }
        }
        haploidCalls += haploid && tally ? 1 : 0;
        return (byte) (haploid && options.haploid() == HaploidCalls.DOUBLE ? 2 * dosage : dosage);
    }

    private void tabulate(boolean[] counted) {
        if (Arrays.equals(counted, tabled)) {
            return;
        }
        tabled = counted.clone();
        Arrays.fill(table, UNSETTLED);
        table[0] = UNKNOWN;
        table[1] = UNKNOWN;
        for (int allele = 0; allele < counted.length && 2 * allele + 3 <= Byte.MAX_VALUE; allele++) {
            table[2 * allele + 2] = (byte) (counted[allele] ? 1 : 0);
            table[2 * allele + 3] = table[2 * allele + 2];
        }
    }
}

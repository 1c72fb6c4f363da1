package org.chiasma.genomics.internal.genotype;

/**
 * The values of one FORMAT field for all samples of a record, where they lie.
 *
 * @param bytes holds the record
 * @param start first byte of the first sample
 * @param values kind and number of values of one sample
 * @param alleles alleles of the site, the reference included
 * @param place names the record in refusals
 */
@SuppressWarnings("ArrayRecordComponent") // a view that lives for one record, never compared
record BcfField(byte[] bytes, int start, BcfValues.Vector values, int alleles, String place) {
    /** Where value {@code i} of {@code sample} begins. */
    int at(int sample, int i) {
        return start + (sample * values.count() + i) * values.type().bytes;
    }
}

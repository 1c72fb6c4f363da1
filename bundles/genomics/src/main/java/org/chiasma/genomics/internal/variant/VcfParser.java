package org.chiasma.genomics.internal.variant;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.text.Decimals;
import org.chiasma.text.Refusals;

/**
 * Parses records of a VCF file (VCF 4.3, section 1.6) from bytes, a block of whole lines at a time, so that several blocks
 * are parsed at once. Genotypes never become text.
 */
final class VcfParser {
    private static final double PROBABILITY_SLACK = 0.02;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** All bits of two alleles, a separator and a tab but the lowest of each allele. */
    private static final int PLAIN_MASK = 0xFFFEFFFE;
    /** {@code 0|0} and a tab. */
    private static final int PHASED = '\t' << 24 | '0' << 16 | '|' << 8 | '0';
    /** {@code 0/0} and a tab. */
    private static final int UNPHASED = '\t' << 24 | '0' << 16 | '/' << 8 | '0';

    private final VcfHeader header;
    private final VcfReadOptions options;
    private final Regions regions;
    /** For each sample of the file its position among those read, or -1. */
    private final int[] slots;

    private final int selected;
    private final boolean everySample;
    private final Set<String> filters;

    VcfParser(VcfHeader header, SampleSelection samples, VcfReadOptions options, Regions regions) {
        this.header = header;
        this.options = options;
        this.regions = regions;
        this.selected = samples.count();
        this.everySample = samples.isWhole(header.samples().size());
        this.slots = new int[header.samples().size()];
        Arrays.fill(slots, -1);
        for (int i = 0; i < selected; i++) {
            slots[samples.position(i)] = i;
        }
        this.filters =
                options.filter().map(names -> Set.of(names.split(",", -1))).orElse(Set.of());
    }

    /** Parses {@code bytes[0, end)}, whole lines; a fault ends it and is told in the result. */
    VcfBlock parse(byte[] bytes, int end) {
        VcfBlock block = new VcfBlock();
        Lines lines = new Lines(bytes, block);
        try {
            while (lines.at < end) {
                if (bytes[lines.at] != '\n' && !(bytes[lines.at] == '\r' && bytes[lines.at + 1] == '\n')) {
                    lines.record();
                } else {
                    lines.skipLine();
                }
                block.lines++;
            }
        } catch (FaultException e) {
            block.fault = e.fault;
        }
        return block;
    }

    /** Ends the parsing of a block. */
    private static final class FaultException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient VcfBlock.Fault fault;

        FaultException(VcfBlock.Fault fault) {
            super(null, null, false, false);
            this.fault = fault;
        }
    }

    /** Walks through the lines of one block. */
    private final class Lines {
        private final byte[] bytes;
        private final VcfBlock block;
        private final byte[] first = new byte[selected];
        private final byte[] second = new byte[selected];
        private int at;
        private String contig = "";
        private byte[] contigBytes = new byte[0];
        private boolean contigWanted;
        private long position;
        private VcfBlock.@org.jspecify.annotations.Nullable Run run;

        Lines(byte[] bytes, VcfBlock block) {
            this.bytes = bytes;
            this.block = block;
        }

        void skipLine() {
            while (bytes[at] != '\n') {
                at++;
            }
            at++;
        }

        void record() {
            place();
            int identifier = at;
            int reference = nextField();
            int alternate = nextField();
            int quality = nextField();
            int filter = nextField();
            if (!contigWanted
                    || !regions.overlap(contig, position - 1, position - 1 + referenceLength(reference, alternate))) {
                skipLine();
                return;
            }
            int info = nextField();
            if (!passes(quality, filter, info)) {
                block.filtered++;
                skipLine();
                return;
            }
            String id = text(identifier, reference - 1);
            String referenceAllele = text(reference, alternate - 1);
            String alternates = text(alternate, quality - 1);
            if (alternates.equals(".")) {
                block.withoutAlternate++;
                skipLine();
                return;
            }
            List<String> alleles = List.of(alternates.split(",", -1));
            if (alleles.size() > 1 && options.multiallelic() == MultiallelicSites.SKIP) {
                block.multiallelic++;
                skipLine();
                return;
            }
            if (alleles.size() > 1 && options.multiallelic() == MultiallelicSites.REFUSE) {
                throw fault(
                        "MULTIALLELIC",
                        "found " + alleles.size() + " alternate alleles, expected one with multiallelic=refuse; pass "
                                + "multiallelic=split, skip or altcount");
            }
            boolean anyOfKind =
                    alleles.stream().anyMatch(allele -> options.variants().includes(referenceAllele, allele));
            if (!anyOfKind) {
                block.otherKind++;
                skipLine();
                return;
            }
            nextField();
            int format = at;
            int genotypes = nextField();
            Site site = new Site(id.equals(".") ? "" : id, referenceAllele, alleles);
            if (options.field() == GenotypeField.GT) {
                calls(format, genotypes, site);
            } else {
                numbers(format, genotypes, site);
            }
        }

        /** Length of the reference allele. */
        private long referenceLength(int reference, int alternate) {
            return Math.max(1, alternate - 1L - reference);
        }

        /** Takes CHROM and POS. */
        private void place() {
            int start = at;
            int next = nextField();
            if (!Arrays.equals(bytes, start, next - 1, contigBytes, 0, contigBytes.length)) {
                contigBytes = Arrays.copyOfRange(bytes, start, next - 1);
                contig = text(start, next - 1);
                contigWanted = regions.isAll()
                        || regions.list().stream()
                                .anyMatch(region -> region.contig().equals(contig));
                run = null;
                if (!header.contigs().names().isEmpty() && !header.contigs().contains(contig)) {
                    throw fault(
                            "CONTIG",
                            "found contig " + Refusals.shown(contig) + ", expected one of those in the header ("
                                    + header.contigs().names().size() + ", such as "
                                    + header.contigs().names().get(0)
                                    + "); correct the record, or add the contig to the header (bcftools reheader)");
                }
            }
            int digits = at;
            long value = 0;
            while (bytes[at] >= '0' && bytes[at] <= '9' && at - digits < 18) {
                value = 10 * value + bytes[at++] - '0';
            }
            if (bytes[at] != '\t' || at == digits || value == 0) {
                int stop = at;
                while (bytes[stop] != '\t' && bytes[stop] != '\n') {
                    stop++;
                }
                throw fault(
                        "POSITION",
                        "found position " + Refusals.shown(bytes, digits, stop)
                                + ", expected a whole number from 1; correct the record");
            }
            at++;
            position = value;
            if (run == null) {
                run = new VcfBlock.Run(contig, value);
                block.runs.add(run);
            }
            run.disorder |= value < run.lastPosition;
            run.lastPosition = value;
        }

        /** Moves behind the next tab. */
        private int nextField() {
            while (bytes[at] != '\t') {
                if (bytes[at] == '\n') {
                    throw fault(
                            "COLUMNS",
                            "found the end of the line before the genotypes, expected "
                                    + (VcfHeader.FIXED + slots.length) + " columns between tabs as in the header; "
                                    + "correct the record");
                }
                at++;
            }
            return ++at;
        }

        private boolean passes(int quality, int filter, int info) {
            if (options.minQual().isPresent()) {
                double value = Decimals.parse(bytes, quality, filter - 1, (byte) '.');
                if (!(value >= options.minQual().get())) {
                    return false;
                }
            }
            if (filters.isEmpty()) {
                return true;
            }
            for (String name : text(filter, info - 1).split(";", -1)) {
                if (filters.contains(name)) {
                    return true;
                }
            }
            return false;
        }

        private String text(int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }

        /** Which of the subfields of a genotype is {@code key}; -1 if none. */
        private int subfield(int format, int end, String key) {
            int index = 0;
            int start = format;
            for (int i = format; i <= end; i++) {
                if (i == end || bytes[i] == ':') {
                    if (i - start == key.length() && text(start, i).equals(key)) {
                        return index;
                    }
                    index++;
                    start = i + 1;
                }
            }
            return -1;
        }

        private void calls(int format, int genotypes, Site site) {
            int index = subfield(format, genotypes - 1, "GT");
            if (index != 0) {
                throw fault(
                        "FORMAT",
                        "found format " + Refusals.shown(bytes, format, genotypes - 1)
                                + ", expected it to begin with GT; pass field=ds or field=gp if it holds dosages");
            }
            int alleles = site.alternates.size();
            at = genotypes;
            int last = slots.length - 1;
            if (alleles == 1 && everySample) {
                byte[] dosages = new byte[selected];
                for (int sample = plainCalls(dosages, 0, last);
                        sample <= last;
                        sample = plainCalls(dosages, sample + 1, last)) {
                    call(sample, sample, 1);
                    dosages[sample] = count(first[sample], second[sample]);
                    finishSample(sample, last);
                }
                add(site, site.alternates.get(0), dosages);
                return;
            }
            for (int sample = 0; sample <= last; sample++) {
                call(sample, slots[sample], alleles);
                finishSample(sample, last);
            }
            addCalls(site);
        }

        /**
         * Takes genotypes such as {@code 0|1} that a tab follows at once, four bytes at a time, up to the first other one:
         * this is where reading spends its time.
         *
         * @param from the sample whose genotype is next
         * @return the sample whose genotype is not of that kind, or behind the last one
         */
        private int plainCalls(byte[] dosages, int from, int last) {
            int i = at;
            int sample = from;
            while (sample < last && i + Integer.BYTES <= bytes.length) {
                int word = (int) WORDS.get(bytes, i);
                int rest = word & PLAIN_MASK;
                if (rest != PHASED && rest != UNPHASED) {
                    break;
                }
                dosages[sample++] = (byte) ((word & 1) + ((word >> 16) & 1));
                i += Integer.BYTES;
            }
            at = i;
            return sample;
        }

        /** Skips what else a sample has and its tab, or the end of the line behind the last one. */
        private void finishSample(int sample, int last) {
            while (bytes[at] != '\t' && bytes[at] != '\n') {
                at++;
            }
            boolean tab = bytes[at] == '\t';
            if (tab == (sample == last)) {
                int more = 0;
                for (int i = at; bytes[i] != '\n'; i++) {
                    more += bytes[i] == '\t' ? 1 : 0;
                }
                throw fault(
                        "COLUMNS",
                        "found genotypes of " + Refusals.count(sample + 1L + more, "sample") + ", expected "
                                + slots.length + " as in the header; correct the record");
            }
            at++;
        }

        /** A genotype by the slow way: missing, half missing, haploid, alleles of several digits; or a refusal. */
        private void call(int sample, int slot, int alleles) {
            int start = at;
            int count = 0;
            int missing = 0;
            int one = 0;
            int two = 0;
            while (true) {
                int value = 0;
                int digits = at;
                if (bytes[at] == '.') {
                    at++;
                    missing++;
                } else {
                    while (bytes[at] >= '0' && bytes[at] <= '9' && at - digits < 5) {
                        value = 10 * value + bytes[at++] - '0';
                    }
                    if (at == digits) {
                        throw genotype("GENOTYPE", sample, start, "expected alleles such as 0/1");
                    }
                    if (value > alleles) {
                        throw fault(
                                "ALLELE",
                                site(sample) + "found allele " + value + ", expected 0 to " + alleles
                                        + ", the number of alternate alleles; correct the record");
                    }
                }
                if (count == 0) {
                    one = value;
                } else {
                    two = value;
                }
                count++;
                if (bytes[at] != '/' && bytes[at] != '|') {
                    break;
                }
                at++;
            }
            byte stop = bytes[at];
            if (stop != '\t' && stop != '\n' && stop != ':' && stop != '\r') {
                throw genotype("GENOTYPE", sample, start, "expected alleles such as 0/1");
            }
            if (slot >= 0) {
                keep(sample, slot, start, count, missing, one, two);
            }
        }

        private void keep(int sample, int slot, int start, int count, int missing, int one, int two) {
            first[slot] = (byte) one;
            second[slot] = (byte) two;
            if (missing == count) {
                first[slot] = -1;
                return;
            }
            if (count > 2) {
                throw genotype("PLOIDY", sample, start, "expected two alleles; read diploid samples only");
            }
            if (count == 1) {
                switch (options.haploid()) {
                    case REFUSE ->
                        throw genotype(
                                "PLOIDY",
                                sample,
                                start,
                                "expected two alleles; pass haploid=single to count one copy, or haploid=double to count "
                                        + "it twice");
                    case SINGLE -> second[slot] = 0;
                    default -> second[slot] = (byte) one;
                }
                return;
            }
            if (missing == 1) {
                block.halfCalls++;
                switch (options.halfCall()) {
                    case REFUSE ->
                        throw genotype(
                                "HALFCALL",
                                sample,
                                start,
                                "expected no half-missing genotype with half-call=refuse; pass half-call=missing or "
                                        + "reference");
                    case MISSING -> first[slot] = -1;
                    default -> {
                        // a missing allele was read as 0, the reference
                    }
                }
            }
        }

        private void addCalls(Site site) {
            int alleles = site.alternates.size();
            if (alleles == 1 || options.multiallelic() == MultiallelicSites.ALTCOUNT) {
                byte[] dosages = new byte[selected];
                for (int i = 0; i < selected; i++) {
                    dosages[i] = count(first[i], second[i]);
                }
                add(site, alleles == 1 ? site.alternates.get(0) : String.join(",", site.alternates), dosages);
                return;
            }
            for (int allele = 1; allele <= alleles; allele++) {
                byte[] dosages = new byte[selected];
                for (int i = 0; i < selected; i++) {
                    dosages[i] = first[i] < 0
                            ? DosageCollector.MISSING_CALL
                            : (byte) ((first[i] == allele ? 1 : 0) + (second[i] == allele ? 1 : 0));
                }
                add(site, site.alternates.get(allele - 1), dosages);
            }
        }

        /** Copies of any alternate allele. */
        private static byte count(byte one, byte two) {
            return one < 0 ? DosageCollector.MISSING_CALL : (byte) ((one > 0 ? 1 : 0) + (two > 0 ? 1 : 0));
        }

        private void numbers(int format, int genotypes, Site site) {
            GenotypeField field = options.field();
            int index = subfield(format, genotypes - 1, field.name());
            if (index < 0) {
                throw fault(
                        "FORMAT",
                        "found format " + Refusals.shown(bytes, format, genotypes - 1) + ", expected it to have "
                                + field.name() + "; pass another field=");
            }
            int alleles = site.alternates.size();
            if (field == GenotypeField.GP && alleles > 1) {
                throw fault(
                        "MULTIALLELIC",
                        "found " + alleles + " alternate alleles, expected one with field=gp; pass multiallelic=skip");
            }
            int values = field == GenotypeField.GP ? 3 : alleles;
            float[][] dosages = new float[field == GenotypeField.GP ? 1 : alleles][selected];
            double[] numbers = new double[values];
            at = genotypes;
            int last = slots.length - 1;
            for (int sample = 0; sample <= last; sample++) {
                if (slots[sample] >= 0) {
                    skipSubfields(index);
                    boolean present = take(sample, numbers);
                    if (field == GenotypeField.GP) {
                        dosages[0][slots[sample]] = present ? expected(sample, numbers) : Float.NaN;
                    } else {
                        for (int k = 0; k < alleles; k++) {
                            dosages[k][slots[sample]] = present ? dosage(sample, numbers[k]) : Float.NaN;
                        }
                    }
                }
                finishSample(sample, last);
            }
            if (alleles > 1 && options.multiallelic() == MultiallelicSites.ALTCOUNT) {
                for (int i = 0; i < selected; i++) {
                    for (int k = 1; k < alleles; k++) {
                        dosages[0][i] += dosages[k][i];
                    }
                }
                add(site, String.join(",", site.alternates), dosages[0]);
                return;
            }
            for (int k = 0; k < dosages.length; k++) {
                add(site, site.alternates.get(k), dosages[k]);
            }
        }

        private void skipSubfields(int count) {
            for (int k = 0; k < count; k++) {
                while (bytes[at] != ':' && bytes[at] != '\t' && bytes[at] != '\n') {
                    at++;
                }
                if (bytes[at] != ':') {
                    // trailing fields may be left out: missing
                    return;
                }
                at++;
            }
        }

        /** Takes as many numbers, between commas; false if they are missing. */
        private boolean take(int sample, double[] numbers) {
            int start = at;
            byte stop = bytes[at];
            if (stop == '\t' || stop == '\n' || stop == '\r') {
                return false;
            }
            for (int k = 0; k < numbers.length; k++) {
                int from = at;
                while (",:\t\r\n".indexOf(bytes[at]) < 0) {
                    at++;
                }
                if (at == from + 1 && bytes[from] == '.') {
                    return false;
                }
                numbers[k] = Decimals.parse(bytes, from, at, (byte) '.');
                boolean more = k < numbers.length - 1;
                if (Double.isNaN(numbers[k]) || (bytes[at] == ',') != more) {
                    int end = at;
                    while (":\t\r\n".indexOf(bytes[end]) < 0) {
                        end++;
                    }
                    throw fault(
                            "DOSAGE",
                            site(sample) + "found " + options.field().name() + " " + Refusals.shown(bytes, start, end)
                                    + ", expected "
                                    + (numbers.length == 1 ? "a number" : numbers.length + " numbers between commas")
                                    + "; correct the record");
                }
                at += more ? 1 : 0;
            }
            return true;
        }

        private float dosage(int sample, double value) {
            if (!(value >= 0 && value <= 2)) {
                throw fault(
                        "DOSAGE",
                        site(sample) + "found DS " + value + ", expected a dosage from 0 to 2; correct the record");
            }
            return (float) value;
        }

        private float expected(int sample, double[] probabilities) {
            double sum = probabilities[0] + probabilities[1] + probabilities[2];
            boolean valid = probabilities[0] >= 0 && probabilities[1] >= 0 && probabilities[2] >= 0;
            if (!valid || Math.abs(sum - 1) > PROBABILITY_SLACK) {
                throw fault(
                        "DOSAGE",
                        site(sample) + "found GP " + Arrays.toString(probabilities)
                                + ", expected three probabilities that add up to 1; correct the record");
            }
            return (float) ((probabilities[1] + 2 * probabilities[2]) / sum);
        }

        private void add(Site site, String alternate, Object dosages) {
            if (site.alternates.size() > 1
                    && options.multiallelic() == MultiallelicSites.SPLIT
                    && !options.variants().includes(site.reference, alternate)) {
                block.otherKind++;
                return;
            }
            block.variants.add(new Variant(contig, position, site.identifier, site.reference, alternate));
            block.dosages.add(dosages);
        }

        private FaultException genotype(String code, int sample, int start, String expected) {
            int end = start;
            while (":\t\r\n".indexOf(bytes[end]) < 0) {
                end++;
            }
            return fault(code, site(sample) + "found genotype " + Refusals.shown(bytes, start, end) + ", " + expected);
        }

        private String site(int sample) {
            return contig + ":" + position + " sample " + header.samples().get(sample) + ": ";
        }

        private FaultException fault(String code, String message) {
            return new FaultException(new VcfBlock.Fault(code, block.lines, message));
        }
    }

    /** Alleles of a record. */
    private record Site(String identifier, String reference, List<String> alternates) {}
}

package org.chiasma.genomics.internal.genotype;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.bgzf.Span;
import org.chiasma.genomics.internal.bgzf.SpanInput;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.genomics.internal.variant.DosageCollector;
import org.chiasma.genomics.internal.variant.GenotypeField;
import org.chiasma.genomics.internal.variant.MultiallelicSites;
import org.chiasma.genomics.internal.variant.SampleSelection;
import org.chiasma.genomics.internal.variant.Variant;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;
import org.jspecify.annotations.Nullable;

/**
 * Reads BCF 2.1 and 2.2 (VCF specification 4.3, section 6), in gzip or BGZF blocks or neither. Of each record only the site
 * and the field that is asked for are decoded; INFO and other fields are stepped over. A record belongs to a region if the bases of
 * its reference, by its length {@code rlen}, overlap it; with an index beside the file the others are not read, without one
 * they stream past. Time is linear in the decompressed bytes; memory is one record beside the matrix.
 */
public final class BcfReader {
    private static final int MAGIC_LENGTH = 5;
    private static final int SITE_LENGTH = 24;
    private static final int MOST_ALLELES = 1024;
    private static final List<boolean[]> THE_ALTERNATE = List.of(new boolean[] {false, true});

    private final Refusals refusals;
    private final BcfReadOptions options;
    private final Set<String> wantedFilters;
    private final MatrixStore store;
    private final Progress progress;
    private String ordinal = "record ";
    private long records;
    private long belowQuality;
    private long notPassed;
    private long multiallelic;
    private long invariant;
    private long otherKinds;
    private long withoutField;
    private int previousContig = -1;
    private int previousPosition = -1;
    private long outOfOrder;

    /** Of the file that {@code refusals} names. */
    public BcfReader(Refusals refusals, BcfReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.wantedFilters =
                options.filter().map(names -> Set.of(names.split(",", -1))).orElse(Set.of());
        this.store = store;
        this.progress = progress;
    }

    /**
     * Reads the dosages.
     *
     * @throws DataException {@code E-BCF-*} if the file is damaged or what it holds is refused by the options, {@code
     *     E-GZIP-*} if its compression is damaged
     */
    public Matrix read() throws IOException {
        options.eof().check(refusals, progress);
        Regions asked =
                Regions.of(options.genotypes().region(), options.genotypes().regionsFile(), progress);
        try (BinaryInput in = new BinaryInput(TextInput.open(refusals, Long.MAX_VALUE, progress), refusals)) {
            BcfHeader header = header(in);
            SampleSelection samples = SampleSelection.of(options.genotypes(), header.samples(), refusals);
            Regions regions =
                    asked.resolve(header.contigs(), options.genotypes().contigAlias());
            Optional<List<Span>> spans = BcfIndex.spans(refusals, header, regions, progress);
            if (spans.isEmpty()) {
                return collect(in, header, samples, regions);
            }
            ordinal = "indexed record ";
            try (BinaryInput part = new BinaryInput(
                    new SpanInput(refusals, spans.get(), progress), refusals, "byte in the regions by the index")) {
                return collect(part, header, samples, regions);
            }
        }
    }

    private Matrix collect(BinaryInput in, BcfHeader header, SampleSelection samples, Regions regions)
            throws IOException {
        BcfGenotypes genotypes = new BcfGenotypes(options, samples, header.samples(), refusals);
        BcfDosages dosages = new BcfDosages(options, samples, header.samples(), refusals);
        try (DosageCollector collector = new DosageCollector(options.genotypes(), samples, refusals, store, progress)) {
            while (!in.atEnd()) {
                records++;
                new SiteRecord(in, header).read(regions, (variant, field, counted, first) -> {
                    if (field == null) {
                        byte[] missing = new byte[samples.count()];
                        Arrays.fill(missing, DosageCollector.MISSING_CALL);
                        collector.add(variant, missing, options.ploidy());
                    } else if (options.field() == GenotypeField.GT) {
                        collector.add(variant, genotypes.dosages(field, counted, first), options.ploidy());
                    } else {
                        collector.add(variant, dosages.dosages(field, counted), options.ploidy());
                    }
                });
            }
            genotypes.note(progress);
            note();
            return collector.seal();
        }
    }

    private BcfHeader header(BinaryInput in) throws IOException {
        in.demand(MAGIC_LENGTH, "the magic number BCF");
        int start = in.take(MAGIC_LENGTH);
        if (in.bytes[start] != 'B' || in.bytes[start + 1] != 'C' || in.bytes[start + 2] != 'F') {
            throw refusals.whole(
                    "MAGIC",
                    "content byte 0: found " + Refusals.shown(in.bytes, start, start + 3)
                            + ", expected the magic number BCF; name the format that the file has");
        }
        int major = in.bytes[start + 3];
        int minor = in.bytes[start + 4];
        if (major != 2 || (minor != 1 && minor != 2)) {
            throw refusals.whole(
                    "VERSION",
                    "content byte 3: found version " + major + "." + minor
                            + ", expected 2.1 or 2.2; convert the file with bcftools view -Ob");
        }
        in.demand(4, "the length of the header");
        long length = in.unsignedInteger();
        in.demand(length, "the header");
        String text = in.text((int) length);
        int end = text.indexOf('\0');
        return BcfHeader.parse(end < 0 ? text : text.substring(0, end), refusals);
    }

    private void note() {
        note(belowQuality, "sites left out, with QUAL below min-qual");
        note(notPassed, "sites left out by filter");
        note(multiallelic, "sites left out, with several alternate alleles");
        note(invariant, "sites left out, without alternate allele");
        note(
                otherKinds,
                "variants left out by variants=" + options.variants().name().toLowerCase(java.util.Locale.ROOT));
        note(withoutField, "records have no field " + options.field() + "; their genotypes are missing");
        note(outOfOrder, "records stand before others of lower position; the variants are in the order of the file");
    }

    private void note(long count, String what) {
        if (count > 0) {
            progress.note(refusals.file() + ": " + count + " " + what);
        }
    }

    /** Takes the variants of a record. */
    @FunctionalInterface
    private interface Target {
        /**
         * Takes one.
         *
         * @param field where its values are; {@code null} if the record does not have the field
         * @param counted by allele, whether it counts
         * @param first whether it is the first of its record
         */
        void add(Variant variant, @Nullable BcfField field, boolean[] counted, boolean first);
    }

    /** The record at the input's next byte. */
    private final class SiteRecord {
        private final BinaryInput in;
        private final BcfHeader header;
        private final BcfValues values;
        private String place = "";

        SiteRecord(BinaryInput in, BcfHeader header) {
            this.in = in;
            this.header = header;
            this.values = new BcfValues(in);
        }

        void read(Regions regions, Target target) throws IOException {
            in.demand(8, "the lengths of record " + records);
            long shared = in.unsignedInteger();
            long individual = in.unsignedInteger();
            if (shared < SITE_LENGTH) {
                throw in.damaged("found " + shared + " bytes for the site of record " + records + ", expected at least "
                        + SITE_LENGTH);
            }
            in.demand(shared + individual, ordinal + records);
            int fields = in.position + (int) shared;
            int end = fields + (int) individual;
            site(regions, fields, target);
            in.position = end;
        }

        private void site(Regions regions, int fields, Target target) {
            int contigIndex = in.integer();
            int position = in.integer();
            int length = in.integer();
            int quality = in.integer();
            int alleleCount = in.integer() >>> 16;
            int samplesAndFields = in.integer();
            String contig = header.contig(contigIndex);
            if (contig == null) {
                throw refusals.whole(
                        "CONTIG",
                        ordinal + records + ": found contig number " + contigIndex
                                + ", expected one of the header; add it to the header (bcftools reheader), or write the "
                                + "file again");
            }
            place = ordinal + records + " at " + contig + ":" + (position + 1L);
            if ((samplesAndFields & 0xFFFFFF) != header.samples().size()) {
                throw refusals.whole(
                        "SAMPLES",
                        place + ": found " + (samplesAndFields & 0xFFFFFF) + " samples, expected "
                                + header.samples().size() + " by the header; write the file again");
            }
            checkOrder(contigIndex, position);
            if (!regions.overlap(contig, position, position + (long) Math.max(1, length)) || isBelow(quality)) {
                return;
            }
            String identifier = values.text();
            List<String> alleles = alleles(alleleCount);
            int[] filters = values.integers();
            if (in.position > fields) {
                throw in.damaged(place + ": found a site that is longer than its record says, expected it inside");
            }
            if (!passes(filters)) {
                notPassed++;
                return;
            }
            List<boolean[]> outputs = outputs(alleles);
            if (!outputs.isEmpty()) {
                in.position = fields;
                Optional<BcfField> field = field(samplesAndFields >>> 24, alleles.size());
                withoutField += field.isPresent() ? 0 : 1;
                boolean first = true;
                for (boolean[] counted : outputs) {
                    Variant variant = new Variant(
                            contig,
                            position + 1L,
                            identifier.equals(".") ? "" : identifier,
                            alleles.get(0),
                            alternate(alleles, counted));
                    target.add(variant, field.orElse(null), counted, first);
                    first = false;
                }
            }
        }

        private boolean isBelow(int quality) {
            boolean below = options.minQual().isPresent()
                    && (quality == BcfValues.FLOAT_MISSING
                            || !(Float.intBitsToFloat(quality)
                                    >= options.minQual().get()));
            belowQuality += below ? 1 : 0;
            return below;
        }

        private void checkOrder(int contigIndex, int position) {
            outOfOrder += contigIndex == previousContig && position < previousPosition ? 1 : 0;
            previousContig = contigIndex;
            previousPosition = position;
        }

        private List<String> alleles(int count) {
            if (count == 0 || count > MOST_ALLELES) {
                throw in.damaged(place + ": found " + count + " alleles, expected 1 to " + MOST_ALLELES);
            }
            List<String> alleles = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                alleles.add(values.text());
            }
            return alleles;
        }

        private boolean passes(int[] filters) {
            boolean passed = filters.length == 0 && wantedFilters.contains(".");
            for (int filter : filters) {
                String name = header.name(filter);
                if (name == null) {
                    throw undefined("filter", filter);
                }
                passed |= wantedFilters.contains(name);
            }
            return wantedFilters.isEmpty() || passed;
        }

        /** For each variant to make of the site, the alleles that it counts. */
        private List<boolean[]> outputs(List<String> alleles) {
            if (alleles.size() == 1) {
                invariant++;
                return List.of();
            }
            boolean several = alleles.size() > 2;
            if (several && options.multiallelic() == MultiallelicSites.REFUSE) {
                throw refusals.whole(
                        "MULTIALLELIC",
                        place + ": found " + (alleles.size() - 1)
                                + " alternate alleles, expected one; pass multiallelic=split, skip or altcount");
            }
            if (several && options.multiallelic() == MultiallelicSites.SKIP) {
                multiallelic++;
                return List.of();
            }
            if (!several && options.variants().includes(alleles.get(0), alleles.get(1))) {
                return THE_ALTERNATE;
            }
            List<boolean[]> outputs = new ArrayList<>();
            if (several && options.multiallelic() == MultiallelicSites.ALTCOUNT) {
                boolean[] all = new boolean[alleles.size()];
                Arrays.fill(all, 1, all.length, true);
                if (alleles.stream().skip(1).allMatch(allele -> options.variants()
                        .includes(alleles.get(0), allele))) {
                    outputs.add(all);
                } else {
                    otherKinds++;
                }
                return outputs;
            }
            for (int i = 1; i < alleles.size(); i++) {
                if (options.variants().includes(alleles.get(0), alleles.get(i))) {
                    boolean[] one = new boolean[alleles.size()];
                    one[i] = true;
                    outputs.add(one);
                } else {
                    otherKinds++;
                }
            }
            return outputs;
        }

        private static String alternate(List<String> alleles, boolean[] counted) {
            List<String> alternates = new ArrayList<>();
            for (int i = 1; i < counted.length; i++) {
                if (counted[i]) {
                    alternates.add(alleles.get(i));
                }
            }
            return String.join(",", alternates);
        }

        private Optional<BcfField> field(int count, int alleles) {
            Optional<BcfField> wanted = Optional.empty();
            for (int i = 0; i < count; i++) {
                int key = values.integer();
                String name = header.name(key);
                if (name == null) {
                    throw undefined("field", key);
                }
                BcfValues.Vector vector = values.vector();
                long bytes = vector.bytes() * header.samples().size();
                int start = in.take(bytes);
                if (name.equals(options.field().name())) {
                    wanted = Optional.of(new BcfField(in.bytes, start, vector, alleles, place));
                }
            }
            return wanted;
        }

        private DataException undefined(String what, int number) {
            return refusals.whole(
                    "DICTIONARY",
                    place + ": found " + what + " number " + number
                            + ", expected one of the header; write the file again with bcftools view");
        }
    }
}

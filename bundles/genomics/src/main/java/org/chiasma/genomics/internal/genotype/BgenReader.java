package org.chiasma.genomics.internal.genotype;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.genomics.internal.variant.DosageCollector;
import org.chiasma.genomics.internal.variant.SampleSelection;
import org.chiasma.genomics.internal.variant.Variant;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Reads BGEN 1.1 and 1.2 (layouts 1 and 2 of the BGEN specification, bgenformat.org), not compressed or by zlib. The dosage
 * is the expected number of copies of the allele that the options count, {@link Variant#alternate}; the other is the
 * reference. Only variants that are asked for are decompressed. Memory is one variant beside the matrix.
 */
public final class BgenReader {
    private static final int LEAST_HEADER = 20;
    private static final int ZLIB = 1;
    private static final int ZSTANDARD = 2;

    private final Refusals refusals;
    private final BgenReadOptions options;
    private final MatrixStore store;
    private final Progress progress;
    private final Inflater inflater = new Inflater();
    private byte[] inflated = {};
    private long skipped;

    /** Of the file that {@code refusals} names. */
    public BgenReader(Refusals refusals, BgenReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /**
     * Reads the dosages.
     *
     * @throws DataException {@code E-BGEN-*} if the file is damaged or what it holds cannot be counted
     */
    public Matrix read() throws IOException {
        Regions asked =
                Regions.of(options.genotypes().region(), options.genotypes().regionsFile(), progress);
        LateRegions regions = new LateRegions(
                asked, options.genotypes().contigAlias(), refusals.file().toString());
        try (BinaryInput in = new BinaryInput(TextInput.open(refusals, Long.MAX_VALUE, progress), refusals)) {
            Header header = header(in);
            List<String> names = names(in, header);
            SampleSelection samples = SampleSelection.of(options.genotypes(), names, refusals);
            BgenProbabilities probabilities = new BgenProbabilities(samples, names.size(), refusals);
            try (DosageCollector collector =
                    new DosageCollector(options.genotypes(), samples, refusals, store, progress)) {
                for (long i = 1; i <= header.variants; i++) {
                    variant(in, header, i, regions, probabilities, collector);
                }
                if (!in.atEnd()) {
                    throw refusals.whole(
                            "COUNT",
                            "content byte " + in.offset() + ": found bytes behind the last of " + header.variants
                                    + " variants, expected the end of the file; write the file again");
                }
                regions.refuseMismatch();
                if (skipped > 0) {
                    progress.note(refusals.file() + ": " + skipped + " variants left out, without exactly two alleles");
                }
                return collector.seal();
            }
        } finally {
            inflater.end();
        }
    }

    /**
     * What a file says of itself.
     *
     * @param firstVariant offset of the first variant
     */
    private record Header(
            long firstVariant, long variants, long samples, int compression, int layout, boolean hasNames) {}

    private Header header(BinaryInput in) throws IOException {
        in.demand(8, "the header");
        long firstVariant = in.unsignedInteger() + 4;
        long length = in.unsignedInteger();
        if (length < LEAST_HEADER || firstVariant < length + 4) {
            throw refusals.whole(
                    "HEADER",
                    "byte 4: found a header of " + length + " bytes before variants at byte " + firstVariant
                            + ", expected at least " + LEAST_HEADER
                            + " and all of it before them; the file is no BGEN");
        }
        in.demand(length - 4, "the header");
        long variants = in.unsignedInteger();
        long samples = in.unsignedInteger();
        int magic = in.take(4);
        boolean known = in.bytes[magic] == 'b'
                && in.bytes[magic + 1] == 'g'
                && in.bytes[magic + 2] == 'e'
                && in.bytes[magic + 3] == 'n';
        if (!known && BinaryInput.integer(in.bytes, magic) != 0) {
            throw refusals.whole(
                    "MAGIC",
                    "byte 16: found " + Refusals.shown(in.bytes, magic, magic + 4)
                            + ", expected the magic number bgen; name the format that the file has");
        }
        in.take(length - LEAST_HEADER);
        int flags = in.integer();
        int compression = flags & 3;
        int layout = (flags >> 2) & 15;
        if (layout != 1 && layout != 2) {
            throw refusals.whole(
                    "LAYOUT",
                    "found layout " + layout + ", expected 1 or 2; write the file as BGEN 1.2, for example with "
                            + "qctool");
        }
        if (compression != 0 && compression != ZLIB) {
            throw refusals.whole(
                    "COMPRESSION",
                    "found compression " + (compression == ZSTANDARD ? "zstd (Zstandard)" : "number " + compression)
                            + ", expected zlib or none; write the file again with plink2 --bgen FILE ref-first --export "
                            + "bgen-1.2 ref-first");
        }
        return new Header(firstVariant, variants, samples, compression, layout, flags < 0);
    }

    private List<String> names(BinaryInput in, Header header) throws IOException {
        List<String> names = new ArrayList<>();
        if (header.hasNames) {
            in.demand(8, "the length of the names of samples");
            long length = in.unsignedInteger();
            long count = in.unsignedInteger();
            if (length < 8 || count != header.samples) {
                throw refusals.whole(
                        "SAMPLES",
                        "content byte " + (in.offset() - 8) + ": found " + count + " names of samples in " + length
                                + " bytes, expected " + header.samples + " by the header; write the file again");
            }
            in.demand(length - 8, "the names of samples");
            for (long i = 0; i < count; i++) {
                names.add(in.text(in.unsignedShort()));
            }
        }
        long gap = header.firstVariant - in.offset();
        if (gap < 0) {
            throw in.damaged("found the first variant at byte " + header.firstVariant
                    + " by the header, expected it behind the names of samples");
        }
        in.demand(gap, "the first variant");
        in.take(gap);
        if (header.hasNames && options.oxfordSamples().isEmpty()) {
            return names;
        }
        Refusals file = new Refusals(
                refusals.family(),
                options.oxfordSamples().orElseGet(() -> MatrixFormat.companion(refusals.file(), "sample")));
        names = OxfordSamples.read(file, refusals, progress);
        if (names.size() != header.samples) {
            throw refusals.whole(
                    "SAMPLES",
                    "found " + names.size() + " samples in " + file.file() + ", expected " + header.samples
                            + " by the header; use the files that were written together");
        }
        return names;
    }

    private void variant(
            BinaryInput in,
            Header header,
            long number,
            LateRegions regions,
            BgenProbabilities probabilities,
            DosageCollector collector)
            throws IOException {
        String what = "variant " + number + " of " + header.variants;
        Site site = site(in, header, what);
        Block block = block(in, header, what);
        String place = what + " at " + site.contig + ":" + site.position;
        if (site.alleles.size() != 2) {
            refuseOrSkip(place, site.alleles.size());
            return;
        }
        boolean second = options.counted() == CountedAllele.SECOND;
        Variant variant = new Variant(
                site.contig,
                site.position,
                site.identifier,
                site.alleles.get(second ? 0 : 1),
                site.alleles.get(second ? 1 : 0));
        if (!regions.overlap(site.contig, variant.start(), variant.end())) {
            return;
        }
        byte[] data = in.bytes;
        if (header.compression == ZLIB) {
            inflate(in.bytes, block, probabilities.mostBytes(header.layout), place);
            data = inflated;
        }
        int start = header.compression == ZLIB ? 0 : block.start;
        float[] dosages = header.layout == 1
                ? probabilities.layout1(data, start, (int) block.inflatedLength, place)
                : probabilities.layout2(data, start, (int) block.inflatedLength, place);
        if (!second) {
            for (int i = 0; i < dosages.length; i++) {
                dosages[i] = 2 - dosages[i];
            }
        }
        collector.add(variant, dosages, 2);
    }

    /** What a variant is; its identifier is the rs number, or else the other one. */
    private record Site(String contig, long position, String identifier, List<String> alleles) {}

    private static Site site(BinaryInput in, Header header, String what) throws IOException {
        if (header.layout == 1) {
            in.demand(4, what);
            long samples = in.unsignedInteger();
            if (samples != header.samples) {
                throw in.damaged("found " + samples + " samples of " + what + ", expected " + header.samples);
            }
        }
        String variantId = shortText(in, what);
        String rsId = shortText(in, what);
        String contig = shortText(in, what);
        in.demand(4, what);
        long position = in.unsignedInteger();
        int alleleCount = 2;
        if (header.layout == 2) {
            in.demand(2, what);
            alleleCount = in.unsignedShort();
        }
        List<String> alleles = new ArrayList<>();
        for (int i = 0; i < alleleCount; i++) {
            in.demand(4, what);
            long length = in.unsignedInteger();
            in.demand(length, "an allele of " + what);
            alleles.add(in.text((int) length));
        }
        String identifier = rsId.isEmpty() || rsId.equals(".") ? variantId : rsId;
        return new Site(contig, position, identifier.equals(".") ? "" : identifier, alleles);
    }

    /**
     * Where the probabilities of a variant lie.
     *
     * @param start first byte in the input's array
     * @param length bytes there
     * @param inflatedLength bytes when they are decompressed
     */
    private record Block(int start, int length, long inflatedLength) {}

    private static Block block(BinaryInput in, Header header, String what) throws IOException {
        long length = 6L * header.samples;
        long inflatedLength = length;
        if (header.layout == 2 || header.compression == ZLIB) {
            in.demand(4, what);
            length = in.unsignedInteger();
        }
        if (header.layout == 2) {
            inflatedLength = length;
            if (header.compression == ZLIB) {
                in.demand(4, what);
                inflatedLength = in.unsignedInteger();
                length -= 4;
            }
        }
        if (length < 0) {
            throw in.damaged("found less than no bytes of probabilities of " + what + ", expected some");
        }
        in.demand(length, "the probabilities of " + what);
        return new Block(in.take(length), (int) length, inflatedLength);
    }

    private void refuseOrSkip(String place, int alleleCount) {
        if (options.multiallelic() == OtherAlleleCounts.REFUSE) {
            throw refusals.whole(
                    "MULTIALLELIC",
                    place + ": found " + alleleCount + " alleles, expected two; pass multiallelic=skip");
        }
        skipped++;
    }

    private static String shortText(BinaryInput in, String what) throws IOException {
        in.demand(2, what);
        int length = in.unsignedShort();
        in.demand(length, what);
        return in.text(length);
    }

    private void inflate(byte[] bytes, Block block, long most, String place) {
        long expected = block.inflatedLength;
        if (expected > most) {
            throw refusals.whole(
                    "LENGTH",
                    place + ": found " + expected + " bytes of probabilities, expected at most " + most
                            + "; write the file again");
        }
        if (inflated.length < expected) {
            inflated = new byte[(int) expected];
        }
        inflater.reset();
        inflater.setInput(bytes, block.start, block.length);
        try {
            int count = 0;
            while (count < expected && !inflater.finished()) {
                int more = inflater.inflate(inflated, count, (int) expected - count);
                if (more == 0 && !inflater.finished()) {
                    break;
                }
                count += more;
            }
            boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
            if (count != expected || more || !inflater.finished() || inflater.getRemaining() > 0) {
                throw refusals.whole(
                        "INFLATE",
                        place + ": found compressed probabilities of another length than " + expected
                                + " bytes, expected that; copy or write the file again");
            }
        } catch (DataFormatException e) {
            throw new DataException(
                    "E-BGEN-INFLATE",
                    refusals.file() + ": " + place + ": found damaged compressed probabilities (" + e.getMessage()
                            + "), expected a zlib stream; copy or write the file again",
                    e);
        }
    }
}

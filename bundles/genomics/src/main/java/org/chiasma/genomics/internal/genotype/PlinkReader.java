package org.chiasma.genomics.internal.genotype;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.genomics.internal.variant.DosageCollector;
import org.chiasma.genomics.internal.variant.SampleSelection;
import org.chiasma.genomics.internal.variant.Variant;
import org.chiasma.text.Refusals;

/**
 * Reads PLINK 1 binary genotypes: three magic bytes, then for each variant four samples a byte, the first in the lowest bits:
 * 0 is two copies of A1, 1 missing, 2 one copy, 3 none (PLINK 1.9 file format reference, .bed). Dosages count A1. Variants
 * outside the regions are not read from the disk.
 */
public final class PlinkReader {
    static final int MAGIC_LENGTH = 3;

    private static final int CHUNK = 1 << 20;
    private static final byte[] DOSAGE_BY_CODE = {2, DosageCollector.MISSING_CALL, 1, 0};
    /** Four dosages for each byte. */
    private static final byte[] DOSAGES_BY_BYTE = dosagesByByte();

    private final Refusals refusals;
    private final PlinkReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    /** Of the {@code .bed} that {@code refusals} names. */
    public PlinkReader(Refusals refusals, PlinkReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /**
     * Reads the dosages.
     *
     * @throws org.chiasma.api.DataException {@code E-PLINK-*} if the files are damaged or do not fit each other
     */
    public Matrix read() throws IOException {
        try (FileChannel channel = FileChannel.open(refusals.file(), StandardOpenOption.READ)) {
            checkMagic(channel);
            Path bim = options.bim().orElseGet(() -> MatrixFormat.companion(refusals.file(), "bim"));
            Path fam = options.fam().orElseGet(() -> MatrixFormat.companion(refusals.file(), "fam"));
            List<String> names = PlinkTables.samples(
                    new Refusals(refusals.family(), fam), refusals, options.sampleNames(), progress);
            List<Variant> variants = PlinkTables.variants(new Refusals(refusals.family(), bim), refusals, progress);
            checkSize(channel.size(), names.size(), variants.size(), bim, fam);
            SampleSelection samples = SampleSelection.of(options.genotypes(), names, refusals);
            int[] selected = select(variants, bim);
            try (DosageCollector collector =
                    new DosageCollector(options.genotypes(), samples, refusals, store, progress)) {
                collect(channel, names.size(), variants, selected, samples, collector);
                return collector.seal();
            }
        }
    }

    private void checkMagic(FileChannel channel) throws IOException {
        byte[] found = new byte[MAGIC_LENGTH];
        int length = FilePiece.read(channel, 0, found, MAGIC_LENGTH);
        boolean start = length == MAGIC_LENGTH && found[0] == 0x6C && found[1] == 0x1B;
        if (start && found[2] == 0) {
            throw refusals.whole(
                    "SAMPLEMAJOR",
                    "byte 2: found 0, which is the order sample by sample, expected 1, variant by variant; convert the "
                            + "file with plink1.9 --bfile NAME --make-bed");
        }
        if (!start || found[2] != 1) {
            StringBuilder hex = new StringBuilder();
            for (int i = 0; i < length; i++) {
                hex.append(String.format(" %02x", found[i]));
            }
            throw refusals.whole(
                    "MAGIC",
                    "byte 0: found" + (hex.length() == 0 ? " nothing" : hex) + ", expected 6c 1b 01, the start of a "
                            + (length > 1 && found[0] == 0x1F && found[1] == (byte) 0x8B
                                    ? "PLINK .bed without compression; decompress it with gunzip"
                                    : "PLINK .bed; if the file holds intervals as text, pass format=bed"));
        }
    }

    private void checkSize(long size, int samples, int variants, Path bim, Path fam) {
        long expected = MAGIC_LENGTH + Math.multiplyExact((long) variants, bytesOfVariant(samples));
        if (size != expected) {
            throw refusals.whole(
                    "SIZE",
                    "found " + size + " bytes, expected " + expected + " for " + variants + " variants of " + bim
                            + " and " + samples + " samples of " + fam
                            + "; use the three files that were written together");
        }
    }

    /** Positions of the variants that are asked for; those at negative positions never are, as in PLINK. */
    private int[] select(List<Variant> variants, Path bim) throws IOException {
        Set<String> contigs = new LinkedHashSet<>();
        variants.forEach(variant -> contigs.add(variant.contig()));
        Regions regions = Regions.of(
                        options.genotypes().region(), options.genotypes().regionsFile(), progress)
                .resolve(
                        Contigs.named(bim.toString(), contigs),
                        options.genotypes().contigAlias());
        long negative =
                variants.stream().filter(variant -> variant.position() < 0).count();
        if (negative > 0) {
            progress.note(refusals.file() + ": " + negative + " variants left out, at negative positions");
        }
        return IntStream.range(0, variants.size())
                .filter(i -> variants.get(i).position() >= 0)
                .filter(i -> regions.overlap(
                        variants.get(i).contig(),
                        variants.get(i).start(),
                        variants.get(i).end()))
                .toArray();
    }

    private void collect(
            FileChannel channel,
            int sampleCount,
            List<Variant> variants,
            int[] selected,
            SampleSelection samples,
            DosageCollector collector)
            throws IOException {
        progress.begin("reading " + refusals.file().getFileName(), selected.length);
        int width = (int) bytesOfVariant(sampleCount);
        int most = Math.max(1, CHUNK / Math.max(1, width));
        boolean whole = samples.isWhole(sampleCount);
        byte[] chunk = new byte[Math.multiplyExact(most, width)];
        for (int next = 0; next < selected.length; ) {
            progress.checkCancelled();
            int count = 1;
            while (count < most && next + count < selected.length && selected[next + count] == selected[next] + count) {
                count++;
            }
            long from = MAGIC_LENGTH + (long) selected[next] * width;
            if (FilePiece.read(channel, from, chunk, count * width) < count * width) {
                throw refusals.whole(
                        "TRUNCATED",
                        "byte " + from + ": found the end of the file, expected " + count * width
                                + " bytes; it changed while it was read: read it again");
            }
            for (int i = 0; i < count; i++) {
                byte[] dosages = new byte[samples.count()];
                if (whole) {
                    decode(chunk, i * width, dosages);
                } else {
                    decode(chunk, i * width, samples, dosages);
                }
                collector.add(variants.get(selected[next + i]), dosages, 2);
            }
            progress.advance(count);
            next += count;
        }
    }

    /** Bytes that a variant takes. */
    static long bytesOfVariant(long samples) {
        return (samples + 3) / 4;
    }

    private static void decode(byte[] codes, int from, byte[] dosages) {
        int wholeBytes = dosages.length >> 2;
        for (int k = 0, i = 0; k < wholeBytes; k++, i += 4) {
            int entry = (codes[from + k] & 0xFF) << 2;
            dosages[i] = DOSAGES_BY_BYTE[entry];
            dosages[i + 1] = DOSAGES_BY_BYTE[entry + 1];
            dosages[i + 2] = DOSAGES_BY_BYTE[entry + 2];
            dosages[i + 3] = DOSAGES_BY_BYTE[entry + 3];
        }
        for (int i = wholeBytes << 2; i < dosages.length; i++) {
            dosages[i] = DOSAGE_BY_CODE[(codes[from + (i >> 2)] >> ((i & 3) << 1)) & 3];
        }
    }

    private static void decode(byte[] codes, int from, SampleSelection samples, byte[] dosages) {
        for (int i = 0; i < dosages.length; i++) {
            int sample = samples.position(i);
            dosages[i] = DOSAGE_BY_CODE[(codes[from + (sample >> 2)] >> ((sample & 3) << 1)) & 3];
        }
    }

    private static byte[] dosagesByByte() {
        byte[] table = new byte[4 * 256];
        for (int i = 0; i < table.length; i++) {
            table[i] = DOSAGE_BY_CODE[((i >> 2) >> ((i & 3) << 1)) & 3];
        }
        return table;
    }
}

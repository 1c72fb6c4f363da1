import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Makes genotypes of three populations. Run from the project directory:
 * {@code java sample-data/GenerateGenotypes.java sample-data}. The same seed gives the same values.
 *
 * <p>Model: the variants come in blocks of {@value #BLOCK}. A derived allele has an ancestral frequency p near one of
 * its block, uniform between 0.1 and 0.9, from which each population drifted away by a normal of variance F p (1 - p),
 * F = {@value #DRIFT}. Along each haplotype runs a normal process, correlated by {@value #CORRELATION} from variant to
 * variant within a block and beginning anew with each; the haplotype has the derived allele where the process is among
 * the lowest p of its values. At half of the variants the reference is the derived allele. Of the sites,
 * {@value #MULTIALLELIC_PERCENT} % have two alternate alleles; of the genotypes, {@value #MISSING_PERCENT} % are missing.
 *
 * <p>The file is VCF compressed in blocks (BGZF), as tabix and bcftools index it; its headers hold no time.
 */
final class GenerateGenotypes {
    private static final long SEED = 20_260_303L;
    private static final String[] POPULATIONS = {"north", "south", "east"};
    private static final int SAMPLES_EACH = 40;
    private static final String[] CONTIGS = {"21", "22"};
    private static final int[] LENGTHS = {48_129_895, 51_304_566};
    private static final int VARIANTS_EACH = 400;
    private static final int BLOCK = 20;
    private static final double CORRELATION = 0.95;
    private static final double DRIFT = 0.1;
    private static final int MULTIALLELIC_PERCENT = 4;
    private static final int MISSING_PERCENT = 2;
    private static final int FIRST_POSITION = 16_000_000;
    private static final int WITHIN_BLOCK = 2_000;
    private static final int BETWEEN_BLOCKS = 400_000;
    private static final String BASES = "ACGT";
    /** Bytes of a BGZF block before compression, as bgzip has them. */
    private static final int BGZF_BLOCK = 65_280;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private double blockFrequency;
    private final double[] haplotypes = new double[2 * SAMPLES_EACH * POPULATIONS.length];

    public static void main(String[] arguments) throws IOException {
        byte[] text = new GenerateGenotypes().text().getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(Path.of(arguments[0], "genotypes.vcf.gz"))) {
            for (int start = 0; start < text.length; start += BGZF_BLOCK) {
                writeBlock(out, text, start, Math.min(BGZF_BLOCK, text.length - start));
            }
            writeBlock(out, text, 0, 0);
        }
    }

    private String text() {
        StringBuilder vcf = new StringBuilder("##fileformat=VCFv4.2\n##source=GenerateGenotypes\n");
        vcf.append("##FILTER=<ID=PASS,Description=\"All filters passed\">\n");
        for (int contig = 0; contig < CONTIGS.length; contig++) {
            vcf.append("##contig=<ID=" + CONTIGS[contig] + ",length=" + LENGTHS[contig] + ">\n");
        }
        vcf.append("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n");
        vcf.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (String population : POPULATIONS) {
            for (int sample = 1; sample <= SAMPLES_EACH; sample++) {
                vcf.append(String.format(Locale.ROOT, "\t%s-%02d", population, sample));
            }
        }
        vcf.append('\n');
        for (String contig : CONTIGS) {
            int position = FIRST_POSITION;
            for (int variant = 0; variant < VARIANTS_EACH; variant++) {
                boolean begins = variant % BLOCK == 0;
                position += 1 + random.nextInt(begins ? BETWEEN_BLOCKS : WITHIN_BLOCK);
                proceed(begins);
                appendVariant(vcf, contig, position);
            }
        }
        return vcf.toString();
    }

    /** Takes the process of each haplotype to the next variant. */
    private void proceed(boolean begins) {
        blockFrequency = begins ? 0.1 + 0.8 * random.nextDouble() : blockFrequency;
        double innovation = Math.sqrt(1 - CORRELATION * CORRELATION);
        for (int i = 0; i < haplotypes.length; i++) {
            double normal = normal();
            haplotypes[i] = begins ? normal : CORRELATION * haplotypes[i] + innovation * normal;
        }
    }

    private void appendVariant(StringBuilder vcf, String contig, int position) {
        int reference = random.nextInt(BASES.length());
        int alternate = (reference + 1 + random.nextInt(3)) % BASES.length();
        boolean two = random.nextInt(100) < MULTIALLELIC_PERCENT;
        int second = alternate;
        while (two && (second == alternate || second == reference)) {
            second = random.nextInt(BASES.length());
        }
        String alternates = BASES.charAt(alternate) + (two ? "," + BASES.charAt(second) : "");
        vcf.append(contig + "\t" + position + "\t" + contig + "-" + position + "\t" + BASES.charAt(reference) + "\t"
                + alternates + "\t.\tPASS\t.\tGT");
        double[] frequencies = frequencies();
        boolean derivedReference = random.nextInt(2) == 0;
        for (int sample = 0; sample < haplotypes.length / 2; sample++) {
            double frequency = frequencies[sample / SAMPLES_EACH];
            int one = allele(haplotypes[2 * sample], frequency, derivedReference, two);
            int other = allele(haplotypes[2 * sample + 1], frequency, derivedReference, two);
            vcf.append(random.nextInt(100) < MISSING_PERCENT ? "\t./." : "\t" + one + "|" + other);
        }
        vcf.append('\n');
    }

    /** Of each population. */
    private double[] frequencies() {
        double ancestral = Math.max(0.05, Math.min(0.95, blockFrequency + 0.05 * normal()));
        double[] drifted = new double[POPULATIONS.length];
        Arrays.setAll(drifted, population -> {
            double moved = ancestral + Math.sqrt(DRIFT * ancestral * (1 - ancestral)) * normal();
            return Math.max(0.04, Math.min(0.96, moved));
        });
        return drifted;
    }

    private int allele(double process, double frequency, boolean derivedReference, boolean two) {
        // the logistic function is near the normal distribution at this scale
        double quantile = 1 / (1 + StrictMath.exp(-1.702 * process));
        return (quantile < frequency) == derivedReference ? 0 : two && random.nextInt(3) == 0 ? 2 : 1;
    }

    /** By Box and Muller; StrictMath for the same bits everywhere. */
    private double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    /** A gzip member that holds its own length (SAM specification, section 4.1); an empty one ends the file. */
    private static void writeBlock(OutputStream out, byte[] text, int start, int length) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(text, start, length);
        deflater.finish();
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            deflated.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        CRC32 checksum = new CRC32();
        checksum.update(text, start, length);
        ByteBuffer block = ByteBuffer.allocate(26 + deflated.size()).order(ByteOrder.LITTLE_ENDIAN);
        block.put(new byte[] {0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, (byte) 0xFF, 6, 0, 'B', 'C', 2, 0});
        block.putShort((short) (block.capacity() - 1));
        block.put(deflated.toByteArray());
        block.putInt((int) checksum.getValue());
        block.putInt(length);
        out.write(block.array());
    }
}

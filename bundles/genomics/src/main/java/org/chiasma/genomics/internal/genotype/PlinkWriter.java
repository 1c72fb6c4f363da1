package org.chiasma.genomics.internal.genotype;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.genomics.internal.variant.RowAxis;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextOutput;

/**
 * Writes dosages as PLINK 1 files, {@code .bed} with {@code .bim} and {@code .fam} beside it, as {@link PlinkReader} reads
 * them: the dosage counts A1, which is the metadata column {@code alternate}. Memory is a block of variants.
 */
public final class PlinkWriter {
    /** Endings of the files beside the {@code .bed}. */
    public static final List<String> COMPANIONS = List.of("bim", "fam");

    private static final Pattern LABEL = Pattern.compile("(.+):(\\d{1,18}):([^:]+):([^:]+)");
    private static final int BLOCK_ENTRIES = 1 << 21;
    private static final int LEAST_VARIANTS = 4;
    private static final byte CODE_MISSING = 1;

    private final Refusals refusals;
    private final PlinkWriteOptions options;
    private final Progress progress;
    private long rounded;

    /** To the {@code .bed} that {@code refusals} names. */
    public PlinkWriter(Refusals refusals, PlinkWriteOptions options, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Writes the three files.
     *
     * @throws DataException {@code E-PLINK-AXES} if neither axis is known to hold the variants, {@code E-PLINK-VARIANT} if a
     *     variant has no place or alleles, {@code E-PLINK-LABEL} if a name is empty or holds blanks, {@code E-PLINK-DOSAGE}
     *     if a dosage is not 0, 1, 2 or missing
     */
    public void write(Matrix matrix) throws IOException {
        boolean variantRows = variantRows(matrix);
        Axis variants = variantRows ? matrix.rows() : matrix.columns();
        Axis samples = variantRows ? matrix.columns() : matrix.rows();
        writeVariants(variants, MatrixFormat.companion(refusals.file(), "bim"));
        writeSamples(samples, MatrixFormat.companion(refusals.file(), "fam"));
        progress.begin("writing " + refusals.file().getFileName(), variants.size());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(refusals.file()), 1 << 16)) {
            out.write(new byte[] {0x6C, 0x1B, 1});
            writeCodes(matrix, variantRows, samples, variants, out);
        }
        if (rounded > 0) {
            progress.note(refusals.file() + ": " + rounded + " dosages were rounded to the nearest whole one");
        }
    }

    private boolean variantRows(Matrix matrix) {
        if (options.rows().isPresent()) {
            return options.rows().get() == RowAxis.VARIANTS;
        }
        boolean rows = holdsVariants(matrix.rows());
        if (rows == holdsVariants(matrix.columns())) {
            throw refusals.whole(
                    "AXES",
                    "found " + matrix.rows().name() + " x " + matrix.columns().name()
                            + ", expected samples x variants or variants x samples; pass rows=samples or rows=variants");
        }
        return rows;
    }

    private static boolean holdsVariants(Axis axis) {
        return axis.name().equals("variants") || axis.metadata("contig").isPresent();
    }

    private void writeVariants(Axis variants, Path file) throws IOException {
        Optional<MetadataColumn> contig = variants.metadata("contig");
        Optional<MetadataColumn> position = variants.metadata("position");
        Optional<MetadataColumn> identifier = variants.metadata("id");
        Optional<MetadataColumn> reference = variants.metadata("reference");
        Optional<MetadataColumn> alternate = variants.metadata("alternate");
        boolean described =
                contig.isPresent() && position.isPresent() && reference.isPresent() && alternate.isPresent();
        try (TextOutput out = new TextOutput(file, (byte) '.')) {
            for (int i = 0; i < variants.size(); i++) {
                String id = identifier.isPresent() ? identifier.get().values().get(i) : "";
                if (described) {
                    line(
                            out,
                            contig.get().values().get(i),
                            id.isEmpty() ? "." : id,
                            "0",
                            position.get().values().get(i),
                            alternate.get().values().get(i),
                            reference.get().values().get(i));
                } else {
                    Matcher label = LABEL.matcher(variants.label(i));
                    if (!label.matches()) {
                        throw refusals.whole(
                                "VARIANT",
                                "found variant " + Refusals.shown(variants.label(i))
                                        + ", expected metadata contig, position, reference and alternate, or a label "
                                        + "such as 22:16050075:A:G; add them");
                    }
                    line(
                            out,
                            label.group(1),
                            id.isEmpty() ? "." : id,
                            "0",
                            label.group(2),
                            label.group(4),
                            label.group(3));
                }
            }
        }
    }

    private void writeSamples(Axis samples, Path file) throws IOException {
        try (TextOutput out = new TextOutput(file, (byte) '.')) {
            for (long i = 0; i < samples.size(); i++) {
                line(out, "0", samples.label(i), "0", "0", "0", "-9");
            }
        }
    }

    private void line(TextOutput out, String... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].isEmpty() || fields[i].chars().anyMatch(c -> Character.isWhitespace(c))) {
                throw refusals.whole(
                        "LABEL",
                        "found " + Refusals.shown(fields[i])
                                + ", expected names, alleles and positions without blanks; rename it");
            }
            out.text(fields[i]);
            out.symbol(i + 1 < fields.length ? '\t' : '\n');
        }
    }

    private void writeCodes(Matrix matrix, boolean variantRows, Axis samples, Axis variants, OutputStream out)
            throws IOException {
        int sampleCount = Math.toIntExact(samples.size());
        int blockVariants = (int) Math.min(
                Math.max(1, variants.size()), Math.max(LEAST_VARIANTS, BLOCK_ENTRIES / Math.max(1, sampleCount)));
        double[] block = new double[Math.multiplyExact(blockVariants, sampleCount)];
        byte[] codes = new byte[Math.toIntExact(PlinkReader.bytesOfVariant(sampleCount))];
        for (long first = 0; first < variants.size(); first += blockVariants) {
            progress.checkCancelled();
            int count = (int) Math.min(blockVariants, variants.size() - first);
            if (variantRows) {
                matrix.copyBlock(first, 0, count, sampleCount, block, 0, sampleCount);
            } else {
                matrix.copyBlock(0, first, sampleCount, count, block, 0, count);
            }
            int variantStep = variantRows ? sampleCount : 1;
            int sampleStep = variantRows ? 1 : count;
            for (int j = 0; j < count; j++) {
                java.util.Arrays.fill(codes, (byte) 0);
                for (int i = 0; i < sampleCount; i++) {
                    double dosage = block[j * variantStep + i * sampleStep];
                    int code = dosage == 0
                            ? 3
                            : dosage == 1 ? 2 : dosage == 2 ? 0 : code(dosage, samples, i, variants, first + j);
                    codes[i >> 2] |= (byte) (code << ((i & 3) << 1));
                }
                out.write(codes);
            }
            progress.advance(count);
        }
    }

    private int code(double dosage, Axis samples, int sample, Axis variants, long variant) {
        if (Double.isNaN(dosage)) {
            return CODE_MISSING;
        }
        if (options.round() == DosageRounding.NEAREST && dosage >= 0 && dosage <= 2) {
            rounded++;
            double whole = Math.rint(dosage);
            return whole == 0 ? 3 : whole == 1 ? 2 : 0;
        }
        throw refusals.whole(
                "DOSAGE",
                "found " + dosage + " of sample " + Refusals.shown(samples.label(sample)) + " at variant "
                        + Refusals.shown(variants.label(variant)) + ", expected 0, 1, 2 or missing; "
                        + (dosage > 0 && dosage < 2 ? "pass round=nearest" : "save in another format"));
    }
}

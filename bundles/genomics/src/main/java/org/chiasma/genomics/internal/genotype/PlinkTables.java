package org.chiasma.genomics.internal.genotype;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringTokenizer;
import java.util.regex.Pattern;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.variant.Variant;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/** The text files beside a PLINK {@code .bed}: six fields a line, between blanks or tabs, without a heading. */
final class PlinkTables {
    private static final int FIELDS = 6;
    private static final long MOST_BYTES = 1L << 36;

    private static final int LONGEST_NUMBER = 18;
    private static final Pattern EXPONENT = Pattern.compile("\\d(\\.\\d{1,6})?[eE]\\+?0?\\d");

    private PlinkTables() {}

    /**
     * The variants of a {@code .bim}: contig, identifier, centimorgans, position, A1, A2. The counted allele, {@link
     * Variant#alternate}, is A1. The identifier {@code .} is none.
     *
     * @param refusals name the file
     * @param bed the file it belongs to
     */
    static List<Variant> variants(Refusals refusals, Refusals bed, Progress progress) throws IOException {
        List<Variant> variants = new ArrayList<>();
        scan(refusals, bed, progress, (fields, line) -> {
            OptionalLong position = position(fields[3]);
            if (position.isEmpty()) {
                throw refusals.line(
                        "POSITION",
                        line,
                        "found position " + Refusals.shown(fields[3]) + ", expected a whole number; correct it");
            }
            variants.add(new Variant(
                    fields[0], position.getAsLong(), fields[1].equals(".") ? "" : fields[1], fields[5], fields[4]));
        });
        return variants;
    }

    /** The samples of a {@code .fam}: family, individual, father, mother, sex, phenotype. */
    static List<String> samples(Refusals refusals, Refusals bed, SampleNames names, Progress progress)
            throws IOException {
        List<String> samples = new ArrayList<>();
        scan(
                refusals,
                bed,
                progress,
                (fields, line) ->
                        samples.add(names == SampleNames.INDIVIDUAL ? fields[1] : fields[0] + "_" + fields[1]));
        return samples;
    }

    private static void scan(Refusals refusals, Refusals bed, Progress progress, LineVisitor visitor)
            throws IOException {
        if (!Files.isRegularFile(refusals.file())) {
            throw bed.whole(
                    "COMPANION",
                    "found no file " + refusals.file()
                            + ", expected .bim and .fam beside the .bed; put it there, or name it by bim= or fam=");
        }
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, MOST_BYTES, progress), refusals)) {
            String[] fields = new String[FIELDS];
            while (lines.next()) {
                long line = lines.line;
                StringTokenizer text = new StringTokenizer(lines.takeText());
                int count = text.countTokens();
                if (count == 0 && !lines.next()) {
                    return;
                }
                if (count != FIELDS) {
                    throw refusals.line(
                            "FIELDS",
                            line,
                            "found " + Refusals.count(count, "field") + ", expected " + FIELDS + "; correct the line");
                }
                for (int i = 0; i < FIELDS; i++) {
                    fields[i] = text.nextToken();
                }
                visitor.visit(fields, line);
            }
        }
    }

    /** A whole number, also as 5e+05, which R makes of 500000; empty if it is none. */
    private static OptionalLong position(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return OptionalLong.empty();
        }
        int digits = text.startsWith("-") ? 1 : 0;
        if (text.length() > digits && text.chars().skip(digits).allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.of(Long.parseLong(text));
        }
        if (!EXPONENT.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        BigDecimal number = new BigDecimal(text);
        return number.stripTrailingZeros().scale() > 0
                ? OptionalLong.empty()
                : OptionalLong.of(number.longValueExact());
    }

    @FunctionalInterface
    private interface LineVisitor {
        void visit(String[] fields, long line);
    }
}

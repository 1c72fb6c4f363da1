package org.chiasma.genomics.internal.variant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;

/**
 * What the header of a VCF file says of its records (VCF 4.3, section 1).
 *
 * @param contigs those that it lists, with their lengths; none when it lists none
 * @param samples names in the order of the columns
 */
record VcfHeader(Contigs contigs, List<String> samples) {
    /** Columns before the genotypes. */
    static final int FIXED = 9;

    private static final List<String> NAMES =
            List.of("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT");
    private static final Pattern IDENTIFIER = Pattern.compile("[<,]ID=([^,>]+)");
    private static final Pattern LENGTH = Pattern.compile("[<,]length=(\\d{1,18})");

    /**
     * Takes the header; the first record is next.
     *
     * @throws org.chiasma.api.DataException {@code E-VCF-SIGNATURE}, {@code E-VCF-HEADER}, {@code E-VCF-TABS}, {@code
     *     E-VCF-DUPSAMPLE}, {@code E-VCF-NOSAMPLE}
     */
    static VcfHeader read(LineBlocks lines, Refusals refusals) throws IOException {
        Map<String, Long> lengths = new LinkedHashMap<>();
        boolean first = true;
        while (lines.next()) {
            long number = lines.line;
            if (lines.bytes[lines.position] != '#') {
                throw refusals.line(
                        "HEADER", number, "found a record before the line #CHROM, expected the header; add the line");
            }
            String line = lines.takeText();
            if (first && !line.startsWith("##fileformat=VCF")) {
                throw refusals.line(
                        "SIGNATURE",
                        number,
                        "found " + Refusals.shown(line) + ", expected ##fileformat=VCFv4.x; add the line");
            }
            first = false;
            if (line.startsWith("##contig=<")) {
                Matcher identifier = IDENTIFIER.matcher(line);
                Matcher length = LENGTH.matcher(line);
                if (identifier.find()) {
                    lengths.put(identifier.group(1), length.find() ? Long.parseLong(length.group(1)) : Contigs.UNKNOWN);
                }
            } else if (!line.startsWith("##")) {
                return new VcfHeader(new Contigs(refusals.file().toString(), lengths), samples(line, number, refusals));
            }
        }
        throw refusals.line(
                "HEADER",
                lines.line,
                "found the end of the file in the header, expected the line #CHROM; copy the file again");
    }

    private static List<String> samples(String line, long number, Refusals refusals) {
        String[] fields = line.split("\t", -1);
        if (fields.length == 1 && line.startsWith("#CHROM ")) {
            throw refusals.line(
                    "TABS", number, "found blanks between the columns, expected tabs; replace them by tabs");
        }
        for (int i = 0; i < FIXED - 1; i++) {
            if (i >= fields.length || !fields[i].equals(NAMES.get(i))) {
                throw refusals.line(
                        "HEADER",
                        number,
                        "column " + (i + 1) + ": found " + (i < fields.length ? Refusals.shown(fields[i]) : "nothing")
                                + ", expected " + NAMES.get(i) + "; correct the line");
            }
        }
        if (fields.length <= FIXED) {
            throw refusals.line(
                    "NOSAMPLE",
                    number,
                    "found no sample, expected genotypes of at least one; give a file with genotypes");
        }
        Map<String, Integer> columns = new HashMap<>();
        List<String> samples = new ArrayList<>();
        for (int i = FIXED; i < fields.length; i++) {
            Integer before = columns.put(fields[i], i);
            if (before != null || fields[i].isEmpty()) {
                throw refusals.line(
                        "DUPSAMPLE",
                        number,
                        before == null
                                ? "column " + (i + 1) + ": found no name, expected that of a sample; add it"
                                : "found sample " + Refusals.shown(fields[i]) + " in columns " + (before + 1) + " and "
                                        + (i + 1) + ", expected distinct names; rename one (bcftools reheader)");
            }
            samples.add(fields[i]);
        }
        return List.copyOf(samples);
    }
}

package org.chiasma.genomics.internal.genotype;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a BCF file refer to by number. Contigs have numbers of their own; FILTER, INFO and FORMAT share one
 * dictionary, which begins with {@code PASS}. A number is the attribute {@code IDX} of the header line, or else the next one
 * (VCF specification 4.3, section 6.2.1).
 */
final class BcfHeader {
    private static final int FIXED_COLUMNS = 9;

    private final Map<Integer, String> contigNames;
    private final Map<Integer, String> dictionary;
    private final Contigs contigs;
    private final List<String> samples;

    private BcfHeader(
            Map<Integer, String> contigNames, Map<Integer, String> dictionary, Contigs contigs, List<String> samples) {
        this.contigNames = contigNames;
        this.dictionary = dictionary;
        this.contigs = contigs;
        this.samples = samples;
    }

    /**
     * Reads the text of a header.
     *
     * @throws org.chiasma.api.DataException {@code E-BCF-HEADER} without a line {@code #CHROM}, or if a line has no name or
     *     no number where one belongs
     */
    static BcfHeader parse(String text, Refusals refusals) {
        Numbering dictionary = new Numbering();
        dictionary.add("PASS", null);
        Numbering contigNames = new Numbering();
        Map<String, Long> lengths = new LinkedHashMap<>();
        long number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.startsWith("#CHROM\t")) {
                List<String> columns = List.of(line.split("\t", -1));
                return new BcfHeader(
                        contigNames.names,
                        dictionary.names,
                        new Contigs(refusals.file().toString(), lengths),
                        columns.subList(Math.min(FIXED_COLUMNS, columns.size()), columns.size()));
            }
            boolean contig = line.startsWith("##contig=<");
            if (contig
                    || line.startsWith("##FILTER=<")
                    || line.startsWith("##INFO=<")
                    || line.startsWith("##FORMAT=<")) {
                Map<String, String> attributes = attributes(line);
                String name = attributes.get("ID");
                if (name == null || name.isEmpty()) {
                    throw refusals.line("HEADER", number, "found no ID, expected one; correct the header");
                }
                Integer index = index(attributes.get("IDX"), number, refusals);
                (contig ? contigNames : dictionary).add(name, index);
                if (contig) {
                    lengths.put(name, length(attributes.get("length")));
                }
            }
        }
        throw refusals.whole("HEADER", "found no line #CHROM in the header, expected one; write the file again");
    }

    /** Samples in the order of the records. */
    List<String> samples() {
        return samples;
    }

    /** Contigs in the order of the header. */
    Contigs contigs() {
        return contigs;
    }

    /** The contig of this number. */
    @Nullable
    String contig(int index) {
        return contigNames.get(index);
    }

    /** The filter or field of this number. */
    @Nullable
    String name(int index) {
        return dictionary.get(index);
    }

    /** {@code ##KEY=<a=1,b="x,y">}: commas between quotes separate nothing. */
    private static Map<String, String> attributes(String line) {
        Map<String, String> attributes = new HashMap<>();
        int start = line.indexOf('<') + 1;
        boolean quoted = false;
        int equals = -1;
        for (int i = start; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '=' && equals < 0) {
                equals = i;
            } else if (!quoted && (c == ',' || c == '>')) {
                if (equals > 0) {
                    attributes.putIfAbsent(line.substring(start, equals), line.substring(equals + 1, i));
                }
                start = i + 1;
                equals = -1;
            }
        }
        return attributes;
    }

    private static @Nullable Integer index(@Nullable String text, long line, Refusals refusals) {
        if (text == null) {
            return null;
        }
        if (!isNumber(text, 9)) {
            throw refusals.line(
                    "HEADER", line, "found IDX=" + Refusals.shown(text) + ", expected a number; write the file again");
        }
        return Integer.valueOf(text);
    }

    private static long length(@Nullable String text) {
        return text != null && isNumber(text, 18) ? Long.parseLong(text) : Contigs.UNKNOWN;
    }

    private static boolean isNumber(String text, int mostDigits) {
        return !text.isEmpty() && text.length() <= mostDigits && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Names by number; a name that comes again keeps its number. */
    private static final class Numbering {
        final Map<Integer, String> names = new HashMap<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private int next;

        void add(String name, @Nullable Integer index) {
            if (numbers.containsKey(name)) {
                return;
            }
            int number = index == null ? next : index;
            numbers.put(name, number);
            names.putIfAbsent(number, name);
            next = Math.max(next, number + 1);
        }
    }
}

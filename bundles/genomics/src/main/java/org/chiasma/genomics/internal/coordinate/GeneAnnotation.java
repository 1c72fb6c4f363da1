package org.chiasma.genomics.internal.coordinate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Genes of a GTF 2.2 or GFF3 file, from 1 with both ends there. Genes are the lines of features {@code gene}, {@code
 * ncRNA_gene} and {@code pseudogene}; if a file has none of them, each gene spans its exons. A gene's label is its
 * {@code gene_id}, or its GFF3 {@code ID} without the prefix {@code gene:}.
 */
final class GeneAnnotation {
    private static final long MOST_BYTES = 1L << 36;
    private static final int FIELDS = 9;
    private static final Set<String> GENES = Set.of("gene", "ncRNA_gene", "pseudogene");
    private static final Pattern GENE_ID = Pattern.compile("(?:^|;)\\s*gene_id(?:\\s+\"([^\"]*)\"|[\\s=]([^;]*))");
    private static final Pattern ID = Pattern.compile("(?:^|;)\\s*ID=(?:gene:)?([^;]*)");

    private final Refusals refusals;
    private final Map<String, Region> genes = new LinkedHashMap<>();
    private final Map<String, Region> exons = new LinkedHashMap<>();

    private GeneAnnotation(Refusals refusals) {
        this.refusals = refusals;
    }

    /**
     * One bin for each gene, in the order of the file, labelled by gene.
     *
     * @throws org.chiasma.api.DataException {@code E-GENES-FIELDS}, {@code E-GENES-POSITION}, {@code E-GENES-ID} if a line
     *     is malformed, {@code E-GENES-DUPLICATE} if a gene occurs twice, {@code E-GENES-EMPTY} if there is none
     */
    static Bins read(Refusals refusals, Progress progress) throws IOException {
        GeneAnnotation annotation = new GeneAnnotation(refusals);
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, MOST_BYTES, progress), refusals)) {
            boolean sequences = false;
            while (!sequences && lines.next()) {
                long number = lines.line;
                String line = lines.takeText();
                sequences = line.startsWith("##FASTA");
                if (!line.isBlank() && !line.startsWith("#")) {
                    annotation.take(number, line.split("\t", -1));
                }
            }
        }
        return annotation.bins(progress);
    }

    private Bins bins(Progress progress) {
        if (genes.isEmpty() && exons.isEmpty()) {
            throw refusals.whole("EMPTY", "found no gene and no exon with a gene_id, expected at least one");
        }
        if (genes.isEmpty()) {
            progress.note(
                    refusals.file() + ": no line of feature gene; each of " + exons.size() + " genes spans its exons");
        }
        Map<String, Region> all = genes.isEmpty() ? exons : genes;
        return Bins.of(new ArrayList<>(all.values()), new ArrayList<>(all.keySet()));
    }

    private void take(long line, String[] fields) {
        if (fields.length != FIELDS) {
            throw refusals.line(
                    "FIELDS",
                    line,
                    "found " + Refusals.count(fields.length, "field")
                            + ", expected the 9 of GTF or GFF3 between tabs; correct the line");
        }
        boolean gene = GENES.contains(fields[2]);
        if (!gene && !fields[2].equals("exon")) {
            return;
        }
        Region place = place(line, fields);
        Optional<String> id = id(fields[8], gene);
        if (gene) {
            String label = id.orElseThrow(() -> refusals.line(
                    "ID", line, "found a gene without gene_id and ID, expected one of them; add it to field 9"));
            if (genes.put(label, place) != null) {
                throw duplicate(line, label);
            }
        } else if (genes.isEmpty() && id.isPresent()) {
            Region before = exons.getOrDefault(id.get(), place);
            if (!before.contig().equals(place.contig())) {
                throw duplicate(line, id.get());
            }
            exons.put(
                    id.get(),
                    new Region(
                            place.contig(),
                            Math.min(before.start(), place.start()),
                            Math.max(before.end(), place.end())));
        }
    }

    private Region place(long line, String[] fields) {
        List<String> numbers = List.of(fields[3], fields[4]);
        if (numbers.stream().allMatch(number -> number.matches("\\d{1,18}"))) {
            long first = Long.parseLong(fields[3]);
            long last = Long.parseLong(fields[4]);
            if (first >= 1 && last >= first && !fields[0].isEmpty()) {
                return new Region(fields[0], first - 1, last);
            }
        }
        throw refusals.line(
                "POSITION",
                line,
                "found positions " + Refusals.shown(fields[3]) + " and " + Refusals.shown(fields[4])
                        + ", expected a contig and whole numbers from 1, the first not behind the last; correct the line");
    }

    private static Optional<String> id(String attributes, boolean gene) {
        Matcher named = GENE_ID.matcher(attributes);
        if (named.find()) {
            String quoted = named.group(1);
            String id = (quoted == null ? named.group(2) : quoted).strip();
            return id.isEmpty() ? Optional.empty() : Optional.of(id);
        }
        Matcher identified = ID.matcher(attributes);
        return gene && identified.find() && !identified.group(1).isBlank()
                ? Optional.of(identified.group(1).strip())
                : Optional.empty();
    }

    private DataException duplicate(long line, String label) {
        return refusals.line(
                "DUPLICATE",
                line,
                "found gene " + Refusals.shown(label) + " a second time, expected unique genes; rename one");
    }
}

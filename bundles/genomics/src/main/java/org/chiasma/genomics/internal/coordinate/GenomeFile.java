package org.chiasma.genomics.internal.coordinate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/** Names and lengths of contigs from {@code chrom.sizes} or a FASTA index ({@code .fai}): the first two fields of a line. */
public final class GenomeFile {
    private static final long MOST_BYTES = 1L << 32;

    private GenomeFile() {}

    /**
     * The contigs in the order of the file.
     *
     * @throws org.chiasma.api.DataException {@code E-GENOME-FIELDS} if a line has no name and length, {@code
     *     E-GENOME-DUPLICATE} if a name occurs twice, {@code E-GENOME-EMPTY} if there is none
     */
    public static Contigs read(Path file, Progress progress) {
        Refusals refusals = new Refusals("GENOME", file);
        Map<String, Long> lengths = new LinkedHashMap<>();
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, MOST_BYTES, progress), refusals)) {
            while (lines.next()) {
                long number = lines.line;
                String line = lines.takeText();
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(refusals, lengths, number, line);
                }
            }
        } catch (IOException e) {
            throw new NoInputException("E-FILE-UNREADABLE", file + ": cannot be read: " + e + "; check the path", e);
        }
        if (lengths.isEmpty()) {
            throw refusals.whole("EMPTY", "found no contig, expected a name and a length in each line");
        }
        return new Contigs(String.valueOf(file), lengths);
    }

    private static void add(Refusals refusals, Map<String, Long> lengths, long number, String line) {
        String[] fields = line.split("\\s+", -1);
        if (fields.length < 2 || fields[0].isEmpty() || !fields[1].matches("[1-9]\\d{0,17}")) {
            throw refusals.line(
                    "FIELDS",
                    number,
                    "found " + Refusals.shown(line)
                            + ", expected a contig and its length between tabs, as in chrom.sizes or .fai; correct it");
        }
        if (lengths.put(fields[0], Long.parseLong(fields[1])) != null) {
            throw refusals.line(
                    "DUPLICATE",
                    number,
                    "found contig " + Refusals.shown(fields[0]) + " a second time, expected unique names; remove it");
        }
    }
}

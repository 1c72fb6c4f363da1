package org.chiasma.genomics.internal.contact;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;

/**
 * The lines with {@code #} at the start of a list of contacts (pairs format 1.0 of the 4DN project).
 *
 * @param declared whether the first line says that the file is one of that format
 * @param columns as the file names them
 * @param lengths of contigs, in their order
 */
record PairsHeader(boolean declared, Optional<PairsColumns> columns, Map<String, Long> lengths) {
    /** Start of the first line. */
    static final String SIGNATURE = "## pairs format";

    private static final String COLUMNS = "#columns:";
    private static final String LENGTH = "#chromsize:";
    private static final List<String> RESERVED =
            List.of("readID", "chr1", "pos1", "chr2", "pos2", "strand1", "strand2");

    /**
     * Takes the header; the first contact is next.
     *
     * @throws org.chiasma.api.DataException {@code E-PAIRS-COLUMNS}, {@code E-PAIRS-CHROMSIZE}
     */
    static PairsHeader read(LineBlocks lines, Refusals refusals) throws IOException {
        boolean declared = false;
        Optional<PairsColumns> columns = Optional.empty();
        Map<String, Long> lengths = new LinkedHashMap<>();
        while (lines.next() && lines.bytes[lines.position] == '#') {
            long number = lines.line;
            String line = lines.takeText();
            if (line.startsWith(SIGNATURE)) {
                declared = true;
            } else if (line.startsWith(COLUMNS)) {
                columns = PairsColumns.of(
                        List.of(line.substring(COLUMNS.length()).strip().split("\\s+", -1)));
                if (columns.isEmpty()) {
                    throw refusals.line(
                            "COLUMNS",
                            number,
                            "found " + Refusals.shown(line)
                                    + ", expected chr1, pos1, chr2 and pos2 among the columns, each once; correct the "
                                    + "line, or pass columns=");
                }
            } else if (line.startsWith(LENGTH)) {
                length(line.substring(LENGTH.length()).strip(), number, lengths, refusals);
            }
        }
        if (columns.isEmpty() && declared) {
            columns = PairsColumns.of(RESERVED);
        }
        return new PairsHeader(declared, columns, lengths);
    }

    private static void length(String text, long number, Map<String, Long> lengths, Refusals refusals) {
        String[] fields = text.split("\\s+", -1);
        Optional<Long> length = fields.length == 2 ? ContigLengths.parse(fields[1]) : Optional.empty();
        if (length.isEmpty() || !length.get().equals(lengths.getOrDefault(fields[0], length.get()))) {
            throw refusals.line(
                    "CHROMSIZE",
                    number,
                    "found " + Refusals.shown(text)
                            + ", expected a contig and its length, each contig with one length; correct the line");
        }
        lengths.put(fields[0], length.get());
    }

    /** The contigs that are listed. */
    Contigs contigs(String source) {
        return new Contigs(source, lengths);
    }
}

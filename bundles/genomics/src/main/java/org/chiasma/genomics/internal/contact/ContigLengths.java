package org.chiasma.genomics.internal.contact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/** Files of contig lengths: a name and a length between tabs in each line, and maybe more, which is passed over. */
final class ContigLengths {
    private static final long MOST_BYTES = 1L << 32;
    private static final int MOST_DIGITS = 11;
    private static final long LONGEST = 1L << 34;

    private ContigLengths() {}

    /**
     * Reads a file.
     *
     * @throws org.chiasma.api.DataException {@code E-GENOME-LENGTH} if a line is no name and length, or names a contig again;
     *     {@code E-GENOME-EMPTY} if there is none
     */
    static Contigs read(Path file, Progress progress) {
        Refusals refusals = new Refusals("GENOME", file);
        Map<String, Long> lengths = new LinkedHashMap<>();
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, MOST_BYTES, progress), refusals)) {
            while (lines.next()) {
                long number = lines.line;
                String line = lines.takeText();
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] fields = line.split("\t", -1);
                Optional<Long> length = fields.length < 2 ? Optional.empty() : parse(fields[1]);
                if (length.isEmpty() || fields[0].isEmpty() || lengths.put(fields[0], length.get()) != null) {
                    throw refusals.line(
                            "LENGTH",
                            number,
                            "found " + Refusals.shown(line)
                                    + ", expected a contig that was not named before, a tab and its length; correct the "
                                    + "line");
                }
            }
        } catch (IOException e) {
            throw new NoInputException("E-FILE-UNREADABLE", file + ": cannot be read: " + e + "; check the path", e);
        }
        if (lengths.isEmpty()) {
            throw refusals.whole("EMPTY", "found no contig, expected a name and a length in each line; check the file");
        }
        return new Contigs(file.toString(), lengths);
    }

    /** A length; empty if the text is no positive whole number up to 2^34. */
    static Optional<Long> parse(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long length = digits ? Long.parseLong(text) : 0;
        return length > 0 && length <= LONGEST ? Optional.of(length) : Optional.empty();
    }
}

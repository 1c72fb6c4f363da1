package org.chiasma.genomics.internal.sequence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * A PHYLIP file: a line with the numbers of sequences and columns, then the sequences, in one of four arrangements that
 * nothing in the file names. The one is taken that fits the counts; if several do and differ, the file is refused. The counts
 * are compared with what is there and never sized by.
 */
final class PhylipFile implements SequenceFile {
    private static final int LINE_BYTES = 32;
    private static final int MOST_DIGITS = 12;

    private final List<CollectedSequence> sequences;

    private PhylipFile(List<CollectedSequence> sequences) {
        this.sequences = sequences;
    }

    /**
     * Loads a file.
     *
     * @throws org.chiasma.api.DataException {@code E-PHYLIP-HEADER}, {@code E-PHYLIP-COUNTS}, {@code E-PHYLIP-AMBIGUOUS},
     *     {@code E-PHYLIP-MEMORY}
     */
    static PhylipFile load(Refusals refusals, PhylipOptions options, HeapBudget budget, Progress progress)
            throws IOException {
        long maxBytes = options.sequences().maxBytes();
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, maxBytes, progress), refusals)) {
            while (lines.next() && lines.blank()) {
                lines.skipLine();
            }
            if (!lines.next()) {
                throw refusals.whole("EMPTY", "found no line, expected the numbers of sequences and columns");
            }
            long headerLine = lines.line;
            long[] counts = counts(refusals, headerLine, lines.takeText());
            List<PhylipLine> text = new ArrayList<>();
            while (lines.next()) {
                int end = lines.lineFeed();
                if (!lines.blank()) {
                    byte[] bytes = Arrays.copyOfRange(lines.bytes, lines.position, end);
                    budget.take(LINE_BYTES + bytes.length);
                    PhylipLine line = PhylipLine.of(bytes, lines.line);
                    if (line.letters() > 0) {
                        text.add(line);
                    }
                }
                lines.skipLine();
            }
            PhylipArrangements arrangements = new PhylipArrangements(refusals, headerLine, counts[0], counts[1], text);
            return new PhylipFile(arrangements.choose(options.layout(), options.names()));
        }
    }

    /**
     * Whether text begins as PHYLIP does: two counts between blanks, not tabs, and a line of a name and letters or gaps.
     */
    static boolean recognises(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.matches(
                "(?s) *[1-9]\\d{0,9} +[1-9]\\d{0,11} *\\r?\\n\\s*[^\\s\\d-][^\\s]* *[A-Za-z?* -]{4,}(\\r?\\n.*)?");
    }

    @Override
    public void visit(LetterVisitor visitor, Progress progress) {
        CollectedSequence.visit(sequences, visitor);
    }

    private static long[] counts(Refusals refusals, long line, String header) {
        String[] numbers = header.strip().split("\\s+");
        boolean fits = numbers.length == 2
                && Arrays.stream(numbers)
                        .allMatch(number -> number.matches("\\d{1," + MOST_DIGITS + "}") && Long.parseLong(number) > 0);
        if (!fits) {
            throw refusals.line(
                    "HEADER",
                    line,
                    "found " + Refusals.shown(header)
                            + ", expected the numbers of sequences and columns, both at least 1; correct the line");
        }
        return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
    }
}

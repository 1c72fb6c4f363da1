package org.chiasma.genomics.internal.sequence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * An alignment of a Stockholm 1.0 file: blocks of lines with a name and letters, the same names in the same order in each
 * block, between {@code # STOCKHOLM 1.0} and {@code //}. Of the annotations, {@code #=GF ID} and {@code #=GF AC} name the
 * alignment and {@code #=GS NAME DE} describes a sequence; the others are skipped. A file may hold several alignments.
 */
final class StockholmFile implements SequenceFile {
    private static final int PIECE_BYTES = 48;
    private static final int SHOWN_PARTS = 20;

    private final List<CollectedSequence> sequences;

    private StockholmFile(List<CollectedSequence> sequences) {
        this.sequences = sequences;
    }

    /**
     * Loads an alignment.
     *
     * @param part its identifier, accession or number from 1; empty for the only one
     * @throws DataException {@code E-STOCKHOLM-HEADER}, {@code E-STOCKHOLM-END}, {@code E-STOCKHOLM-BLOCK}, {@code
     *     E-STOCKHOLM-LINE}, {@code E-STOCKHOLM-PART}, {@code E-STOCKHOLM-MEMORY}
     */
    static StockholmFile load(Refusals refusals, String part, long maxBytes, Progress progress) throws IOException {
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, maxBytes, progress), refusals)) {
            List<String> parts = new ArrayList<>();
            List<CollectedSequence> chosen = List.of();
            while (nextHeader(lines, refusals, parts.isEmpty())) {
                boolean kept = part.isEmpty() ? parts.isEmpty() : chosen.isEmpty();
                Alignment alignment = new Alignment(lines, refusals, kept && !isOther(part, parts.size() + 1));
                alignment.read();
                boolean matches = part.isEmpty()
                        || alignment.identifier.equals(part)
                        || alignment.accession.equals(part)
                        || part.equals(Integer.toString(parts.size() + 1));
                if (kept && matches) {
                    chosen = alignment.sequences();
                    if (!part.isEmpty()) {
                        return new StockholmFile(chosen);
                    }
                }
                parts.add(alignment.identifier.isEmpty() ? Integer.toString(parts.size() + 1) : alignment.identifier);
            }
            if (chosen.isEmpty() || parts.size() > 1) {
                throw unknownPart(refusals, part, parts);
            }
            return new StockholmFile(chosen);
        }
    }

    static boolean recognises(byte[] head) {
        return new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1)
                .matches("(?s)# STOCKHOLM 1\\.\\d.*");
    }

    @Override
    public void visit(LetterVisitor visitor, Progress progress) {
        CollectedSequence.visit(sequences, visitor);
    }

    /** Whether a number says that another alignment is wanted than number {@code ordinal}, whatever its name. */
    private static boolean isOther(String part, int ordinal) {
        return part.matches("[1-9]\\d{0,8}") && Integer.parseInt(part) != ordinal;
    }

    private static DataException unknownPart(Refusals refusals, String part, List<String> parts) {
        String shown = String.join(", ", parts.subList(0, Math.min(parts.size(), SHOWN_PARTS)))
                + (parts.size() > SHOWN_PARTS ? ", ..." : "");
        return refusals.whole(
                "PART",
                "found " + Refusals.count(parts.size(), "alignment") + " ("
                        + Refusals.shown(shown).replace("\"", "") + "), expected "
                        + (part.isEmpty() ? "one" : Refusals.shown(part))
                        + "; append #NAME or #NUMBER of one of them to the path");
    }

    private static boolean nextHeader(LineBlocks lines, Refusals refusals, boolean first) throws IOException {
        while (lines.next() && lines.blank()) {
            lines.skipLine();
        }
        if (!lines.next()) {
            if (first) {
                throw refusals.whole("EMPTY", "found no line, expected # STOCKHOLM 1.0; write the file again");
            }
            return false;
        }
        long line = lines.line;
        String header = lines.takeText();
        if (!header.matches("# STOCKHOLM 1\\.\\d\\s*")) {
            throw refusals.line(
                    "HEADER", line, "found " + Refusals.shown(header) + ", expected # STOCKHOLM 1.0; add the line");
        }
        return true;
    }

    /** One alignment while it is read. */
    private static final class Alignment {
        private final LineBlocks lines;
        private final Refusals refusals;
        private final HeapBudget budget;
        private final boolean kept;
        private final List<String> names = new ArrayList<>();
        private final List<List<TextPiece>> pieces = new ArrayList<>();
        private final Map<String, String> descriptions = new HashMap<>();
        private String identifier = "";
        private String accession = "";
        private int inBlock;
        private boolean firstBlock = true;

        Alignment(LineBlocks lines, Refusals refusals, boolean kept) {
            this.lines = lines;
            this.refusals = refusals;
            this.budget = new HeapBudget(refusals);
            this.kept = kept;
        }

        void read() throws IOException {
            while (lines.next()) {
                int start = lines.position;
                byte first = lines.bytes[start];
                if (first == '/' && lines.bytes[start + 1] == '/') {
                    endBlock();
                    lines.skipLine();
                    return;
                }
                if (first == '#') {
                    annotation();
                } else if (isBlankLine()) {
                    endBlock();
                    lines.skipLine();
                } else {
                    sequenceLine();
                }
            }
            throw refusals.line(
                    "END",
                    lines.line,
                    "found the end of the file, expected a line // after the alignment; the file may be cut: copy it "
                            + "again, or add the line");
        }

        List<CollectedSequence> sequences() {
            List<CollectedSequence> collected = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                collected.add(new CollectedSequence(name, descriptions.getOrDefault(name, ""), pieces.get(i)));
            }
            if (collected.isEmpty()) {
                throw refusals.line("EMPTY", lines.line, "found an alignment without sequences, expected at least one");
            }
            return collected;
        }

        private boolean isBlankLine() {
            int i = lines.position;
            while (isBlank(lines.bytes[i])) {
                i++;
            }
            return lines.bytes[i] == '\n';
        }

        private void annotation() {
            int start = lines.position;
            boolean named = lines.bytes[start + 1] == '=' && lines.bytes[start + 2] == 'G';
            byte kind = named ? lines.bytes[start + 3] : 0;
            if (kind != 'F' && kind != 'S') {
                lines.skipLine();
                return;
            }
            String[] words = lines.takeText().strip().split("\\s+", 4);
            if (kind == 'F' && words.length > 2) {
                identifier = words[1].equals("ID") ? words[2] : identifier;
                accession = words[1].equals("AC") ? words[2] : accession;
            } else if (words.length > 3 && words[2].equals("DE") && kept) {
                budget.take(PIECE_BYTES + 2L * words[3].length());
                descriptions.putIfAbsent(words[1], words[3]);
            }
        }

        private void sequenceLine() {
            int feed = lines.lineFeed();
            int start = lines.position;
            while (isBlank(lines.bytes[start])) {
                start++;
            }
            int nameEnd = start;
            while (nameEnd < feed && !isBlank(lines.bytes[nameEnd])) {
                nameEnd++;
            }
            int from = nameEnd;
            while (from < feed && isBlank(lines.bytes[from])) {
                from++;
            }
            if (from == feed) {
                throw refusals.line(
                        "LINE",
                        lines.line,
                        "found " + Refusals.shown(lines.bytes, start, nameEnd)
                                + " alone, expected a name and letters between blanks; add the letters");
            }
            if (kept) {
                budget.take(PIECE_BYTES + feed - from);
                place(
                        new String(lines.bytes, start, nameEnd - start, StandardCharsets.UTF_8),
                        new TextPiece(Arrays.copyOfRange(lines.bytes, from, feed), 0, lines.line));
            }
            lines.skipLine();
        }

        private void place(String name, TextPiece piece) {
            if (firstBlock) {
                names.add(name);
                pieces.add(new ArrayList<>());
            } else if (inBlock == names.size() || !names.get(inBlock).equals(name)) {
                throw refusals.line(
                        "BLOCK",
                        lines.line,
                        "found sequence " + Refusals.shown(name) + ", expected "
                                + (inBlock == names.size()
                                        ? "the end of the block"
                                        : Refusals.shown(names.get(inBlock)))
                                + " as in the first block; write the same sequences in each block");
            }
            pieces.get(inBlock++).add(piece);
        }

        private void endBlock() {
            if (inBlock > 0) {
                if (inBlock < names.size()) {
                    throw refusals.line(
                            "BLOCK",
                            lines.line,
                            "found " + Refusals.count(inBlock, "sequence") + " in the block before, expected "
                                    + names.size() + " as in the first block; write the same sequences in each block");
                }
                firstBlock = false;
                inBlock = 0;
            }
        }

        private static boolean isBlank(byte character) {
            return character == ' ' || character == '\t' || character == '\r';
        }
    }
}

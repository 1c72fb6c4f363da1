package org.chiasma.genomics.internal.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.text.Refusals;

/** Tries to arrange the lines of a PHYLIP file as sequences in the ways that its options allow. */
final class PhylipArrangements {
    private final Refusals refusals;
    private final long headerLine;
    private final long sequences;
    private final long columns;
    private final List<PhylipLine> lines;

    /**
     * @param sequences as the first line announces
     * @param columns as the first line announces
     * @param lines those that are not blank
     */
    PhylipArrangements(Refusals refusals, long headerLine, long sequences, long columns, List<PhylipLine> lines) {
        this.refusals = refusals;
        this.headerLine = headerLine;
        this.sequences = sequences;
        this.columns = columns;
        this.lines = lines;
    }

    /**
     * The sequences in the only arrangement that fits.
     *
     * @throws DataException {@code E-PHYLIP-COUNTS} if none does, {@code E-PHYLIP-AMBIGUOUS} if several do and differ
     */
    List<CollectedSequence> choose(PhylipLayout layout, PhylipNames names) {
        if (lines.size() < sequences) {
            throw refusals.line(
                    "COUNTS",
                    headerLine,
                    "found " + Refusals.count(lines.size(), "line")
                            + " with letters, expected at least one for each of " + sequences
                            + " sequences; correct the first line, or add the missing sequences");
        }
        List<Attempt> fitting = new ArrayList<>();
        List<Attempt> failed = new ArrayList<>();
        for (PhylipNames end : List.of(PhylipNames.RELAXED, PhylipNames.STRICT)) {
            for (PhylipLayout order : orders()) {
                boolean wanted =
                        (names == PhylipNames.AUTO || names == end) && (layout == PhylipLayout.AUTO || layout == order);
                if (wanted) {
                    Attempt attempt = order == PhylipLayout.INTERLEAVED ? interleaved(end) : sequential(end);
                    (attempt.fault.isEmpty() ? fitting : failed).add(attempt);
                }
            }
        }
        if (fitting.isEmpty()) {
            Attempt nearest = failed.get(0);
            throw refusals.line(
                    "COUNTS",
                    nearest.faultLine,
                    nearest.fault + "; correct the counts in line " + headerLine
                            + ", the sequence, or pass layout= and names=");
        }
        Attempt chosen = fitting.get(0);
        for (Attempt other : fitting) {
            if (!chosen.sameAs(other)) {
                throw refusals.line(
                        "AMBIGUOUS",
                        headerLine,
                        "found lines that fit the counts in more than one way, expected one; pass layout=sequential or "
                                + "interleaved, and names=strict or relaxed");
            }
        }
        return chosen.sequences;
    }

    /** The likelier first, whose fault is reported if none fits. */
    private List<PhylipLayout> orders() {
        return lines.size() % sequences == 0
                ? List.of(PhylipLayout.INTERLEAVED, PhylipLayout.SEQUENTIAL)
                : List.of(PhylipLayout.SEQUENTIAL, PhylipLayout.INTERLEAVED);
    }

    private Attempt interleaved(PhylipNames names) {
        Attempt attempt = new Attempt();
        int n = (int) sequences;
        if (lines.size() % n != 0) {
            return attempt.fail(
                    lines.get(lines.size() - 1).number(),
                    "found " + Refusals.count(lines.size(), "line") + " with letters, expected blocks of " + n);
        }
        for (int s = 0; s < n; s++) {
            attempt.begin(lines.get(s), names);
            for (int i = s + n; i < lines.size(); i += n) {
                attempt.add(lines.get(i), 0, lines.get(i).letters());
            }
            if (attempt.letters != columns) {
                return attempt.failCount(lines.get(s), columns);
            }
        }
        return attempt;
    }

    private Attempt sequential(PhylipNames names) {
        Attempt attempt = new Attempt();
        int next = 0;
        for (long s = 0; s < sequences; s++) {
            if (next == lines.size()) {
                return attempt.fail(headerLine, "found " + Refusals.count(s, "sequence") + ", expected " + sequences);
            }
            PhylipLine first = lines.get(next++);
            attempt.begin(first, names);
            while (attempt.letters < columns && next < lines.size()) {
                PhylipLine line = lines.get(next++);
                attempt.add(line, 0, line.letters());
            }
            if (attempt.letters != columns) {
                return attempt.failCount(first, columns);
            }
        }
        if (next < lines.size()) {
            return attempt.fail(
                    lines.get(next).number(),
                    "found more lines after the last sequence, expected " + Refusals.count(sequences, "sequence"));
        }
        return attempt;
    }

    /** Sequences of one arrangement, or why it does not fit. */
    private static final class Attempt {
        private final List<CollectedSequence> sequences = new ArrayList<>();
        private long letters;
        private String fault = "";
        private long faultLine;

        void begin(PhylipLine line, PhylipNames names) {
            sequences.add(new CollectedSequence(line.name(names), "", new ArrayList<>()));
            letters = 0;
            add(line, line.nameEnd(names), line.lettersAfterName(names));
        }

        void add(PhylipLine line, int from, int count) {
            sequences.get(sequences.size() - 1).pieces().add(new TextPiece(line.text(), from, line.number()));
            letters += count;
        }

        Attempt fail(long line, String found) {
            fault = found;
            faultLine = line;
            return this;
        }

        Attempt failCount(PhylipLine first, long columns) {
            String name = sequences.get(sequences.size() - 1).name();
            return fail(
                    first.number(),
                    "found " + Refusals.count(letters, "letter") + " of sequence " + Refusals.shown(name)
                            + ", expected " + columns);
        }

        boolean sameAs(Attempt other) {
            for (int s = 0; s < sequences.size(); s++) {
                CollectedSequence mine = sequences.get(s);
                CollectedSequence yours = other.sequences.get(s);
                if (!mine.name().equals(yours.name()) || !Arrays.equals(text(mine), text(yours))) {
                    return false;
                }
            }
            return true;
        }

        private static byte[] text(CollectedSequence sequence) {
            int length = sequence.pieces().stream()
                    .mapToInt(piece -> piece.text().length - piece.from())
                    .sum();
            byte[] letters = new byte[length];
            int count = 0;
            for (TextPiece piece : sequence.pieces()) {
                for (int i = piece.from(); i < piece.text().length; i++) {
                    if (piece.text()[i] > ' ') {
                        letters[count++] = piece.text()[i];
                    }
                }
            }
            return Arrays.copyOf(letters, count);
        }
    }
}

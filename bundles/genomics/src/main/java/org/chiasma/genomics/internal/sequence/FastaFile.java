package org.chiasma.genomics.internal.sequence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.chiasma.api.Progress;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * A FASTA or A3M file: for each sequence a line with {@code >}, its name up to the first blank and a description, then any
 * number of lines of letters. Blank lines, and lines that begin with {@code ;} or, before the first sequence, with
 * {@code #}, are skipped; so are, in A3M, the annotations that HH-suite writes as if they were sequences.
 */
final class FastaFile implements SequenceFile {
    private static final Set<String> ANNOTATIONS =
            Set.of("ss_pred", "ss_conf", "ss_dssp", "sa_dssp", "aa_pred", "aa_dssp");

    private final Refusals refusals;
    private final SequenceDialect dialect;
    private final long maxBytes;

    FastaFile(Refusals refusals, SequenceDialect dialect, long maxBytes) {
        this.refusals = refusals;
        this.dialect = dialect;
        this.maxBytes = maxBytes;
    }

    /** Whether text begins as FASTA does: a named sequence, and what of it is there made of letters and gaps. */
    static boolean recognises(byte[] head) {
        String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\n", 3);
        return lines[0].matches("(?s)>[^\\s>].*") && (lines.length == 1 || lines[1].matches("[A-Za-z*.?-]*\\r?|>.*"));
    }

    /** Whether the first sequence of FASTA text has upper case letters, among them such that only proteins have. */
    static boolean recognisesProtein(byte[] head) {
        String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\n", -1);
        StringBuilder first = new StringBuilder();
        for (int i = 1; i < lines.length && !lines[i].startsWith(">"); i++) {
            first.append(lines[i]);
        }
        return recognises(head) && first.chars().anyMatch(letter -> "EFILPQ".indexOf(letter) >= 0);
    }

    @Override
    public void visit(LetterVisitor visitor, Progress progress) throws IOException {
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, maxBytes, progress), refusals)) {
            boolean inSequence = false;
            boolean inAnnotation = false;
            long annotations = 0;
            while (lines.next() && visitor.wantsMore()) {
                byte start = lines.bytes[lines.position];
                if (start == '>') {
                    if (inSequence) {
                        visitor.end();
                    }
                    long line = lines.line;
                    String heading = lines.takeText().substring(1);
                    int blank = blank(heading);
                    String name = heading.substring(0, blank);
                    inAnnotation = dialect == SequenceDialect.A3M && ANNOTATIONS.contains(name);
                    inSequence = !inAnnotation;
                    annotations += inAnnotation ? 1 : 0;
                    if (inSequence) {
                        visitor.begin(name, heading.substring(blank).strip(), line);
                    }
                } else if (inSequence && start != ';') {
                    visitor.letters(lines.bytes, lines.position, lines.lineFeed(), lines.line);
                    lines.skipLine();
                } else {
                    if (!inAnnotation && !inSequence && start != ';' && start != '#' && !lines.blank()) {
                        throw refusals.line(
                                "HEADER",
                                lines.line,
                                "found " + Refusals.shown(lines.takeText())
                                        + ", expected > and the name of a sequence; add it, or name the format with "
                                        + "format=");
                    }
                    lines.skipLine();
                }
            }
            if (inSequence) {
                visitor.end();
            }
            if (annotations > 0) {
                progress.note(
                        refusals.file() + ": " + Refusals.count(annotations, "annotation") + " of structure left out");
            }
        }
    }

    private static int blank(String heading) {
        int blank = 0;
        while (blank < heading.length() && heading.charAt(blank) != ' ' && heading.charAt(blank) != '\t') {
            blank++;
        }
        return blank;
    }
}

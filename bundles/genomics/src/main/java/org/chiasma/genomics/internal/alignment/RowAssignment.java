package org.chiasma.genomics.internal.alignment;

import java.util.List;
import java.util.Map;
import org.chiasma.api.matrix.Axis;
import org.chiasma.text.Refusals;

/** The row axis, and which row a read belongs to. */
interface RowAssignment {
    /** The rows. */
    Axis axis();

    /**
     * The row of a read.
     *
     * @throws org.chiasma.api.DataException {@code -SAMPLES} if rows are samples and it has none
     */
    int of(AlignedReads read);

    /** That of a file. */
    static RowAssignment of(ReadRows rows, Refusals refusals, AlignedReads reads) {
        return switch (rows) {
            case FILE -> new Whole(refusals);
            case STRAND -> new Strands();
            case SAMPLE -> new Samples(refusals, reads);
        };
    }

    /** One row, called as the file is without its ending. */
    record Whole(Refusals refusals) implements RowAssignment {
        @Override
        public Axis axis() {
            String name = refusals.file().getFileName().toString();
            int dot = name.lastIndexOf('.');
            return Axis.labelled("files", List.of(dot > 0 ? name.substring(0, dot) : name));
        }

        @Override
        public int of(AlignedReads read) {
            return 0;
        }
    }

    /** Two rows, by the flag of the reverse strand. */
    record Strands() implements RowAssignment {
        @Override
        public Axis axis() {
            return Axis.labelled("strands", List.of("+", "-"));
        }

        @Override
        public int of(AlignedReads read) {
            return (read.flags() & ReadFlags.REVERSE) == 0 ? 0 : 1;
        }
    }

    /** A row for each sample, in the order in which the header's read groups first name it. */
    final class Samples implements RowAssignment {
        private final Refusals refusals;
        private final Map<String, String> byGroup;
        private final List<String> names;

        Samples(Refusals refusals, AlignedReads reads) {
            this.refusals = refusals;
            byGroup = reads.samples();
            names = byGroup.values().stream()
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toList();
            if (names.isEmpty()) {
                throw refusals.whole(
                        "SAMPLES",
                        "header: found no read group with a sample, expected @RG lines with SM for rows=sample; add them "
                                + "with samtools addreplacerg, or pass rows=file");
            }
        }

        @Override
        public Axis axis() {
            return Axis.labelled("samples", names);
        }

        @Override
        public int of(AlignedReads read) {
            String group = read.readGroup();
            int row = names.indexOf(byGroup.getOrDefault(group, ""));
            if (row < 0) {
                throw refusals.whole(
                        "SAMPLES",
                        read.place() + ": found "
                                + (group.isEmpty() ? "no read group" : "read group " + Refusals.shown(group))
                                + ", expected one that the header gives a sample; add it with samtools addreplacerg, or "
                                + "pass rows=file");
            }
            return row;
        }
    }
}

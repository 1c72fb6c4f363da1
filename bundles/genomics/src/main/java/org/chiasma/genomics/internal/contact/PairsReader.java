package org.chiasma.genomics.internal.contact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Bins a list of contacts, one in each line, to a symmetric matrix: each contact counts once for its two bins, on the
 * diagonal when both are one. Positions count from 1. One pass, in the order of the file, which need not be sorted; beside
 * the matrix, memory holds the counts.
 */
public final class PairsReader {
    private static final long MOST_BYTES = 1L << 42;
    private static final int MOST_DIGITS = 18;
    private static final int NAMES_SHOWN = 3;

    private final Refusals refusals;
    private final PairsReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    private final Map<String, Place> places = new HashMap<>();
    private final TreeSet<String> unknown = new TreeSet<>();
    private long contacts;
    private long counted;
    private long unmapped;
    private long ofUnknown;
    private long outside;
    private long close;

    /** Reads the file of {@code refusals}. */
    public PairsReader(Refusals refusals, PairsReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    /** One of the two ends of a contact. */
    private static final class End {
        private final byte[] name = new byte[256];
        private int nameLength = -1;
        private Place place = Place.UNMAPPED;
        private long position;
    }

    /**
     * What a contig's name stands for.
     *
     * @param kind whether it is one
     * @param name its own name in the list of lengths
     * @param length of the contig, or {@link Contigs#UNKNOWN}
     */
    private record Place(Kind kind, String name, long length, BinPlaces.OnContig bins) {
        private static final Place UNMAPPED =
                new Place(Kind.UNMAPPED, "!", Contigs.UNKNOWN, new BinPlaces(Bins.of(List.of(), List.of())).on("!"));
    }

    private enum Kind {
        KNOWN,
        UNKNOWN,
        UNMAPPED
    }

    /**
     * The counts.
     *
     * @throws DataException {@code E-PAIRS-*}, {@code E-GENOME-*}, {@code E-BINS-*}, {@code E-BED-*}, {@code E-GZIP-*},
     *     {@code E-CONTIG-MISMATCH}, {@code E-REGION-BEYOND}
     */
    public Matrix read() throws IOException {
        String wanted = options.bins()
                .orElseThrow(() -> new UsageException(
                        "E-PAIRS-BINS",
                        refusals.file() + ": found no option bins, expected the bins to count in; pass bins=1M or "
                                + "bins=FILE.bed"));
        BinsOption option = BinsOption.parse(wanted);
        Optional<Contigs> genome = options.genome().map(file -> ContigLengths.read(file, progress));
        Regions regions = Regions.of(options.region(), Optional.empty(), progress);
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, MOST_BYTES, progress), refusals)) {
            PairsHeader header = PairsHeader.read(lines, refusals);
            PairsColumns columns = columns(header);
            Contigs contigs = genome.isPresent()
                    ? agreeing(genome.get(), header)
                    : header.contigs(refusals.file().toString());
            Bins bins = bins(option, contigs, regions);
            Axis axis = bins.axis("bins");
            MatrixSpec spec = MatrixSpec.dense(axis, axis)
                    .withLayout(Layout.PACKED_SYMMETRIC)
                    .withElementType(options.type())
                    .withMissing(MissingValue.NONE);
            try (MatrixDraft draft = store.create(spec)) {
                ContactCounts counts = new ContactCounts(bins.count());
                new Scan(lines, columns, header.declared(), contigs, genome.isPresent(), bins, counts).run();
                note();
                counts.writeTo(draft);
                return draft.seal();
            }
        }
    }

    private PairsColumns columns(PairsHeader header) {
        if (options.columns().isPresent()) {
            return PairsColumns.asked(options.columns().get());
        }
        return header.columns()
                .orElseThrow(() -> refusals.line(
                        "COLUMNS",
                        1,
                        "found no line \"## pairs format\" and no #columns:, expected to learn what the columns are; pass "
                                + "columns=, such as columns=chr1,pos1,strand1,chr2,pos2,strand2"));
    }

    /** The lengths the user gives; those of the file must be the same where both have a contig. */
    private Contigs agreeing(Contigs genome, PairsHeader header) {
        header.lengths().forEach((name, length) -> genome.resolve(name, options.contigAlias())
                .ifPresent(own -> {
                    if (genome.length(own) != length) {
                        throw refusals.whole(
                                "GENOME",
                                "found contig " + name + " of length " + length + ", expected " + genome.length(own)
                                        + " as " + options.genome().orElseThrow()
                                        + " has it; give the lengths of the same genome build");
                    }
                }));
        return genome;
    }

    private Bins bins(BinsOption option, Contigs contigs, Regions regions) {
        Bins bins = option.resolve(contigs, regions, options.contigAlias(), progress);
        if (bins.count() == 0) {
            throw refusals.whole(
                    "LENGTHS",
                    "found no bins: the file has no line #chromsize:, or no bin lies in the region, expected lengths of "
                            + "contigs; pass genome=FILE, or bins=FILE.bed");
        }
        return bins;
    }

    private void note() {
        if (counted == 0 && ofUnknown > 0 && unmapped + outside + close == 0) {
            throw refusals.whole(
                    "CONTIGS",
                    "found contacts of the contigs " + shown()
                            + ", expected contigs of the given lengths or bins; pass "
                            + "contig-alias=auto if chr1 and 1 are the same, or use files of one genome build");
        }
        note(unmapped, "contacts left out of which an end is not mapped");
        note(ofUnknown, "contacts left out that are of contigs without bins (" + shown() + ")");
        note(outside, "contacts left out of which an end lies in no bin");
        note(close, "contacts left out that are closer than min-distance");
        progress.note(refusals.file() + ": " + counted + " of " + Refusals.count(contacts, "contact") + " counted");
    }

    private void note(long count, String what) {
        if (count > 0) {
            progress.note(refusals.file() + ": " + count + " " + what);
        }
    }

    private String shown() {
        return unknown.stream()
                        .limit(NAMES_SHOWN)
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("")
                + (unknown.size() > NAMES_SHOWN ? ", ..." : "");
    }

    /** The lines of one file. */
    private final class Scan {
        private final LineBlocks lines;
        private final PairsColumns columns;
        private final boolean declared;
        private final Contigs contigs;
        private final boolean mayBeUnknown;
        private final Contigs known;
        private final BinPlaces bins;
        private final ContactCounts counts;
        private final End one = new End();
        private final End other = new End();
        private byte separator;

        Scan(
                LineBlocks lines,
                PairsColumns columns,
                boolean declared,
                Contigs contigs,
                boolean lengthsGiven,
                Bins bins,
                ContactCounts counts) {
            this.lines = lines;
            this.columns = columns;
            this.declared = declared;
            this.contigs = contigs;
            boolean listed = !contigs.names().isEmpty();
            this.mayBeUnknown = lengthsGiven || !listed;
            this.known = listed ? contigs : Contigs.named("the bins", bins.contigs());
            this.bins = new BinPlaces(bins);
            this.counts = counts;
        }

        void run() throws IOException {
            while (lines.next()) {
                if (lines.blank()) {
                    lines.skipLine();
                } else {
                    separator = separator == 0 ? separator() : separator;
                    int next = contact();
                    contacts++;
                    count();
                    lines.position = next;
                    lines.line++;
                }
            }
        }

        private byte separator() {
            int feed = lines.lineFeed();
            for (int i = lines.position; i < feed; i++) {
                if (lines.bytes[i] == '\t') {
                    return '\t';
                }
            }
            return ' ';
        }

        /** Takes the fields of the line, and tells where the next begins. */
        private int contact() {
            byte[] bytes = lines.bytes;
            byte between = separator;
            int expected = columns.count();
            int at = lines.position;
            int column = 0;
            boolean more = true;
            while (more) {
                int start = at;
                while (bytes[at] != between && bytes[at] != '\n') {
                    at++;
                }
                more = bytes[at] != '\n';
                int end = !more && at > start && bytes[at - 1] == '\r' ? at - 1 : at;
                if (column < expected) {
                    field(column, start, end);
                }
                column++;
                at++;
            }
            if (column != expected) {
                throw refusals.line(
                        "FIELDS",
                        lines.line,
                        "found " + Refusals.count(column, "field") + ", expected "
                                + Refusals.count(expected, "field") + (separator == '\t' ? " between tabs" : "")
                                + "; correct the line, or pass columns=");
            }
            return at;
        }

        private void field(int column, int start, int end) {
            switch (columns.role(column)) {
                case CONTIG1 -> contig(one, column, start, end);
                case CONTIG2 -> contig(other, column, start, end);
                case POSITION1 -> one.position = position(column, start, end);
                case POSITION2 -> other.position = position(column, start, end);
                case STRAND1, STRAND2 -> strand(column, start, end);
                case OTHER -> {
                    // names of reads and the like do not matter here
                }
            }
        }

        private void contig(End side, int column, int start, int end) {
            if (side.nameLength == end - start
                    && Arrays.equals(side.name, 0, side.nameLength, lines.bytes, start, end)) {
                return;
            }
            if (end == start || end - start > side.name.length) {
                throw refuse("CONTIG", column, start, end, "the name of a contig");
            }
            String name = new String(lines.bytes, start, end - start, StandardCharsets.UTF_8);
            side.nameLength = end - start;
            System.arraycopy(lines.bytes, start, side.name, 0, side.nameLength);
            Place known = places.get(name);
            if (known == null) {
                known = place(name, column, start, end);
                places.put(name, known);
            }
            side.place = known;
        }

        private Place place(String name, int column, int start, int end) {
            if (name.equals("!")) {
                return Place.UNMAPPED;
            }
            Optional<String> own = known.resolve(name, options.contigAlias());
            if (own.isEmpty()) {
                if (!mayBeUnknown) {
                    throw refuse("CONTIG", column, start, end, "a contig of the lines #chromsize:");
                }
                unknown.add(name);
                return new Place(Kind.UNKNOWN, name, Contigs.UNKNOWN, Place.UNMAPPED.bins);
            }
            return new Place(Kind.KNOWN, own.get(), contigs.length(own.get()), bins.on(own.get()));
        }

        private long position(int column, int start, int end) {
            byte[] bytes = lines.bytes;
            long value = 0;
            boolean digits = end > start && end - start <= MOST_DIGITS;
            for (int i = start; i < end && digits; i++) {
                int digit = bytes[i] - '0';
                digits = digit >= 0 && digit <= 9;
                value = 10 * value + digit;
            }
            if (!digits) {
                throw refuse("POSITION", column, start, end, "a position, counted from 1");
            }
            return value;
        }

        private void strand(int column, int start, int end) {
            byte first = lines.bytes[start];
            boolean sign = end - start == 1 && (first == '+' || first == '-');
            // tables of Juicer have the flag of SAM instead
            boolean flag = !declared
                    && ((end - start == 1 && first == '0')
                            || (end - start == 2 && first == '1' && lines.bytes[start + 1] == '6'));
            if (!sign && !flag) {
                throw refuse("STRAND", column, start, end, declared ? "+ or -" : "+ or -, or 0 or 16");
            }
        }

        private void count() {
            if (one.place.kind == Kind.UNMAPPED || other.place.kind == Kind.UNMAPPED) {
                unmapped++;
                return;
            }
            requireInside(one, PairsColumns.Role.POSITION1);
            requireInside(other, PairsColumns.Role.POSITION2);
            if (one.place.kind == Kind.UNKNOWN || other.place.kind == Kind.UNKNOWN) {
                ofUnknown++;
                return;
            }
            if (options.minDistance() > 0
                    && one.place.name.equals(other.place.name)
                    && Math.abs(one.position - other.position) < options.minDistance()) {
                close++;
                return;
            }
            int row = one.place.bins.find(one.position - 1);
            int column = other.place.bins.find(other.position - 1);
            if (row < 0 || column < 0) {
                outside++;
                return;
            }
            if (!counts.add(row, column)) {
                throw refusals.line(
                        "COUNT",
                        lines.line,
                        "found more than " + Integer.MAX_VALUE
                                + " contacts of two bins, expected fewer; use smaller bins");
            }
            counted++;
        }

        private void requireInside(End end, PairsColumns.Role role) {
            long length = end.place.length;
            if (end.position < 1 || (length != Contigs.UNKNOWN && end.position > length)) {
                int column = 0;
                while (columns.role(column) != role) {
                    column++;
                }
                throw refusals.line(
                        "POSITION",
                        lines.line,
                        "found " + columns.name(column) + " " + end.position + " in field " + (column + 1)
                                + ", expected a position from 1 to "
                                + (length == Contigs.UNKNOWN ? "the length" : length) + " of contig " + end.place.name
                                + "; correct it, or use the lengths of the same genome build");
            }
        }

        private DataException refuse(String what, int column, int start, int end, String expected) {
            return refusals.line(
                    what,
                    lines.line,
                    "found " + columns.name(column) + " " + Refusals.shown(lines.bytes, start, end) + " in field "
                            + (column + 1) + ", expected " + expected + "; correct the line, or pass columns=");
        }
    }
}

package org.chiasma.genomics.internal.alignment;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.bgzf.EndMarker;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.text.Refusals;

/**
 * Reads of a BAM file (SAM specification, section 4.2). Of a record its fixed fields are looked at, and its alignment and
 * tags when asked for; sequence and qualities never. All lengths are checked against the record, and the record is taken
 * as its bytes come, so that a false length takes no memory.
 */
final class BamReads implements AlignedReads {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int FIXED = 32;
    private static final int MOST_NAME = 1 << 16;
    private static final int MOST_TEXT = 1 << 30;
    private static final int FLAG_EXTRA = 4;

    private final Refusals refusals;
    private final Progress progress;
    private final BgzfInput in;
    private final Map<String, Long> contigs = new LinkedHashMap<>();
    private final Map<String, String> samples;
    private final String[] names;
    private long[] spans = {};
    private int span = -1;
    private byte[] assembled = new byte[1 << 12];
    private byte[] bytes = assembled;
    private int at;
    private int end;
    private long count;
    private long whole;
    private int lastContig;
    private long lastStart;
    private int operations;
    private int operationsAt;

    private BamReads(Refusals refusals, Progress progress, BgzfInput in) throws IOException {
        this.refusals = refusals;
        this.progress = progress;
        this.in = in;
        samples = header();
        names = contigs.keySet().toArray(String[]::new);
        in.after(this::place);
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws DataException {@code E-BAM-MAGIC}, {@code -HEADER}, {@code -CONTIGS}, {@code -EOF} or those of {@link
     *     BgzfInput#next()}
     */
    static BamReads open(Refusals refusals, EndMarker endMarker, Progress progress) throws IOException {
        checkMagic(refusals);
        BgzfInput in = new BgzfInput(refusals, progress);
        try {
            BamReads reads = new BamReads(refusals, progress, in);
            FileEnding.check(refusals, FileEnding.BGZF, endMarker, progress);
            return reads;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public Map<String, Long> contigs() {
        return contigs;
    }

    @Override
    public Map<String, String> samples() {
        return samples;
    }

    @Override
    public void restrict(List<Region> regions) throws IOException {
        Optional<BamIndexFile> index = BamIndexFile.beside(refusals, progress);
        if (index.isPresent()) {
            spans = index.get().spans(contigs, regions);
            span = 0;
            enterSpan();
        }
    }

    @Override
    public boolean next() throws IOException {
        while (span >= 0 && (span == spans.length || in.virtualOffset() >= spans[span + 1])) {
            if (span >= spans.length - 2) {
                return false;
            }
            span += 2;
            enterSpan();
        }
        if (in.position == in.limit && !in.next()) {
            return false;
        }
        count++;
        take(4);
        int size = integer(at);
        if (size < FIXED) {
            throw malformed("a length of " + size + " bytes, expected at least " + FIXED);
        }
        take(size);
        check(size);
        whole = count;
        lastContig = contig();
        lastStart = start();
        return true;
    }

    @Override
    public int contig() {
        return integer(at);
    }

    @Override
    public long start() {
        return integer(at + 4);
    }

    @Override
    public int flags() {
        return integer(at + 12) >>> 16;
    }

    @Override
    public int mappingQuality() {
        return bytes[at + 9] & 0xFF;
    }

    @Override
    public int operationCount() {
        operationsAt = at + FIXED + nameLength();
        operations = integer(at + 12) & 0xFFFF;
        for (int i = 0; i < operations; i++) {
            if (Cigar.kind(operation(i)) >= Cigar.KINDS) {
                throw malformed("an alignment operation of kind " + Cigar.kind(operation(i)) + ", expected 0 to 8");
            }
        }
        if (operations == 2 && standsForLong()) {
            longOperations();
        }
        return operations;
    }

    @Override
    public int operation(int position) {
        return integer(operationsAt + 4 * position);
    }

    @Override
    public String readGroup() {
        int value = tag('R', 'G');
        if (value == 0) {
            return "";
        }
        if (bytes[value] != 'Z') {
            throw malformed("a tag RG of type " + Refusals.shown(bytes, value, value + 1) + ", expected Z");
        }
        return new String(bytes, value + 1, afterText(value + 1) - value - 2, StandardCharsets.UTF_8);
    }

    @Override
    public String place() {
        if (whole == 0) {
            return "the header";
        }
        return "read " + whole + (lastContig < 0 ? "" : " at " + names[lastContig] + ":" + (lastStart + 1));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static void checkMagic(Refusals refusals) throws IOException {
        byte[] head;
        try (var file = Files.newInputStream(refusals.file())) {
            head = file.readNBytes(4);
        }
        if (head.length == 4 && head[0] == 0x1F && head[1] == (byte) 0x8B && (head[3] & FLAG_EXTRA) != 0) {
            return;
        }
        throw refusals.whole(
                "MAGIC",
                "found " + Refusals.shown(head, 0, head.length)
                        + " at the beginning, expected BGZF blocks, as BAM files are made of; write the file with "
                        + "samtools view -b");
    }

    private Map<String, String> header() throws IOException {
        if (!in.next()) {
            throw refusals.whole("MAGIC", "found an empty file, expected BAM; write the file again");
        }
        take(4);
        if (bytes[at] != 'B' || bytes[at + 1] != 'A' || bytes[at + 2] != 'M' || bytes[at + 3] != 1) {
            throw refusals.whole(
                    "MAGIC",
                    "found " + Refusals.shown(bytes, at, at + 4)
                            + " at the beginning of the content, expected BAM of version 1; write the file with "
                            + "samtools view -b");
        }
        take(4);
        int length = headerLength(integer(at), 0, MOST_TEXT, "text");
        take(length);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        take(4);
        int contigCount = headerLength(integer(at), 0, Integer.MAX_VALUE, "list of contigs");
        for (int i = 0; i < contigCount; i++) {
            take(4);
            int nameLength = headerLength(integer(at), 2, MOST_NAME, "contig's name");
            take(nameLength);
            String name = new String(bytes, at, nameLength - 1, StandardCharsets.UTF_8);
            take(4);
            long bases = headerLength(integer(at), 0, Integer.MAX_VALUE, "contig");
            if (contigs.put(name, bases) != null) {
                throw refusals.whole(
                        "CONTIGS",
                        "header: found contig " + Refusals.shown(name)
                                + " twice, expected unique names; rename one with samtools reheader");
            }
        }
        if (contigs.isEmpty()) {
            throw refusals.whole(
                    "CONTIGS", "header: found no contigs, expected those that the reads are aligned to; align them");
        }
        return ReadGroups.samples(text);
    }

    private int headerLength(int length, int least, int most, String what) {
        if (length < least || length > most) {
            throw refusals.whole(
                    "HEADER",
                    "header: found a length of " + length + " for the " + what + ", expected " + least + " to " + most
                            + "; write the file again");
        }
        return length;
    }

    private void enterSpan() throws IOException {
        if (span < spans.length && !in.seek(spans[span])) {
            throw refusals.whole(
                    "INDEX",
                    "found no block at compressed byte " + (spans[span] >>> 16)
                            + ", which the index names, expected the index of this file; make it again with samtools "
                            + "index");
        }
    }

    /** Lets {@link #bytes} hold the next {@code length} bytes of content from {@link #at} to {@link #end}. */
    private void take(int length) throws IOException {
        if (in.limit - in.position >= length) {
            bytes = in.bytes;
            at = in.position;
            in.position += length;
        } else {
            int taken = 0;
            while (taken < length) {
                if (in.position == in.limit && !in.next()) {
                    throw refusals.whole(
                            "TRUNCATED",
                            "after " + place() + ": found the end of the file, expected " + (length - taken)
                                    + " more bytes of it; copy the file again");
                }
                int n = Math.min(length - taken, in.limit - in.position);
                if (assembled.length < taken + n) {
                    assembled =
                            Arrays.copyOf(assembled, Math.max(taken + n, assembled.length + (assembled.length >> 1)));
                }
                System.arraycopy(in.bytes, in.position, assembled, taken, n);
                in.position += n;
                taken += n;
            }
            bytes = assembled;
            at = 0;
        }
        end = at + length;
    }

    private void check(int size) {
        int contig = contig();
        if (contig < -1 || contig >= names.length) {
            throw malformed("contig number " + contig + ", expected -1 to " + (names.length - 1));
        }
        if (start() < -1) {
            throw malformed("position " + start() + ", expected -1 or more");
        }
        long bases = integer(at + 16);
        long needed = FIXED + nameLength() + 4L * (integer(at + 12) & 0xFFFF) + (bases + 1) / 2 + bases;
        if (bases < 0 || nameLength() == 0 || needed > size) {
            throw malformed("fields of " + needed + " bytes, expected at most the " + size + " of the record");
        }
    }

    private int nameLength() {
        return bytes[at + 8] & 0xFF;
    }

    private int tagsAt() {
        int bases = integer(at + 16);
        return at + FIXED + nameLength() + 4 * (integer(at + 12) & 0xFFFF) + (bases + 1) / 2 + bases;
    }

    /** Whether the operations are {@code kSmN} with k bases of the read: those of the alignment are in the tag CG. */
    private boolean standsForLong() {
        return operation(0) == (integer(at + 16) << 4 | Cigar.SOFT_CLIP) && Cigar.kind(operation(1)) == Cigar.SKIP;
    }

    private void longOperations() {
        int value = tag('C', 'G');
        if (value != 0 && bytes[value] == 'B' && (bytes[value + 1] == 'I' || bytes[value + 1] == 'i')) {
            operations = integer(value + 2);
            operationsAt = value + 6;
            for (int i = 0; i < operations; i++) {
                if (Cigar.kind(operation(i)) >= Cigar.KINDS) {
                    throw malformed("an alignment operation of kind " + Cigar.kind(operation(i)) + " in the tag CG, "
                            + "expected 0 to 8");
                }
            }
        }
    }

    /** Where the type of a tag is, before its value; 0 if the read has no such tag. Values before it are checked. */
    private int tag(char first, char second) {
        int tag = tagsAt();
        while (end - tag >= 3) {
            int after = afterValue(tag + 2);
            if (bytes[tag] == first && bytes[tag + 1] == second) {
                return tag + 2;
            }
            tag = after;
        }
        if (tag != end) {
            throw malformed("a tag cut short, expected its name, type and value");
        }
        return 0;
    }

    private int afterValue(int type) {
        long after = type
                + 1
                + switch (bytes[type]) {
                    case 'A', 'c', 'C' -> 1;
                    case 's', 'S' -> 2;
                    case 'i', 'I', 'f' -> 4;
                    case 'Z', 'H' -> afterText(type + 1) - type - 1;
                    case 'B' -> arrayLength(type + 1);
                    default ->
                        throw malformed("a tag of type " + Refusals.shown(bytes, type, type + 1)
                                + ", expected one of A c C s S i I f Z H B");
                };
        if (after > end) {
            throw malformed("a tag beyond the end of the record, expected it inside");
        }
        return (int) after;
    }

    private int afterText(int from) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == 0) {
                return i + 1;
            }
        }
        throw malformed("a text tag without end, expected a zero byte behind it");
    }

    private long arrayLength(int from) {
        if (end - from < 5) {
            throw malformed("a tag beyond the end of the record, expected it inside");
        }
        long width =
                switch (bytes[from]) {
                    case 'c', 'C' -> 1;
                    case 's', 'S' -> 2;
                    case 'i', 'I', 'f' -> 4;
                    default ->
                        throw malformed("an array tag of type " + Refusals.shown(bytes, from, from + 1)
                                + ", expected one of c C s S i I f");
                };
        return 5 + width * (integer(from + 1) & 0xFFFFFFFFL);
    }

    private int integer(int from) {
        return (int) INT.get(bytes, from);
    }

    private DataException malformed(String found) {
        return refusals.whole(
                "RECORD",
                "read " + count + " in the block at compressed byte " + (in.virtualOffset() >>> 16) + ": found " + found
                        + "; write the file again");
    }
}

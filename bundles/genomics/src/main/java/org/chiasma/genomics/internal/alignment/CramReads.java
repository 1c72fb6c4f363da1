package org.chiasma.genomics.internal.alignment;

import htsjdk.samtools.CigarElement;
import htsjdk.samtools.CigarOperator;
import htsjdk.samtools.QueryInterval;
import htsjdk.samtools.SAMFileHeader;
import htsjdk.samtools.SAMReadGroupRecord;
import htsjdk.samtools.SAMRecord;
import htsjdk.samtools.SAMSequenceRecord;
import htsjdk.samtools.SamInputResource;
import htsjdk.samtools.SamReader;
import htsjdk.samtools.SamReaderFactory;
import htsjdk.samtools.ValidationStringency;
import htsjdk.samtools.util.CloseableIterator;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.bgzf.EndMarker;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/** Reads of a CRAM file of version 3.0 or 3.1, decoded by HTSJDK. */
final class CramReads implements AlignedReads {
    private static final int VERSION_BYTES = 6;

    private final Refusals refusals;
    private final Progress progress;
    private final ReferenceSequences references;
    private final boolean ended;
    private final Map<String, Long> contigs = new LinkedHashMap<>();
    private final Map<String, String> samples = new LinkedHashMap<>();
    private SamReader reader;
    private @Nullable CloseableIterator<SAMRecord> iterator;
    private SAMRecord read = new SAMRecord(new SAMFileHeader());
    private List<CigarElement> elements = List.of();
    private long count;

    private CramReads(Refusals refusals, ReferenceSequences references, boolean ended, Progress progress) {
        this.refusals = refusals;
        this.progress = progress;
        this.references = references;
        this.ended = ended;
        reader = guarded(() -> open(ended ? SamInputResource.of(refusals.file()) : endedAnew()));
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws DataException {@code E-CRAM-MAGIC}, {@code -VERSION}, {@code -EOF}, {@code -CORRUPT} or {@code -CONTIGS}
     */
    static CramReads open(Refusals refusals, Optional<Path> reference, EndMarker endMarker, Progress progress)
            throws IOException {
        checkVersion(refusals);
        boolean ended = FileEnding.check(refusals, FileEnding.CRAM, endMarker, progress);
        CramReads reads = new CramReads(refusals, new ReferenceSequences(refusals, reference), ended, progress);
        try {
            reads.readHeader();
            return reads;
        } catch (RuntimeException e) {
            reads.close();
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
        Optional<Path> index = BamIndexFile.find(refusals.file(), List.of("crai"), progress);
        if (index.isEmpty() || !ended) {
            return;
        }
        List<String> names = List.copyOf(contigs.keySet());
        QueryInterval[] intervals = QueryInterval.optimizeIntervals(regions.stream()
                .filter(region -> region.start() < Integer.MAX_VALUE)
                .map(region -> new QueryInterval(names.indexOf(region.contig()), (int) region.start() + 1, (int)
                        Math.min(region.end(), Integer.MAX_VALUE)))
                .toArray(QueryInterval[]::new));
        reader.close();
        reader = guarded(() -> open(SamInputResource.of(refusals.file()).index(index.get())));
        iterator = guarded(() -> reader.queryOverlapping(intervals));
    }

    @Override
    public boolean next() {
        CloseableIterator<SAMRecord> reads = iterator;
        if (reads == null) {
            reads = guarded(reader::iterator);
            iterator = reads;
        }
        CloseableIterator<SAMRecord> opened = reads;
        Optional<SAMRecord> found =
                guarded(() -> opened.hasNext() ? Optional.of(opened.next()) : Optional.<SAMRecord>empty());
        found.ifPresent(record -> {
            read = record;
            count++;
        });
        return found.isPresent();
    }

    @Override
    public int contig() {
        return read.getReferenceIndex();
    }

    @Override
    public long start() {
        return read.getAlignmentStart() - 1L;
    }

    @Override
    public int flags() {
        return read.getFlags();
    }

    @Override
    public int mappingQuality() {
        return read.getMappingQuality();
    }

    @Override
    public int operationCount() {
        elements = guarded(() -> read.getCigar().getCigarElements());
        return elements.size();
    }

    @Override
    public int operation(int position) {
        CigarElement element = elements.get(position);
        return element.getLength() << 4 | CigarOperator.enumToBinary(element.getOperator());
    }

    @Override
    public String readGroup() {
        return guarded(() -> Optional.ofNullable(read.getStringAttribute("RG")).orElse(""));
    }

    @Override
    public String place() {
        if (count == 0) {
            return "the header";
        }
        return "read " + count
                + (contig() < 0 ? "" : " at " + read.getReferenceName() + ":" + read.getAlignmentStart());
    }

    @Override
    public void close() throws IOException {
        try (references) {
            if (iterator != null) {
                iterator.close();
            }
            reader.close();
        }
    }

    private void readHeader() {
        SAMFileHeader header = guarded(reader::getFileHeader);
        for (SAMSequenceRecord contig : header.getSequenceDictionary().getSequences()) {
            contigs.put(contig.getSequenceName(), (long) contig.getSequenceLength());
        }
        for (SAMReadGroupRecord group : header.getReadGroups()) {
            samples.put(group.getId(), Optional.ofNullable(group.getSample()).orElse(""));
        }
        if (contigs.isEmpty()) {
            throw refusals.whole(
                    "CONTIGS", "header: found no contigs, expected those that the reads are aligned to; align them");
        }
    }

    /** The file with the end marker that it lacks, without which HTSJDK refuses the last container too. */
    private SamInputResource endedAnew() {
        try {
            return SamInputResource.of(new SequenceInputStream(
                    new BufferedInputStream(Files.newInputStream(refusals.file())),
                    new ByteArrayInputStream(FileEnding.CRAM.bytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SamReader open(SamInputResource resource) {
        return SamReaderFactory.make()
                .validationStringency(ValidationStringency.SILENT)
                .referenceSource(references)
                .open(resource);
    }

    private static void checkVersion(Refusals refusals) throws IOException {
        byte[] head;
        try (var file = Files.newInputStream(refusals.file())) {
            head = file.readNBytes(VERSION_BYTES);
        }
        if (head.length < VERSION_BYTES || head[0] != 'C' || head[1] != 'R' || head[2] != 'A' || head[3] != 'M') {
            throw refusals.whole(
                    "MAGIC",
                    "found " + Refusals.shown(head, 0, Math.min(4, head.length))
                            + " at the beginning, expected \"CRAM\"; write the file with samtools view -C");
        }
        if (head[4] != 3 || (head[5] != 0 && head[5] != 1)) {
            throw refusals.whole(
                    "VERSION",
                    "found version " + (head[4] & 0xFF) + "." + (head[5] & 0xFF)
                            + ", expected 3.0 or 3.1; convert the file with samtools view -C");
        }
    }

    /** What HTSJDK does, with whatever it throws on damaged content made a refusal. */
    private <T> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ChiasmaException refusal) {
                    throw refusal;
                }
            }
            if (String.valueOf(e.getMessage()).startsWith("The MD5 for the reference")) {
                throw new DataException(
                        "E-CRAM-MD5",
                        refusals.file() + ": after " + place()
                                + ": found reference bases of another MD5 than the reads "
                                + "were compressed against, expected the same; pass the FASTA file that the reads were "
                                + "aligned to",
                        e);
            }
            throw new DataException(
                    "E-CRAM-CORRUPT",
                    refusals.file() + ": after " + place() + ": found "
                            + OneLine.of(e)
                            + ", expected whole CRAM containers; check the file with samtools quickcheck "
                            + "and copy it again",
                    e);
        }
    }
}

package org.chiasma.genomics.internal.alignment;

import htsjdk.samtools.BAMIndex;
import htsjdk.samtools.CSIIndex;
import htsjdk.samtools.Chunk;
import htsjdk.samtools.DiskBasedBAMFileIndex;
import htsjdk.samtools.SAMSequenceDictionary;
import htsjdk.samtools.SAMSequenceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.genomics.internal.coordinate.Region;
import org.chiasma.text.Refusals;

/** The index of a file: {@code .bai} or {@code .csi} of BAM, {@code .crai} of CRAM. */
final class BamIndexFile {
    private static final int MOST_QUERIES = 64;

    private final Refusals refusals;
    private final Path index;

    private BamIndexFile(Refusals refusals, Path index) {
        this.refusals = refusals;
        this.index = index;
    }

    /** The index of a BAM file if there is one; that it is older than the file is noted. */
    static Optional<BamIndexFile> beside(Refusals refusals, Progress progress) throws IOException {
        return find(refusals.file(), List.of("bai", "csi"), progress).map(index -> new BamIndexFile(refusals, index));
    }

    /** A file of the same name with one of these endings appended, or in place of its own. */
    static Optional<Path> find(Path file, List<String> endings, Progress progress) throws IOException {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        for (String ending : endings) {
            for (String stem : List.of(name, dot > 0 ? name.substring(0, dot) : name)) {
                Path index = file.resolveSibling(stem + "." + ending);
                if (Files.isRegularFile(index)) {
                    if (Files.getLastModifiedTime(index).compareTo(Files.getLastModifiedTime(file)) < 0) {
                        progress.note(index + ": older than " + file.getFileName()
                                + "; if the file has changed, make the index again with samtools index");
                    }
                    return Optional.of(index);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Where the reads of the regions are: virtual offsets of the beginning and the end of each stretch, disjoint, in
     * order. Of many regions on a contig, the stretch from the first to the last is taken.
     *
     * @throws DataException {@code E-BAM-INDEX} if the index is damaged or is of another file
     */
    long[] spans(Map<String, Long> contigs, List<Region> regions) {
        List<Chunk> chunks = new ArrayList<>();
        List<String> names = List.copyOf(contigs.keySet());
        Map<String, List<Region>> byContig = regions.stream().collect(Collectors.groupingBy(Region::contig));
        try (BAMIndex opened = open(contigs)) {
            for (Map.Entry<String, List<Region>> there : byContig.entrySet()) {
                for (Region region : queries(there.getValue())) {
                    long end = Math.min(region.end(), Integer.MAX_VALUE);
                    if (region.start() < end) {
                        chunks.addAll(opened.getSpanOverlapping(
                                        names.indexOf(there.getKey()), (int) region.start() + 1, (int) end)
                                .getChunks());
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new DataException(
                    "E-" + refusals.family() + "-INDEX",
                    refusals.file() + ": index " + index + ": found " + OneLine.of(e)
                            + ", expected the index of this file; make it again with samtools index",
                    e);
        }
        return merged(chunks);
    }

    private BAMIndex open(Map<String, Long> contigs) throws IOException {
        SAMSequenceDictionary dictionary = new SAMSequenceDictionary();
        for (long length : contigs.values()) {
            // by number, for an index knows no names
            dictionary.addSequence(new SAMSequenceRecord(Integer.toString(dictionary.size()), (int) length));
        }
        return index.getFileName().toString().endsWith(".csi")
                ? new CSIIndex(index, dictionary)
                : new DiskBasedBAMFileIndex(index.toFile(), dictionary);
    }

    private static List<Region> queries(List<Region> regions) {
        if (regions.size() <= MOST_QUERIES) {
            return regions;
        }
        long start = regions.stream().mapToLong(Region::start).min().orElseThrow();
        long end = regions.stream().mapToLong(Region::end).max().orElseThrow();
        return List.of(new Region(regions.get(0).contig(), start, end));
    }

    private static long[] merged(List<Chunk> chunks) {
        List<Chunk> sorted = chunks.stream().sorted().toList();
        long[] spans = new long[2 * sorted.size()];
        int used = 0;
        for (Chunk chunk : sorted) {
            if (used > 0 && chunk.getChunkStart() <= spans[used - 1]) {
                spans[used - 1] = Math.max(spans[used - 1], chunk.getChunkEnd());
            } else {
                spans[used] = chunk.getChunkStart();
                spans[used + 1] = chunk.getChunkEnd();
                used += 2;
            }
        }
        return Arrays.copyOf(spans, used);
    }
}

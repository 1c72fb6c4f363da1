package org.chiasma.genomics.internal.variant;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chiasma.api.CancelledException;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.bgzf.EndMarker;
import org.chiasma.genomics.internal.bgzf.Span;
import org.chiasma.genomics.internal.bgzf.SpanInput;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.chiasma.text.BgzfInput;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Reads the dosages of a VCF file (VCF 4.1 to 4.5). Blocks of whole lines are inflated and parsed on all processors and
 * put together in order; beside the matrix, memory holds a few blocks. Regions go through the tabix index when there is
 * one.
 */
public final class VcfReader {
    private static final int BLOCK = 1 << 20;
    private static final long MOST_BYTES = 1L << 40;

    private final Refusals refusals;
    private final VcfReadOptions options;
    private final MatrixStore store;
    private final Progress progress;
    private final int threads;

    private long line;
    private String lastRecord = "";
    private String lastContig = "";
    private long lastPosition;
    private final Set<String> contigsSeen = new HashSet<>();
    private long disorder;
    private long halfCalls;
    private long withoutAlternate;
    private long multiallelic;
    private long filtered;
    private long otherKind;

    /** Reads the file of {@code refusals} on all processors. */
    public VcfReader(Refusals refusals, VcfReadOptions options, MatrixStore store, Progress progress) {
        this(refusals, options, store, progress, Runtime.getRuntime().availableProcessors());
    }

    VcfReader(Refusals refusals, VcfReadOptions options, MatrixStore store, Progress progress, int threads) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
        this.threads = threads;
    }

    /**
     * The dosages.
     *
     * @throws DataException {@code E-VCF-*}, {@code E-GZIP-*}, {@code E-CONTIG-MISMATCH}
     */
    public Matrix read() throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "vcf");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return read(workers);
        } finally {
            workers.shutdownNow();
        }
    }

    private Matrix read(ExecutorService workers) throws IOException {
        GenotypeOptions genotypes = options.genotypes();
        Regions asked = Regions.of(genotypes.region(), genotypes.regionsFile(), progress);
        try (InputStream in = TextInput.open(refusals, MOST_BYTES, progress);
                LineBlocks lines = new LineBlocks(in, refusals)) {
            VcfHeader header = VcfHeader.read(lines, refusals);
            boolean listed = !header.contigs().names().isEmpty();
            if (!listed) {
                progress.note(refusals.file() + ": the header lists no contig; they are taken as they come");
            }
            Regions regions = listed ? asked.resolve(header.contigs(), genotypes.contigAlias()) : asked;
            SampleSelection samples = SampleSelection.of(genotypes, header.samples(), refusals);
            VcfParser parser = new VcfParser(header, samples, options, regions);
            Optional<List<Span>> spans =
                    in instanceof BgzfInput ? VcfIndex.spans(refusals, regions, progress) : Optional.empty();
            try (DosageCollector collector = new DosageCollector(genotypes, samples, refusals, store, progress)) {
                if (spans.isPresent()) {
                    try (InputStream pieces = new SpanInput(refusals, spans.get(), progress)) {
                        readAll(pieces, parser, collector, workers);
                    }
                } else {
                    line = lines.line;
                    InputStream rest = new SequenceInputStream(new ByteArrayInputStream(lines.remaining()), in);
                    readAll(rest, parser, collector, workers);
                    requireEndBlock(in);
                }
                note();
                return collector.seal();
            }
        }
    }

    private static void collect(DosageCollector collector, Variant variant, Object dosages) {
        if (dosages instanceof byte[] whole) {
            collector.add(variant, whole, 2);
        } else {
            collector.add(variant, (float[]) dosages, 2);
        }
    }

    private void readAll(InputStream in, VcfParser parser, DosageCollector collector, ExecutorService workers)
            throws IOException {
        Deque<Future<VcfBlock>> ahead = new ArrayDeque<>();
        byte[] carried = new byte[0];
        int carriedLength = 0;
        boolean more = true;
        DataException broken = null;
        while (more) {
            progress.checkCancelled();
            byte[] block = new byte[Math.max(BLOCK, 2 * carriedLength)];
            System.arraycopy(carried, 0, block, 0, carriedLength);
            int filled = carriedLength;
            try {
                int n = 0;
                while (n >= 0 && filled < block.length - 1) {
                    n = in.read(block, filled, block.length - 1 - filled);
                    filled += Math.max(0, n);
                }
                more = n >= 0;
            } catch (DataException e) {
                broken = e;
                more = false;
            }
            if (!more && broken == null && filled > 0 && block[filled - 1] != '\n') {
                block[filled++] = '\n';
            }
            int end = afterLastLineFeed(block, filled);
            if (end == 0 && more && filled > LineBlocks.LONGEST_LINE) {
                throw refusals.line(
                        "LINE",
                        line,
                        "found a line of more than " + LineBlocks.LONGEST_LINE
                                + " bytes, expected a record; check the file");
            }
            carried = Arrays.copyOfRange(block, end, filled);
            carriedLength = filled - end;
            if (end > 0) {
                ahead.add(workers.submit(() -> parser.parse(block, end)));
            }
            while (ahead.size() > 2 * threads || (!more && !ahead.isEmpty())) {
                add(result(ahead.poll()), collector);
            }
        }
        if (broken != null) {
            throw lastRecord.isEmpty()
                    ? broken
                    : new DataException(
                            broken.code(),
                            broken.getMessage().substring(broken.code().length() + 1) + " (the last whole record is "
                                    + lastRecord + ")",
                            broken);
        }
    }

    private static int afterLastLineFeed(byte[] bytes, int filled) {
        int i = filled;
        while (i > 0 && bytes[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    private static VcfBlock result(Future<VcfBlock> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private void add(VcfBlock block, DosageCollector collector) {
        for (VcfBlock.Run run : block.runs) {
            boolean same = run.contig.equals(lastContig);
            boolean back = same ? run.firstPosition < lastPosition : !contigsSeen.add(run.contig);
            if (run.disorder || back) {
                disorder++;
                if (options.order() == Disorder.REFUSE) {
                    throw refusals.whole(
                            "ORDER",
                            "found records out of order on contig " + run.contig + ", after " + lastContig + ":"
                                    + lastPosition
                                    + ", expected ascending positions, contig by contig; sort the file (bcftools sort)");
                }
            }
            lastContig = run.contig;
            lastPosition = run.lastPosition;
            lastRecord = run.contig + ":" + run.lastPosition;
        }
        for (int i = 0; i < block.variants.size(); i++) {
            collect(collector, block.variants.get(i), block.dosages.get(i));
        }
        halfCalls += block.halfCalls;
        withoutAlternate += block.withoutAlternate;
        multiallelic += block.multiallelic;
        filtered += block.filtered;
        otherKind += block.otherKind;
        if (block.fault != null) {
            throw refusals.line(block.fault.code(), line + block.fault.line(), block.fault.message());
        }
        line += block.lines;
    }

    private void requireEndBlock(InputStream in) {
        if (in instanceof BgzfInput bgzf && !bgzf.hasEndBlock()) {
            if (options.eof() == EndMarker.REFUSE) {
                throw refusals.whole(
                        "EOF",
                        "found no empty block at the end, expected the one that BGZF files end with: the file may be cut "
                                + "after " + lastRecord + "; get it again, or pass eof=warn");
            }
            progress.note("warning: " + refusals.file()
                    + ": the block that ends BGZF files is missing; the file may be " + "cut after " + lastRecord);
        }
    }

    private void note() {
        note(disorder, "places where records are out of order");
        note(
                halfCalls,
                "genotypes with one missing allele, taken by half-call="
                        + options.halfCall().name().toLowerCase(java.util.Locale.ROOT));
        note(withoutAlternate, "records left out that have no alternate allele");
        note(multiallelic, "records left out that have several alternate alleles");
        note(filtered, "records left out by min-qual or filter");
        note(
                otherKind,
                "variants left out by variants=" + options.variants().name().toLowerCase(java.util.Locale.ROOT));
    }

    private void note(long count, String what) {
        if (count > 0) {
            progress.note(refusals.file() + ": " + count + " " + what);
        }
    }
}

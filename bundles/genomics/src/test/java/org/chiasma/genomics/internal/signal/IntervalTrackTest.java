package org.chiasma.genomics.internal.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPOutputStream;
import org.chiasma.api.DataException;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.BedFormat;
import org.chiasma.genomics.internal.BedgraphFormat;
import org.chiasma.genomics.internal.BroadPeakFormat;
import org.chiasma.genomics.internal.NarrowPeakFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTrackTest {
    private static final double NONE = Double.NaN;
    private static final String PEAK = "a\t%d\t%d\tp\t%s\t.\t%s\t%s\t-1\t5\n";

    @TempDir
    private Path directory;

    private final FormatTrial bed =
            FormatTrial.of(new BedFormat(BinsOfMatrix.NONE), BedReadOptions.class, NoParameters.class);
    private final FormatTrial narrowPeak =
            FormatTrial.of(new NarrowPeakFormat(BinsOfMatrix.NONE), PeakReadOptions.class, NoParameters.class);
    private final FormatTrial broadPeak =
            FormatTrial.of(new BroadPeakFormat(BinsOfMatrix.NONE), PeakReadOptions.class, NoParameters.class);
    private final FormatTrial bedgraph = FormatTrial.of(
            new BedgraphFormat(BinsOfMatrix.NONE), BedgraphReadOptions.class, BedgraphWriteOptions.class);

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static double[] row(FormatTrial trial, Path file, String tail) throws IOException {
        return FormatTrial.readThrough(trial.read(file, tail))[0];
    }

    @Test
    void bedIsMeanDepthByDefault() throws IOException {
        Path file = file("x.bed", "# comment\ntrack name=x\na\t0\t5\na\t3\t8\nb\t1\t2\n\nbrowser hide\n");
        Matrix matrix = bed.read(file, "?bins=5&region=a:1-10;b:1-5");
        assertEquals(List.of("a:0-5", "a:5-10", "b:0-5"), matrix.columns().labels());
        assertEquals("bins", matrix.columns().name());
        assertEquals("tracks", matrix.rows().name());
        assertEquals(List.of("x"), matrix.rows().labels());
        assertEquals(MissingValue.NONE, matrix.spec().missing());
        assertArrayEquals(new double[] {7.0 / 5, 3.0 / 5, 1.0 / 5}, FormatTrial.readThrough(matrix)[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "sum,zero,7,3,0",
        "max,zero,2,1,0",
        "min,zero,1,0,0",
        "coverage,zero,1,0.6,0",
        "mean,missing,1.4,1,NaN",
        "sum,missing,7,3,NaN",
        "min,missing,1,1,NaN",
        "coverage,missing,1,0.6,0"
    })
    void statisticsOfOverlappingIntervals(String statistic, String absent, double first, double second, double third)
            throws IOException {
        Path file = file("x.bed", "a\t3\t8\na\t0\t5\n");
        assertArrayEquals(
                new double[] {first, second, third},
                row(bed, file, "?bins=5&region=a:1-15&statistic=" + statistic + "&absent=" + absent));
    }

    /** A plain array of one entry for each base, for random intervals. */
    @Test
    void statisticsAreThoseOfBases() throws IOException {
        Random random = new Random(11);
        double[] bases = new double[1000];
        boolean[] covered = new boolean[1000];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            int start = random.nextInt(990);
            int end = Math.min(1000, start + 1 + random.nextInt(15));
            int score = random.nextInt(100) - 20;
            text.append("a\t" + start + "\t" + end + "\tn\t" + score + "\n");
            for (int p = start; p < end; p++) {
                bases[p] += score;
                covered[p] = true;
            }
        }
        Path file = file("x.bed", text.toString());
        double[] sum = row(bed, file, "?bins=7&region=a:1-1000&column=score&statistic=sum");
        double[] max = row(bed, file, "?bins=7&region=a:1-1000&column=score&statistic=max&absent=missing");
        double[] min = row(bed, file, "?bins=7&region=a:1-1000&column=score&statistic=min");
        for (int i = 0; i < sum.length; i++) {
            double wantedSum = 0;
            double wantedMax = Double.NEGATIVE_INFINITY;
            double wantedMin = Double.POSITIVE_INFINITY;
            for (int p = 7 * i; p < Math.min(1000, 7 * i + 7); p++) {
                wantedSum += bases[p];
                wantedMax = covered[p] ? Math.max(wantedMax, bases[p]) : wantedMax;
                wantedMin = Math.min(wantedMin, bases[p]);
            }
            // the last bin of the grid reaches beyond the bases made here
            wantedMin = 7 * i + 7 > 1000 ? Math.min(0, wantedMin) : wantedMin;
            assertEquals(wantedSum, sum[i]);
            assertEquals(wantedMax == Double.NEGATIVE_INFINITY ? NONE : wantedMax, max[i]);
            assertEquals(wantedMin, min[i]);
        }
    }

    @Test
    void countsIntervalsInEveryBinTheyOverlap() throws IOException {
        Path file = file("x.bed", "a\t0\t5\na\t4\t6\na\t4\t6\n");
        assertArrayEquals(new double[] {3, 2, 0}, row(bed, file, "?bins=5&region=a:1-15&column=count&statistic=max"));
        assertArrayEquals(
                new double[] {1, 2, 0}, row(bed, file, "?bins=5&region=a:1-15&column=count&placement=midpoint"));
    }

    @Test
    void peaksHaveColumns() throws IOException {
        Path file = file(
                "x.narrowPeak", PEAK.formatted(0, 10, "700", "2.5", "6.5") + PEAK.formatted(20, 30, "300", "4", "-1"));
        String tail = "?bins=10&region=a:1-30&absent=missing&column=";
        assertArrayEquals(new double[] {2.5, NONE, 4}, row(narrowPeak, file, tail + "signalValue"));
        assertArrayEquals(new double[] {700, NONE, 300}, row(narrowPeak, file, tail + "score"));
        assertArrayEquals(new double[] {6.5, NONE, NONE}, row(narrowPeak, file, tail + "pValue"));
        assertTrue(narrowPeak.progress().mentions("1 of 2 intervals have no value"));
        assertArrayEquals(new double[] {NONE, NONE, NONE}, row(narrowPeak, file, tail + "qvalue"));
        assertArrayEquals(new double[] {2.5, 0, 4}, row(broadPeak, file, "?bins=10&region=a:1-30"));
    }

    @Test
    void refusesPeaksWithoutTheColumn() throws IOException {
        Path file = file("x.narrowPeak", "a\t0\t10\tp\t0\t+\n");
        String refusal = narrowPeak.refusal(file, "?bins=10", "E-NARROWPEAK-FIELDS");
        assertTrue(refusal.contains("6 fields, expected at least 7"), refusal);
        assertArrayEquals(new double[] {1}, row(narrowPeak, file, "?bins=10&region=a:1-10&column=count"));
        broadPeak.refusal(file, "?bins=10&column=pvalue", "E-BROADPEAK-FIELDS");
    }

    @Test
    void bedgraphGapsAreMissingByDefault() throws IOException {
        Path file = file("x.bg", "track type=bedGraph\na 0 5 1.5\na 10 12 -2\na 12 14 .\n");
        assertArrayEquals(new double[] {1.5, NONE, -2}, row(bedgraph, file, "?bins=5&region=a:1-15"));
        assertArrayEquals(new double[] {1.5, 0, -0.8}, row(bedgraph, file, "?bins=5&region=a:1-15&absent=zero"));
        assertTrue(bedgraph.progress().mentions("1 of 3 intervals have no value"));
        assertTrue(bedgraph.progress().mentions("1 of 3 entries are missing"));
    }

    @Test
    void genomeGivesContigsAndLengths() throws IOException {
        Path genome = file("g.sizes", "chrB\t4\nchrA\t12\n");
        Path file = file("x.bed", "A\t0\t12\nun\t0\t99\n");
        Matrix matrix = bed.read(file, "?bins=5&contig-alias=auto&genome=" + genome);
        assertEquals(
                List.of("chrB:0-4", "chrA:0-5", "chrA:5-10", "chrA:10-12"),
                matrix.columns().labels());
        assertArrayEquals(new double[] {0, 1, 1, 1}, FormatTrial.readThrough(matrix)[0]);
        assertTrue(bed.progress().mentions("1 of 2 intervals are on contigs that genome lacks"));
        bed.refusal(file, "?bins=5&genome=" + genome, "E-CONTIG-MISMATCH");
        String refusal = bed.refusal(file("y.bed", "chrA\t0\t13\n"), "?bins=5&genome=" + genome, "E-BED-BEYOND");
        assertTrue(refusal.contains("y.bed:1") && refusal.contains("length 12"), refusal);
        bed.refusal(
                file("z.bed", "chrA\t0\t1\nA\t0\t1\n"), "?bins=5&contig-alias=auto&genome=" + genome, "E-BED-ALIAS");
    }

    @Test
    void binsOfASizeNeedAnEnd() throws IOException {
        Path file = file("x.bed", "a\t0\t5\n");
        DataException refused = assertThrows(DataException.class, () -> bed.read(file, "?bins=5"));
        assertEquals("E-BINS-LENGTH", refused.code());
        bed.refusal(file, "", "E-BINS-MISSING");
        bed.refusal(file, "?bins=" + file("b.bed", "a\t0\t9\n") + "&region=a:20-30", "E-BINS-EMPTY");
    }

    @Test
    void subBinsNeedBases() throws IOException {
        DataException refused = assertThrows(
                DataException.class, () -> bed.read(file("x.bed", "a\t0\t5\n"), "?bins=5&region=a:1-9&sub-bins=6"));
        assertEquals("E-BINS-PARTS", refused.code());
        assertThrows(UsageException.class, () -> bed.read(file("x.bed", "a\t0\t5\n"), "?bins=5&sub-bins=0"));
    }

    @Test
    void genesAreBins() throws IOException {
        Path genes = file(
                "g.gtf", "a\ts\tgene\t1\t10\t.\t+\t.\tgene_id \"G1\";\na\ts\tgene\t5\t14\t.\t+\t.\tgene_id \"G2\";\n");
        Path file = file("x.bedgraph", "a\t0\t10\t1\na\t10\t20\t3\n");
        Matrix matrix = bedgraph.read(file, "?statistic=sum&bins=" + genes);
        assertEquals(List.of("G1", "G2"), matrix.columns().labels());
        assertArrayEquals(new double[] {10, 6 + 12}, FormatTrial.readThrough(matrix)[0]);
    }

    @Test
    void elementTypeIsAsAsked() throws IOException {
        Matrix matrix = bed.read(file("x.bed", "a\t0\t1\n"), "?bins=3&region=a:1-3&type=float32");
        assertEquals(ElementType.FLOAT32, matrix.spec().elementType());
        assertEquals((double) (float) (1.0 / 3), FormatTrial.readThrough(matrix)[0][0]);
    }

    @Test
    void readsGzip() throws IOException {
        Path file = directory.resolve("x.bed.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a\t0\t5\r\n".getBytes(StandardCharsets.UTF_8));
        }
        Matrix matrix = bed.read(file, "?bins=5&region=a:1-5");
        assertEquals(1, FormatTrial.readThrough(matrix)[0][0]);
        assertEquals("x", matrix.rows().label(0));
    }

    @Test
    void bedgraphIsWrittenAndReadBack() throws IOException {
        Path file = file("x.bedgraph", "b\t0\t5\t0.1\na\t0\t5\t-3\na\t10\t15\t1e-7\n");
        Matrix matrix = bedgraph.read(file, "?bins=5&region=b:1-5;a:1-15");
        Path written = bedgraph.write(matrix, directory.resolve("y.bedgraph"), "");
        assertEquals("b\t0\t5\t0.1\na\t0\t5\t-3\na\t10\t15\t1.0E-7\n", Files.readString(written));
        Matrix again = bedgraph.read(written, "?bins=5&region=b:1-5;a:1-15&track=x");
        assertEquals(matrix.spec(), again.spec());
        assertArrayEquals(FormatTrial.readThrough(matrix)[0], FormatTrial.readThrough(again)[0]);
        assertTrue(bedgraph.progress().mentions("1 of 4 entries are missing; left out"));
    }

    @Test
    void bedgraphIsCompressedByItsEnding() throws IOException {
        Matrix matrix = bedgraph.read(file("x.bedgraph", "a\t0\t5\t0.1\n"), "?bins=5&region=a:1-5");
        Path written = bedgraph.write(matrix, directory.resolve("y.bg.gz"), "");
        assertEquals((byte) 0x1F, Files.readAllBytes(written)[0]);
        assertArrayEquals(new double[] {0.1}, row(bedgraph, written, "?bins=5&region=a:1-5"));
    }

    @Test
    void refusesContigsThatAreNotUtf8() throws IOException {
        Path file = Files.write(directory.resolve("x.bed"), new byte[] {'a', (byte) 0xE9, '\t', '1', '\t', '2', '\n'});
        bed.refusal(file, "?bins=10", "E-BED-ENCODING");
    }

    @Test
    void bedgraphHoldsOneRowOfDisjointBins() throws IOException {
        Path file = file("x.bedgraph", "a\t0\t5\t1\na\t5\t10\t2\n");
        Matrix two = bedgraph.read(file, "?bins=10&region=a:1-10&sub-bins=2");
        Path target = directory.resolve("y.bedgraph");
        assertEquals(
                "E-BEDGRAPH-ROW",
                assertThrows(DataException.class, () -> bedgraph.write(two, target, ""))
                        .code());
        assertEquals(
                "E-BEDGRAPH-ROW",
                assertThrows(DataException.class, () -> bedgraph.write(two, target, "?row=x"))
                        .code());
        assertEquals("a\t0\t10\t2\n", Files.readString(bedgraph.write(two, target, "?row=x.2")));
        Matrix overlapping = bedgraph.read(file, "?bins=" + file("b.bed", "a\t0\t5\na\t4\t6\n"));
        assertEquals(
                "E-BEDGRAPH-OVERLAP",
                assertThrows(DataException.class, () -> bedgraph.write(overlapping, target, ""))
                        .code());
        Matrix blank = bedgraph.read(file("z.bg", "a b\t0\t5\t1\n"), "?bins=5&region=a b:1-5");
        assertEquals(
                "E-BEDGRAPH-CONTIG",
                assertThrows(DataException.class, () -> bedgraph.write(blank, target, ""))
                        .code());
        Matrix other = new HeapMatrixStore()
                .create(MatrixSpec.dense(Axis.anonymous("rows", 1), Axis.labelled("genes", List.of("TP53"))))
                .seal();
        assertEquals(
                "E-BINS-AXIS",
                assertThrows(DataException.class, () -> bedgraph.write(other, target, ""))
                        .code());
    }

    @Test
    void otherFormatsAreReadOnly() throws IOException {
        Matrix matrix = bed.read(file("x.bed", "a\t0\t5\n"), "?bins=5&region=a:1-5");
        for (FormatTrial trial : List.of(bed, narrowPeak, broadPeak)) {
            DataException refused =
                    assertThrows(DataException.class, () -> trial.write(matrix, directory.resolve("o"), ""));
            assertEquals("E-FORMAT-READONLY", refused.code());
        }
    }

    @Test
    void trackLinesTellTheFormat() {
        byte[] bedgraphHead = "track type=bedGraph name=x\nchr1".getBytes(StandardCharsets.US_ASCII);
        byte[] peakHead = "track name=y type=\"narrowPeak\"\n".getBytes(StandardCharsets.US_ASCII);
        MatrixFormat<?, ?> bedgraphFormat = new BedgraphFormat(BinsOfMatrix.NONE);
        assertTrue(bedgraphFormat.recognises(bedgraphHead));
        assertFalse(bedgraphFormat.recognises(peakHead));
        assertFalse(new BedFormat(BinsOfMatrix.NONE).recognises(bedgraphHead));
        assertTrue(new NarrowPeakFormat(BinsOfMatrix.NONE).recognises(peakHead));
        assertFalse(
                new BroadPeakFormat(BinsOfMatrix.NONE).recognises("chr1\t1\t2".getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @CsvSource({
        "E-BED-ORDER, 'chr1\t100\t50\n', start 100 and end 50",
        "E-BED-POSITION, 'chr1\t-5\t50\n', '\"-5\"'",
        "E-BED-POSITION, 'chr1\t5\t3000000000\n', 2147483647",
        "E-BED-POSITION, 'chr1\tx\t50\n', from 0",
        "E-BED-FIELDS, 'chr1\t5\n', 2 fields",
        "E-BED-FIELDS, '\t5\t9\n', empty contig",
        "E-BED-EMPTY, '# nothing\n', no interval"
    })
    void refusesMalformedBed(String code, String text, String part) throws IOException {
        String refusal = bed.refusal(file("m.bed", text), "?bins=10&region=chr1:1-100", code);
        assertTrue(refusal.contains(part), refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "E-BEDGRAPH-OVERLAP, 'chr1\t0\t100\t1.0\nchr1\t50\t150\t2.0\n', chr1:50-150",
        "E-BEDGRAPH-OVERLAP, 'chr1\t0\t100\t1\nchr1\t200\t300\t1\nchr1\t50\t60\t2\n', chr1:50-60",
        "E-BEDGRAPH-FIELDS, 'chr1\t0\t100\n', 3 fields",
        "E-BEDGRAPH-FIELDS, 'chr1\t0\t100\t1\t2\n', 5 fields",
        "E-BEDGRAPH-VALUE, 'chr1\t0\t100\tx\n', field 4",
        "E-BEDGRAPH-VALUE, 'chr1\t0\t100\tInf\n', finite",
        "E-BEDGRAPH-VALUE, 'chr1\t0\t100\t1e999\n', finite"
    })
    void refusesMalformedBedgraph(String code, String text, String part) throws IOException {
        String refusal = bedgraph.refusal(file("m.bedgraph", text), "?bins=10&region=chr1:1-100", code);
        assertTrue(refusal.contains(part), refusal);
    }

    @Test
    void plinkGenotypesAreNoIntervals() throws IOException {
        Path file = Files.write(directory.resolve("p.bed"), new byte[] {0x6C, 0x1B, 2, 0, 0, 0, 0, 0, 0, 0, 0});
        bed.refusal(file, "?bins=10", "E-BED-PLINK");
    }

    @Test
    void positionsThatMayCountFromOneAreTold() throws IOException {
        Path file = file("m.bedgraph", "chr1\t1\t100\t1\nchr1\t100\t200\t2\n");
        assertArrayEquals(new double[] {1, 2}, row(bedgraph, file, "?bins=100&region=chr1:1-200"));
        assertTrue(bedgraph.progress().mentions("may count from 1"));
    }

    @Test
    void gapsOfOneBaseAreTold() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append("a\t" + (10 * i + 11) + "\t" + (10 * i + 20) + "\t1\n");
        }
        double[] row =
                row(bedgraph, file("m.bedgraph", text.toString()), "?bins=100&region=a:1-200&statistic=coverage");
        assertEquals(1.71, DoubleStream.of(row).sum(), 1e-12);
        assertTrue(bedgraph.progress().mentions("one base apart"));
    }

    @Test
    void sequencesFromZeroAreNotSuspected() throws IOException {
        row(bedgraph, file("m.bedgraph", "a\t0\t1\t1\na\t1\t2\t2\n"), "?bins=100&region=a:1-200");
        assertFalse(bedgraph.progress().mentions("may count from 1"));
    }
}

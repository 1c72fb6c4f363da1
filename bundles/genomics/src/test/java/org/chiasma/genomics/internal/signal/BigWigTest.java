package org.chiasma.genomics.internal.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.BigWigFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BigWigTest {
    private static final double NONE = Double.NaN;

    @TempDir
    private Path directory;

    private final BigWigFormat format = new BigWigFormat(BinsOfMatrix.NONE);
    private final FormatTrial trial = FormatTrial.of(format, BigWigReadOptions.class, NoParameters.class);

    /** Contigs of 100, 50 and 30 bases; on a: 0-10 of 1, 10-15 of 3, 40-44 of 2, 50-90 of 1 to 4 by tens. */
    private static BigWigFixture sample(ByteOrder order, boolean compressed, int fanOut) {
        return new BigWigFixture(order, compressed, fanOut)
                .contig("a", 100)
                .contig("b", 50)
                .contig("c", 30)
                .bedGraph(0, 0, 10, 1, 10, 15, 3)
                .variableStep(0, 2, 40, 2, 42, 2)
                .fixedStep(0, 50, 10, 10, 1, 2, 3, 4)
                .bedGraph(2, 5, 6, -7);
    }

    private static BigWigFixture sample() {
        return sample(ByteOrder.LITTLE_ENDIAN, true, 16);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("track.bw"), bytes);
    }

    private double[] row(byte[] bytes, String tail) throws IOException {
        return FormatTrial.readThrough(trial.read(file(bytes), tail))[0];
    }

    @ParameterizedTest
    @CsvSource({"true,true,16", "true,false,2", "false,true,2", "false,false,16"})
    void readsAllSectionTypesInBothByteOrders(boolean little, boolean compressed, int fanOut) throws IOException {
        byte[] bytes = sample(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, compressed, fanOut)
                .bytes();
        assertTrue(format.recognises(Arrays.copyOf(bytes, 512)));
        Matrix matrix = trial.read(file(bytes), "?bins=20");
        assertEquals(
                List.of(
                        "a:0-20",
                        "a:20-40",
                        "a:40-60",
                        "a:60-80",
                        "a:80-100",
                        "b:0-20",
                        "b:20-40",
                        "b:40-50",
                        "c:0-20",
                        "c:20-30"),
                matrix.columns().labels());
        assertEquals(List.of("track"), matrix.rows().labels());
        assertEquals(MissingValue.NAN, matrix.spec().missing());
        assertArrayEquals(
                new double[] {25.0 / 15, NONE, 18.0 / 14, 2.5, 4, NONE, NONE, NONE, -7, NONE},
                FormatTrial.readThrough(matrix)[0]);
    }

    @ParameterizedTest
    @CsvSource({"sum,25,18,NaN", "max,3,2,NaN", "min,1,1,NaN", "coverage,0.75,0.7,0"})
    void statisticsAreOverBasesWithAValue(String statistic, double first, double third, double sixth)
            throws IOException {
        double[] row = row(sample().bytes(), "?bins=20&statistic=" + statistic);
        assertArrayEquals(new double[] {first, third, sixth}, new double[] {row[0], row[2], row[5]});
    }

    @ParameterizedTest
    @CsvSource({"mean,1.25,0,-0.35", "sum,25,0,-7", "max,3,0,0", "min,0,0,-7", "coverage,0.75,0,0.05"})
    void absentBasesMayCountAsZero(String statistic, double first, double second, double ninth) throws IOException {
        Matrix matrix = trial.read(file(sample().bytes()), "?bins=20&absent=zero&statistic=" + statistic);
        double[] row = FormatTrial.readThrough(matrix)[0];
        assertArrayEquals(new double[] {first, second, ninth}, new double[] {row[0], row[1], row[8]});
        assertEquals(MissingValue.NONE, matrix.spec().missing());
    }

    @Test
    void subBinsBecomeRows() throws IOException {
        Matrix matrix = trial.read(file(sample().bytes()), "?bins=20&region=a:41-80&sub-bins=4&track=x");
        assertEquals(List.of("x.1", "x.2", "x.3", "x.4"), matrix.rows().labels());
        assertEquals(List.of("a:40-60", "a:60-80"), matrix.columns().labels());
        double[][] cells = FormatTrial.readThrough(matrix);
        assertArrayEquals(new double[] {2, 2}, cells[0]);
        assertArrayEquals(new double[] {NONE, 2}, cells[1]);
        assertArrayEquals(new double[] {1, 3}, cells[2]);
        assertArrayEquals(new double[] {1, 3}, cells[3]);
    }

    @Test
    void summariesStandForValuesWhenAsked() throws IOException {
        byte[] bytes = sample().summary(10, 0, 0, 10, 10, 1, 1, 10)
                .summary(10, 0, 10, 20, 5, 3, 3, 15)
                .summary(10, 0, 50, 60, 8, 1, 9, 40)
                .bytes();
        double[] row = row(bytes, "?bins=25&zoom=auto&region=a");
        // the second summary lies wholly in the first bin
        assertArrayEquals(new double[] {25.0 / 15, NONE, 5, NONE}, row);
        assertTrue(trial.progress().mentions("summaries of 10 bases"));
        assertArrayEquals(new double[] {9}, row(bytes, "?bins=25&zoom=auto&region=a:51-60&statistic=max"));
        assertArrayEquals(new double[] {0.32}, row(bytes, "?bins=25&zoom=auto&region=a:51-60&statistic=coverage"));
    }

    @Test
    void aSummaryIsSharedByBinsInProportion() throws IOException {
        byte[] bytes = sample().summary(8, 0, 12, 20, 4, 1, 3, 8).bytes();
        assertArrayEquals(new double[] {4, 4}, row(bytes, "?bins=16&zoom=auto&region=a:1-32&statistic=sum"));
    }

    @Test
    void finerSummariesThanBinsAreNeededElseValuesAreRead() throws IOException {
        byte[] bytes = sample().summary(10, 0, 0, 10, 10, 5, 5, 50).bytes();
        assertArrayEquals(new double[] {1}, row(bytes, "?bins=10&zoom=auto&region=a:1-10"));
        assertTrue(trial.progress().mentions("every value read"));
    }

    @Test
    void notANumberIsNoValue() throws IOException {
        byte[] bytes = new BigWigFixture(ByteOrder.LITTLE_ENDIAN, true, 4)
                .contig("a", 10)
                .bedGraph(0, 0, 5, Float.NaN, 5, 6, 2)
                .bytes();
        assertArrayEquals(new double[] {2}, row(bytes, "?bins=10"));
        assertTrue(trial.progress().mentions("1 NaN among the values"));
    }

    @Test
    void binsComeFromAMatrixAxis() throws IOException {
        BinsOfMatrix files = new BinsOfMatrix(
                Axis.labelled("bins", List.of("chra:0-10", "chra:40-50")), Axis.labelled("rows", List.of("r")));
        FormatTrial other = FormatTrial.of(new BigWigFormat(files), BigWigReadOptions.class, NoParameters.class);
        Matrix matrix = other.read(file(sample().bytes()), "?bins=map.cool&contig-alias=auto");
        assertEquals(List.of("chra:0-10", "chra:40-50"), matrix.columns().labels());
        assertArrayEquals(new double[] {1, 2}, FormatTrial.readThrough(matrix)[0]);
        String refusal = other.refusal(file(sample().bytes()), "?bins=map.cool", "E-CONTIG-MISMATCH");
        assertTrue(refusal.contains("contig-alias=auto"), refusal);
    }

    @Test
    void matricesWithoutPlacesAreNoBins() throws IOException {
        DataException refused =
                assertThrows(DataException.class, () -> trial.read(file(sample().bytes()), "?bins=expression.gct"));
        assertEquals("E-BINS-AXIS", refused.code());
    }

    @Test
    void refusesToReadWithoutBins() throws IOException {
        trial.refusal(file(sample().bytes()), "", "E-BINS-MISSING");
    }

    @Test
    void refusesBinsBeyondTheContig() throws IOException {
        Path bins = Files.writeString(directory.resolve("bins.bed"), "c\t20\t31\n");
        String refusal = trial.refusal(file(sample().bytes()), "?bins=" + bins, "E-BINS-BEYOND");
        assertTrue(refusal.contains("length 30"), refusal);
    }

    @Test
    void refusesOtherFiles() throws IOException {
        trial.refusal(
                file("this is no signal at all, but text that is long enough for a header of the sort"
                        .getBytes(StandardCharsets.US_ASCII)),
                "?bins=10",
                "E-BIGWIG-MAGIC");
        byte[] bigBed = sample().bytes();
        ByteBuffer.wrap(bigBed).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x8789F2EB);
        assertTrue(trial.refusal(file(bigBed), "?bins=10", "E-BIGWIG-MAGIC").contains("bigBed"));
        assertFalse(format.recognises(bigBed));
        assertFalse(format.recognises(new byte[2]));
    }

    @Test
    void refusesACutFile() throws IOException {
        byte[] bytes = sample().bytes();
        trial.refusal(file(Arrays.copyOf(bytes, 40)), "?bins=10", "E-BIGWIG-TRUNCATED");
        trial.refusal(file(Arrays.copyOf(bytes, 100)), "?bins=10", "E-BIGWIG-TRUNCATED");
        trial.refusal(file(Arrays.copyOf(bytes, bytes.length / 2)), "?bins=10", "E-BIGWIG-TRUNCATED");
    }

    @Test
    void refusesAnUnknownVersion() throws IOException {
        byte[] bytes = sample().bytes();
        bytes[4] = 9;
        trial.refusal(file(bytes), "?bins=10", "E-BIGWIG-VERSION");
    }

    @Test
    void refusesTreesAtWrongPlaces() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(sample().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        long index = bytes.getLong(24);
        trial.refusal(
                file(bytes.duplicate()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(24, 8)
                        .array()),
                "?bins=10",
                "E-BIGWIG-INDEX");
        bytes.putLong(24, Long.MAX_VALUE);
        trial.refusal(file(bytes.array()), "?bins=10", "E-BIGWIG-TRUNCATED");
        bytes.putLong(24, index).putLong(8, 4);
        trial.refusal(file(bytes.array()), "?bins=10", "E-BIGWIG-CONTIGS");
    }

    @Test
    void refusesACycleInTheIndex() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(
                        sample(ByteOrder.LITTLE_ENDIAN, true, 2).bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        int root = (int) bytes.getLong(24) + 48;
        bytes.putLong(root + 4 + 16, root);
        trial.refusal(file(bytes.array()), "?bins=10", "E-BIGWIG-INDEX");
    }

    @Test
    void aLongContigTakesNoMemoryBeforeItsBinsAreCounted() throws IOException {
        byte[] bytes = new BigWigFixture(ByteOrder.LITTLE_ENDIAN, true, 4)
                .contig("a", -2)
                .fixedStep(0, 5, 4, 4, 1)
                .bytes();
        DataException refused = assertThrows(DataException.class, () -> trial.read(file(bytes), "?bins=1"));
        assertEquals("E-BINS-COUNT", refused.code());
        assertArrayEquals(new double[] {1}, row(bytes, "?bins=5000M"));
    }

    @Test
    void refusesABrokenBlock() throws IOException {
        byte[] bytes = sample().bytes();
        int data = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(16) + 8;
        bytes[data + 4] ^= 0x55;
        trial.refusal(file(bytes), "?bins=10", "E-BIGWIG-ZLIB");
        byte[] plain = sample(ByteOrder.LITTLE_ENDIAN, false, 16).bytes();
        plain[data + 20] = 7;
        String refusal = trial.refusal(file(plain), "?bins=10", "E-BIGWIG-BLOCK");
        assertTrue(refusal.contains("type 7") && refusal.contains("offset " + data), refusal);
    }

    @Test
    void blocksWithoutAWantedBinAreNotRead() throws IOException {
        byte[] bytes = sample(ByteOrder.LITTLE_ENDIAN, false, 2).bytes();
        int data = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(16) + 8;
        bytes[data + 20] = 7;
        assertArrayEquals(new double[] {-7}, row(bytes, "?bins=30&region=c"));
        assertArrayEquals(new double[] {2.5}, row(bytes, "?bins=20&region=a:61-62"));
    }

    @Test
    void binsElsewhereAreTold() throws IOException {
        Path bins = Files.writeString(directory.resolve("bins.bed"), "c\t0\t10\nd\t0\t10\n");
        assertArrayEquals(new double[] {-7, NONE}, row(sample().bytes(), "?bins=" + bins));
        assertTrue(trial.progress().mentions("1 of 2 bins are on contigs that the file does not have"));
    }

    @Test
    void refusesValuesThatOverlap() throws IOException {
        byte[] bytes = new BigWigFixture(ByteOrder.LITTLE_ENDIAN, true, 4)
                .contig("a", 100)
                .bedGraph(0, 0, 5, 1, 4, 6, 2)
                .bytes();
        trial.refusal(file(bytes), "?bins=10", "E-BIGWIG-ORDER");
    }

    @Test
    void refusesValuesBeyondTheContig() throws IOException {
        byte[] bytes = new BigWigFixture(ByteOrder.LITTLE_ENDIAN, true, 4)
                .contig("a", 100)
                .fixedStep(0, 95, 4, 4, 1, 2)
                .bytes();
        String refusal = trial.refusal(file(bytes), "?bins=10", "E-BIGWIG-BEYOND");
        assertTrue(refusal.contains("a:99-103"), refusal);
    }

    @Test
    void refusesInfiniteValues() throws IOException {
        byte[] bytes = new BigWigFixture(ByteOrder.LITTLE_ENDIAN, true, 4)
                .contig("a", 100)
                .fixedStep(0, 5, 4, 4, Float.POSITIVE_INFINITY)
                .bytes();
        trial.refusal(file(bytes), "?bins=10", "E-BIGWIG-VALUE");
    }

    @Test
    void refusesAPartAndToBeWritten() throws IOException {
        Path file = file(sample().bytes());
        trial.refusal(file, "?bins=10#2", "E-BIGWIG-PART");
        Matrix matrix = trial.read(file, "?bins=10");
        DataException refused =
                assertThrows(DataException.class, () -> trial.write(matrix, directory.resolve("out.bw"), ""));
        assertEquals("E-FORMAT-READONLY", refused.code());
    }
}

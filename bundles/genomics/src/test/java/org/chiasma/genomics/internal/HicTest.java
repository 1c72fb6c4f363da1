package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.chiasma.api.DataException;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.PeerReadings;
import org.chiasma.api.fixture.PublicData;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.matrix.PackedSymmetricMatrix;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.HicFixture.Encoding;
import org.chiasma.genomics.internal.HicFixture.Little;
import org.chiasma.genomics.internal.contact.HicReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contact maps of .hic files: both versions by files made here, and real ones against another decoder. */
class HicTest {
    private static final int BINS_1 = 12;
    private static final int BINS_2 = 7;
    private static final int BASES = 100;

    @TempDir
    Path directory;

    private final FormatTrial trial = FormatTrial.of(new HicFormat(), HicReadOptions.class, NoParameters.class);

    /** A sparse matrix of whole counts; symmetric when square. */
    private static float[][] counts(int rows, int columns, long seed) {
        Random random = new Random(seed);
        float[][] counts = new float[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = rows == columns ? i : 0; j < columns; j++) {
                counts[i][j] = random.nextInt(3) == 0 ? 0 : random.nextInt(500);
                if (rows == columns) {
                    counts[j][i] = counts[i][j];
                }
            }
        }
        return counts;
    }

    private static final float[][] IN_1 = counts(BINS_1, BINS_1, 1);
    private static final float[][] IN_2 = counts(BINS_2, BINS_2, 2);
    private static final float[][] BETWEEN = counts(BINS_1, BINS_2, 3);

    private static HicFixture file(int version) {
        return new HicFixture(version, BASES)
                .chromosome("chr1", 1150)
                .chromosome("chr2", 700)
                .counts(1, 1, IN_1)
                .counts(2, 2, IN_2)
                .counts(1, 2, BETWEEN);
    }

    private static double[] divisors(int bins, double first) {
        double[] divisors = new double[bins];
        for (int i = 0; i < bins; i++) {
            divisors[i] = first + 0.25 * i;
        }
        return divisors;
    }

    private Path write(HicFixture fixture) throws IOException {
        return Files.write(directory.resolve("t.hic"), fixture.bytes());
    }

    private static double[][] genome() {
        double[][] all = new double[BINS_1 + BINS_2][BINS_1 + BINS_2];
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; j < all.length; j++) {
                boolean first = i < BINS_1;
                boolean second = j < BINS_1;
                all[i][j] = first && second
                        ? IN_1[i][j]
                        : first
                                ? BETWEEN[i][j - BINS_1]
                                : second ? BETWEEN[j][i - BINS_1] : IN_2[i - BINS_1][j - BINS_1];
            }
        }
        return all;
    }

    private static double[][] part(double[][] all, int row, int rows, int column, int columns) {
        return Arrays.stream(all, row, row + rows)
                .map(line -> Arrays.copyOfRange(line, column, column + columns))
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "8, false, false, false, false",
        "8, false, true, false, false",
        "8, true, false, false, false",
        "8, true, true, false, false",
        "9, false, false, false, false",
        "9, false, true, true, true",
        "9, false, false, true, false",
        "9, false, true, false, true",
        "9, true, false, false, false",
        "9, true, true, false, false"
    })
    void readsTheGenomeInEveryEncoding(int version, boolean dense, boolean floats, boolean intX, boolean intY)
            throws IOException {
        Matrix matrix = trial.read(write(file(version).encoding(new Encoding(dense, floats, intX, intY))));
        assertInstanceOf(PackedSymmetricMatrix.class, matrix);
        assertEquals(MissingValue.NONE, matrix.spec().missing());
        assertArrayEquals(genome(), FormatTrial.readThrough(matrix));
        assertEquals("bins", matrix.rows().name());
        assertEquals("chr1:0-100", matrix.rows().label(0));
        assertEquals("chr1:1100-1150", matrix.rows().label(11));
        assertEquals("chr2:0-100", matrix.rows().label(12));
        assertEquals(
                "1150", matrix.rows().metadata("end").orElseThrow().values().get(11));
        assertEquals(matrix.rows(), matrix.columns());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9})
    void readsRegions(int version) throws IOException {
        Path file = write(file(version));
        double[][] all = genome();
        for (int first = 0; first < BINS_1; first++) {
            for (int last = first; last < BINS_1; last++) {
                Matrix one = trial.read(file, "?region=chr1:" + (first * BASES + 1) + "-" + (last * BASES + 50));
                int n = last - first + 1;
                assertArrayEquals(part(all, first, n, first, n), FormatTrial.readThrough(one));
            }
        }
        assertArrayEquals(part(all, 12, 7, 12, 7), FormatTrial.readThrough(trial.read(file, "?region=chr2")));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9})
    void readsRectangles(int version) throws IOException {
        Path file = write(file(version));
        double[][] all = genome();
        Matrix between = trial.read(file, "?region=chr1:301-&region2=chr2:1-250");
        assertEquals("chr1:300-400", between.rows().label(0));
        assertEquals("chr2:200-300", between.columns().label(2));
        assertArrayEquals(part(all, 3, 9, 12, 3), FormatTrial.readThrough(between));
        assertArrayEquals(
                part(all, 12, 3, 3, 9),
                FormatTrial.readThrough(trial.read(file, "?region=chr2:1-250&region2=chr1:301-")));
        assertArrayEquals(
                part(all, 0, 6, 4, 8),
                FormatTrial.readThrough(trial.read(file, "?region=chr1:1-600&region2=chr1:401-")));
        assertArrayEquals(
                part(all, 8, 4, 0, 2),
                FormatTrial.readThrough(trial.read(file, "?region=chr1:801-&region2=chr1:1-200")));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9})
    void dividesByTheVectors(int version) throws IOException {
        double[] one = divisors(BINS_1, 0.5);
        double[] two = divisors(BINS_2 + 1, 2); // vectors may be longer than the bins
        one[4] = Double.NaN;
        two[1] = 0;
        Path file = write(file(version)
                .vector("VC", 1, divisors(BINS_1, 7))
                .vector("KR", 1, one)
                .vector("KR", 2, two));
        Matrix matrix = trial.read(file, "?normalization=kr");
        assertEquals(MissingValue.NAN, matrix.spec().missing());
        double[][] expected = genome();
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected.length; j++) {
                double divisor = (i < BINS_1 ? one[i] : two[i - BINS_1]) * (j < BINS_1 ? one[j] : two[j - BINS_1]);
                expected[i][j] = divisor == 0 ? Double.NaN : expected[i][j] / divisor;
            }
        }
        assertArrayEquals(expected, FormatTrial.readThrough(matrix));
        assertArrayEquals(
                part(expected, 3, 9, 12, 3),
                FormatTrial.readThrough(trial.read(file, "?normalization=kr&region=chr1:301-&region2=chr2:1-250")));
    }

    @Test
    void binsOfContigsWithoutVectorAreMissing() throws IOException {
        Path file = write(file(8).vector("VC", 1, divisors(BINS_1, 1)));
        double[][] rows = FormatTrial.readThrough(trial.read(file, "?normalization=vc"));
        assertEquals(IN_1[0][1] / 1.25, rows[0][1]);
        assertTrue(Double.isNaN(rows[0][12]) && Double.isNaN(rows[18][18]));
        assertTrue(
                trial.progress().notes().stream().anyMatch(note -> note.contains("no VC vector of 1 contig (chr2)")));
    }

    @Test
    void findsTheVectorsBehindTheExpectedValuesWhenTheHeaderHasNoIndex() throws IOException {
        byte[] bytes = file(9).vector("KR", 1, divisors(BINS_1, 2)).bytes();
        int index = "HIC\0".length() + Integer.BYTES + Long.BYTES + "test\0".length();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(index, 0);
        Matrix matrix = trial.read(Files.write(directory.resolve("t.hic"), bytes), "?normalization=kr&region=chr1");
        assertEquals(IN_1[0][1] / 4.5, FormatTrial.readThrough(matrix)[0][1]);
    }

    @Test
    void keepsFractionsOfFloats() throws IOException {
        float[][] fractions = {{0.1f, 2.5f}, {2.5f, 1e9f}};
        Path file = write(new HicFixture(9, BASES)
                .chromosome("1", 200)
                .counts(1, 1, fractions)
                .encoding(new Encoding(false, true, false, false)));
        assertArrayEquals(
                new double[][] {{0.1f, 2.5}, {2.5, 1e9f}}, FormatTrial.readThrough(trial.read(file, "?region=1")));
        assertEquals(
                ElementType.FLOAT32,
                trial.read(file, "?type=float32&contig-alias=auto&region=chr1")
                        .spec()
                        .elementType());
    }

    @Test
    void leavesOutTheBinBehindTheLastAndSaysSo() throws IOException {
        float[][] counts = new float[3][3];
        counts[0][1] = counts[1][0] = 5;
        counts[2][2] = 1;
        Path file = write(new HicFixture(8, BASES).chromosome("1", 200).counts(1, 1, counts));
        assertArrayEquals(new double[][] {{0, 5}, {5, 0}}, FormatTrial.readThrough(trial.read(file)));
        assertTrue(trial.progress().notes().stream().anyMatch(note -> note.contains("1 pairs of bins left out")));
    }

    @Test
    void aPairWithoutContactsIsZero() throws IOException {
        Path file = write(new HicFixture(8, BASES).chromosome("1", 200).chromosome("2", 100));
        assertArrayEquals(new double[3][3], FormatTrial.readThrough(trial.read(file)));
    }

    @Test
    void refusesWhatTheFileLacks() throws IOException {
        Path file = write(file(8).alsoResolution(500).vector("KR", 1, divisors(BINS_1, 1)));
        assertTrue(trial.refusal(file, "", "E-HIC-RESOLUTION").contains("2 resolutions (100, 500)"));
        assertTrue(trial.refusal(file, "?resolution=50", "E-HIC-RESOLUTION").contains("100, 500, expected 50"));
        String absent = trial.refusal(file, "?resolution=100&normalization=vc-sqrt", "E-HIC-NORMALIZATION");
        assertTrue(absent.contains("the normalizations KR at resolution 100, expected VC_SQRT"), absent);
        trial.refusal(file, "?resolution=100&normalization=kr&region=chr2", "E-HIC-NORMALIZATION");
        trial.refusal(file, "?resolution=100&region=1", "E-CONTIG-MISMATCH");
        trial.refusal(file, "?resolution=100&region=chr1:2000-3000", "E-REGION-BEYOND");
        trial.refusal(file, "#x", "E-HIC-PART");
        // the other resolution is listed but has no blocks
        assertEquals(3, trial.read(file, "?resolution=500&region=chr1").rowCount());
    }

    @Test
    void refusesASecondRegionAlone() throws IOException {
        Path file = write(file(8));
        assertThrows(UsageException.class, () -> trial.read(file, "?region2=chr1"));
    }

    @Test
    void refusesShortVectors() throws IOException {
        Path file = write(file(9).vector("KR", 1, 1, 2, 3));
        assertTrue(trial.refusal(file, "?normalization=kr&region=chr1", "E-HIC-VECTOR")
                .contains("found 3 values"));
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Path file = directory.resolve("t.hic");
        Files.write(file, new Little().text("HIX").int32(8).toByteArray());
        assertTrue(trial.refusal(file, "", "E-HIC-SIGNATURE").contains("offset 0: found \"HIX\""));
        Files.write(file, new Little().text("HIC").int32(7).toByteArray());
        assertTrue(trial.refusal(file, "", "E-HIC-VERSION").contains("offset 4: found version 7"));
        Files.write(file, new Little().text("HIC").int32(8).toByteArray());
        trial.refusal(file, "", "E-HIC-TRUNCATED");
        Files.write(
                file,
                new Little()
                        .text("HIC")
                        .int32(8)
                        .int64(0)
                        .text("g")
                        .int32(1 << 30)
                        .toByteArray());
        assertTrue(trial.refusal(file, "", "E-HIC-COUNT").contains("a count of 1073741824 attributes"));
    }

    @Test
    void refusesImpossibleHeaders() throws IOException {
        Path file = write(new HicFixture(8, BASES).chromosome("1", -5));
        trial.refusal(file, "", "E-HIC-CHROMOSOME");
        trial.refusal(write(new HicFixture(8, 0).chromosome("1", 5)), "", "E-HIC-BINSIZE");
        trial.refusal(write(new HicFixture(9, 1).chromosome("1", 1L << 33)), "", "E-HIC-BINS");
        trial.refusal(write(new HicFixture(9, 1)), "", "E-HIC-EMPTY");
        byte[] bytes = file(8).bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(8, 1L << 40);
        trial.refusal(Files.write(directory.resolve("t.hic"), bytes), "", "E-HIC-OFFSET");
    }

    @Test
    void refusesAMatrixOfAnotherPairAndAnEmptyGrid() throws IOException {
        byte[] bytes = file(8).bytes();
        int matrix = indexOf(
                bytes, new Little().int32(1).int32(1).int32(2).text("FRAG").toByteArray());
        bytes[matrix] = 2;
        trial.refusal(Files.write(directory.resolve("t.hic"), bytes), "", "E-HIC-PAIR");
        bytes = file(8).bytes();
        int zoom = indexOf(bytes, "\0BP\0".getBytes(StandardCharsets.US_ASCII));
        Arrays.fill(bytes, zoom + 4 + 20 + 4, zoom + 4 + 20 + 8, (byte) 0);
        trial.refusal(Files.write(directory.resolve("t.hic"), bytes), "", "E-HIC-GRID");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void refusesBlocksAtOddsWithThemselves(int fault) throws IOException {
        Little block = new Little().int32(1).int32(fault == 4 ? -1 : 0).int32(0);
        block.write(0);
        block.write(fault == 0 ? 3 : fault == 5 ? 2 : 1);
        switch (fault) {
            case 1 -> block.int16(0);
            case 2 -> block.int16(1).int16(0).int16(9);
            case 3 -> block.int16(1).int16(0).int16(1).int16(200).int16(1);
            case 5 -> block.int32(4).int16(0);
            default -> block.int16(1).int16(0).int16(1).int16(0).int16(1);
        }
        Path file = write(file(8).block(0, block.toByteArray()));
        String refused = trial.refusal(file, "", fault == 3 ? "E-HIC-CONTACT" : "E-HIC-BLOCK");
        String expected =
                switch (fault) {
                    case 0 -> "found representation 3";
                    case 1 -> "found 0 contacts, expected 1";
                    case 2 -> "expected more records";
                    case 3 -> "a contact of bins 200 and 0, expected bins below 12 of chr1";
                    case 4 -> "found its first bins -1 and 0";
                    default -> "found 4 cells in rows of 0";
                };
        assertTrue(refused.contains(expected), refused);
    }

    @Test
    void refusesBlocksThatAreNoZlibOrGrowWithoutBound() throws IOException {
        byte[] bytes = file(8).bytes();
        int zlib = indexOf(bytes, new byte[] {0x78, (byte) 0x9c});
        bytes[zlib] = 0;
        assertTrue(trial.refusal(Files.write(directory.resolve("t.hic"), bytes), "", "E-HIC-BLOCK")
                .contains("no zlib stream"));
        // a million zeros in a few bytes, where a whole chromosome has 144 cells
        Path file = write(new HicFixture(8, BASES)
                .chromosome("chr1", 1150)
                .counts(1, 1, IN_1)
                .block(0, new byte[1 << 20]));
        assertTrue(trial.refusal(file, "", "E-HIC-BLOCK").contains("when inflated"));
    }

    private static int indexOf(byte[] bytes, byte[] sought) {
        for (int i = 0; i + sought.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        throw new IllegalStateException("not in the file");
    }

    @ParameterizedTest
    @CsvSource({"8, false, 11", "9, false, 12", "9, true, 13"})
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void damagedFilesAreReadOrRefusedInOneLine(int version, boolean dense, long seed) throws IOException {
        byte[] valid = file(version)
                .encoding(new Encoding(dense, true, true, true))
                .vector("KR", 1, divisors(BINS_1, 1))
                .bytes();
        Path file = directory.resolve("t.hic");
        int refused = trial.damage(valid, file, "?resolution=100&normalization=kr&region=chr1:1-1100", 250, seed);
        refused += trial.damage(valid, file, "?resolution=100&region=chr1:101-900&region2=chr2:1-600", 150, seed + 100);
        assertTrue(refused > 100, refused + " refused");
    }

    /** Damage below the checksum of zlib, which the damage above seldom passes. */
    @ParameterizedTest
    @CsvSource({"8, 1", "8, 2", "9, 1", "9, 2"})
    void damagedBlocksAreReadOrRefusedInOneLine(int version, int representation) throws IOException {
        Little valid = new Little().int32(2).int32(0).int32(0);
        valid.write(0);
        if (version > 8) {
            valid.int16(0);
        }
        valid.write(representation);
        if (representation == 1) {
            valid.int16(2)
                    .int16(0)
                    .int16(1)
                    .int16(0)
                    .int16(5)
                    .int16(1)
                    .int16(1)
                    .int16(1)
                    .int16(6);
        } else {
            valid.int32(4)
                    .int16(2)
                    .int16(5)
                    .int16(Short.MIN_VALUE)
                    .int16(Short.MIN_VALUE)
                    .int16(6);
        }
        Random random = new Random(31);
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            byte[] block = valid.toByteArray();
            block[random.nextInt(block.length)] = (byte) random.nextInt(256);
            if (random.nextInt(4) == 0) {
                block = Arrays.copyOf(block, random.nextInt(block.length));
            }
            Path file = write(file(version).block(0, block));
            try {
                FormatTrial.readThrough(trial.read(file));
            } catch (DataException e) {
                refused++;
                assertTrue(e.code().startsWith("E-HIC-"), e.getMessage());
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            }
        }
        assertTrue(refused > 20, refused + " refused");
    }

    @Test
    void isOnlyRead() throws IOException {
        Matrix matrix = trial.read(write(file(8)));
        DataException refused =
                assertThrows(DataException.class, () -> trial.write(matrix, directory.resolve("o.hic"), ""));
        assertEquals("E-FORMAT-READONLY", refused.code());
    }

    @Test
    void recognisesTheSignature() {
        HicFormat format = new HicFormat();
        assertTrue(format.recognises(file(9).bytes()));
        assertFalse(format.recognises("HIC1".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(format.recognises(new byte[] {'H', 'I', 'C'}));
    }

    @Test
    void agreesWithAnotherDecoderOnTheGenome() throws IOException {
        PeerReadings peers = new PeerReadings(HicTest.class, "contacts-peers.tsv");
        Path file = PublicData.file("hic/straw_test_2.5mb.hic");
        for (String normalization : new String[] {"none", "VC", "VC_SQRT", "KR", "SCALE"}) {
            peers.assertAgrees(
                    "straw_test_2.5mb.hic?normalization=" + normalization,
                    trial.read(file, "?normalization=" + normalization.replace('_', '-')));
        }
        peers.assertAgrees("straw_test_2.5mb.hic?3x7", trial.read(file, "?region=3&region2=7"));
        peers.assertAgrees("straw_test_2.5mb.hic?7x3", trial.read(file, "?region=7&region2=3"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2500000, 1000000, 500000, 250000, 100000, 50000, 25000})
    void agreesWithAnotherDecoderAtEachResolution(int resolution) throws IOException {
        PeerReadings peers = new PeerReadings(HicTest.class, "contacts-peers.tsv");
        Path file = PublicData.file("hic/test_chr22_9res.hic");
        peers.assertAgrees(
                "test_chr22_9res.hic?" + resolution, trial.read(file, "?region=22&resolution=" + resolution));
    }

    @Test
    void agreesWithAnotherDecoderOnRegionsAndVectors() throws IOException {
        PeerReadings peers = new PeerReadings(HicTest.class, "contacts-peers.tsv");
        Path file = PublicData.file("hic/test_chr22_9res.hic");
        for (String normalization : new String[] {"VC", "VC_SQRT", "KR"}) {
            peers.assertAgrees(
                    "test_chr22_9res.hic?50000&" + normalization,
                    trial.read(
                            file,
                            "?resolution=50000&region=chr22&contig-alias=auto&normalization="
                                    + normalization.replace('_', '-')));
        }
        peers.assertAgrees(
                "test_chr22_9res.hic?5000&region=22:20000001-25000000",
                trial.read(file, "?resolution=5000&region=22:20000001-25000000"));
        peers.assertAgrees(
                "test_chr22_9res.hic?5000&20-25Mbx24-30Mb",
                trial.read(file, "?resolution=5000&region=22:20,000,001-25,000,000&region2=22:24000001-30000000"));
    }
}

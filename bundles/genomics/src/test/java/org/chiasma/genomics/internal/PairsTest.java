package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
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
import org.chiasma.genomics.internal.contact.PairsReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of contacts binned to matrices: by hand, by a second way of counting, and against cooler. */
class PairsTest {
    private static final String HEAD = """
            ## pairs format v1.0
            #sorted: chr1-chr2-pos1-pos2
            #chromsize: chr1 1000
            #chromsize: chr2 250
            #columns: readID chr1 pos1 chr2 pos2 strand1 strand2
            """;

    private static final String CONTACTS = """
            r1\tchr1\t1\tchr1\t100\t+\t-
            r2\tchr1\t100\tchr1\t101\t+\t+
            r3\tchr2\t250\tchr1\t1000\t-\t-
            r4\tchr1\t950\tchr2\t201\t+\t+
            r5\tchr2\t10\tchr2\t110\t+\t+
            """;

    /** The assembly of the real contacts; lengths as in hg19.chrom.sizes of UCSC. */
    private static final String HG19 = """
            chr1\t249250621
            chr2\t243199373
            chr3\t198022430
            chr4\t191154276
            chr5\t180915260
            chr6\t171115067
            chr7\t159138663
            chr8\t146364022
            chr9\t141213431
            chr10\t135534747
            chr11\t135006516
            chr12\t133851895
            chr13\t115169878
            chr14\t107349540
            chr15\t102531392
            chr16\t90354753
            chr17\t81195210
            chr18\t78077248
            chr19\t59128983
            chr20\t63025520
            chr21\t48129895
            chr22\t51304566
            chrX\t155270560
            chrY\t59373566
            chrM\t16569
            """;

    private static final String TABLE = "columns=chr1,pos1,strand1,chr2,pos2,strand2";

    @TempDir
    Path directory;

    private final FormatTrial trial = FormatTrial.of(new PairsFormat(), PairsReadOptions.class, NoParameters.class);

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("t.pairs"), text);
    }

    private Path beside(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static double[][] symmetric(int n, int[]... cells) {
        double[][] all = new double[n][n];
        for (int[] cell : cells) {
            all[cell[0]][cell[1]] = cell[2];
            all[cell[1]][cell[0]] = cell[2];
        }
        return all;
    }

    private static int[] cell(int row, int column, int count) {
        return new int[] {row, column, count};
    }

    private static final double[][] COUNTED =
            symmetric(13, cell(0, 0, 1), cell(0, 1, 1), cell(9, 12, 2), cell(10, 11, 1));

    @Test
    void countsEachContactOnceForItsTwoBins() throws IOException {
        Matrix matrix = trial.read(write(HEAD + CONTACTS), "?bins=100");
        assertInstanceOf(PackedSymmetricMatrix.class, matrix);
        assertEquals(MissingValue.NONE, matrix.spec().missing());
        assertEquals(ElementType.FLOAT64, matrix.spec().elementType());
        assertArrayEquals(COUNTED, FormatTrial.readThrough(matrix));
        assertEquals("bins", matrix.rows().name());
        assertEquals("chr1:0-100", matrix.rows().label(0));
        assertEquals("chr2:200-250", matrix.rows().label(12));
        assertEquals(
                "chr2", matrix.rows().metadata("contig").orElseThrow().values().get(12));
        assertTrue(trial.progress().mentions("5 of 5 contacts counted"));
    }

    @Test
    void readsCompressedFilesWindowsLinesAndLastLinesWithoutEnd() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write((HEAD + CONTACTS).getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(directory.resolve("t.pairs.gz"), packed.toByteArray());
        String blank = HEAD + "\n" + CONTACTS + "\n";
        assertArrayEquals(COUNTED, FormatTrial.readThrough(trial.read(write(blank), "?bins=100")));
        assertArrayEquals(COUNTED, FormatTrial.readThrough(trial.read(file, "?bins=100")));
        String windows = (HEAD + CONTACTS).replace("\n", "\r\n");
        assertArrayEquals(COUNTED, FormatTrial.readThrough(trial.read(write(windows), "?bins=100")));
        assertArrayEquals(
                COUNTED,
                FormatTrial.readThrough(
                        trial.read(write(windows.substring(0, windows.length() - 2)), "?bins=100&type=float32")));
    }

    @Test
    void takesTheColumnsTheFileNames() throws IOException {
        String text = """
                ## pairs format v1.0.0
                #columns: readID chrom1 pos1 chrom2 pos2 strand1 strand2 pair_type
                #chromsize: chr1 1000
                .\tchr1\t5\tchr1\t205\t+\t-\tUU
                .\t!\t0\tchr1\t205\t-\t-\tNU
                """;
        assertArrayEquals(symmetric(10, cell(0, 2, 1)), FormatTrial.readThrough(trial.read(write(text), "?bins=100")));
        assertTrue(trial.progress().mentions("1 contacts left out of which an end is not mapped"));
    }

    @Test
    void readsTablesWithoutHeaderByTheColumnsNamed() throws IOException {
        Path sizes = beside("g.sizes", "chr1\t1000\nchr2\t250\n");
        String table = "chr1 1 0 chr1 100 16\nchr2 250 16 chr1 1000 0\n";
        assertArrayEquals(
                symmetric(13, cell(0, 0, 1), cell(9, 12, 1)),
                FormatTrial.readThrough(trial.read(write(table), "?bins=100&" + TABLE + "&genome=" + sizes)));
        assertArrayEquals(
                symmetric(13, cell(0, 0, 1), cell(9, 12, 1)),
                FormatTrial.readThrough(trial.read(
                        write(table.replace(" 16", " reverse").replace(" 0", " forward")),
                        "?bins=100&columns=chr1,pos1,-,chr2,pos2,-&genome=" + sizes)));
    }

    @Test
    void countsInRegions() throws IOException {
        Path file = write(HEAD + CONTACTS);
        Matrix matrix = trial.read(file, "?bins=100&region=chr2");
        assertArrayEquals(symmetric(3, cell(0, 1, 1)), FormatTrial.readThrough(matrix));
        assertTrue(trial.progress().mentions("4 contacts left out of which an end lies in no bin"));
        assertArrayEquals(
                symmetric(4, cell(0, 0, 1), cell(2, 3, 2)),
                FormatTrial.readThrough(trial.read(file, "?bins=100&region=chr1:1-100;chr1:801-;chr2:201-")));
    }

    @Test
    void countsInBinsOfABedFile() throws IOException {
        Path bed = beside("b.bed", "chr2\t200\t250\nchr1\t900\t1000\nchr1\t0\t150\n");
        Matrix matrix = trial.read(write(HEAD + CONTACTS), "?bins=" + bed);
        assertEquals("chr2:200-250", matrix.rows().label(0));
        assertArrayEquals(symmetric(3, cell(0, 1, 2), cell(2, 2, 2)), FormatTrial.readThrough(matrix));
        Path overlapping = beside("o.bed", "chr1\t0\t150\nchr1\t100\t200\n");
        DataException refused =
                assertThrows(DataException.class, () -> trial.read(write(HEAD + CONTACTS), "?bins=" + overlapping));
        assertEquals("E-BINS-OVERLAP", refused.code());
    }

    @Test
    void leavesOutContactsThatAreClose() throws IOException {
        Path file = write(HEAD + CONTACTS);
        assertArrayEquals(
                symmetric(13, cell(9, 12, 2), cell(10, 11, 1)),
                FormatTrial.readThrough(trial.read(file, "?bins=100&min-distance=100")));
        assertTrue(trial.progress().mentions("2 contacts left out that are closer than min-distance"));
    }

    @Test
    void leavesOutContigsWithoutGivenLengthAndSaysSo() throws IOException {
        Path sizes = beside("g.sizes", "1\t1000\n");
        Path file = write(CONTACTS);
        String columns = "&columns=id,chr1,pos1,chr2,pos2,strand1,strand2&genome=" + sizes;
        assertArrayEquals(
                symmetric(10, cell(0, 0, 1), cell(0, 1, 1)),
                FormatTrial.readThrough(trial.read(file, "?bins=100&contig-alias=auto" + columns)));
        assertTrue(trial.progress().mentions("3 contacts left out that are of contigs without bins (chr2)"));
        assertTrue(trial.refusal(file, "?bins=100" + columns, "E-PAIRS-CONTIGS").contains("chr1, chr2"));
    }

    @Test
    void agreesWithCountingInAMap() throws IOException {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("## pairs format v1.0\n#chromsize: a 20000\n#chromsize: b 5050\n");
        double[][] expected = new double[251][251];
        for (int i = 0; i < 20000; i++) {
            boolean first = random.nextInt(4) > 0;
            boolean second = random.nextInt(4) > 0;
            int one = 1 + random.nextInt(first ? 20000 : 5050);
            int other = 1 + random.nextInt(second ? 20000 : 5050);
            text.append("r\t").append(first ? "a\t" : "b\t").append(one);
            text.append(second ? "\ta\t" : "\tb\t").append(other).append("\t+\t-\n");
            int row = (one - 1) / 100 + (first ? 0 : 200);
            int column = (other - 1) / 100 + (second ? 0 : 200);
            expected[Math.min(row, column)][Math.max(row, column)]++;
        }
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < i; j++) {
                expected[i][j] = expected[j][i];
            }
        }
        assertArrayEquals(expected, FormatTrial.readThrough(trial.read(write(text.toString()), "?bins=100")));
    }

    @Test
    void aFileWithoutContactsIsZero() throws IOException {
        assertArrayEquals(new double[13][13], FormatTrial.readThrough(trial.read(write(HEAD), "?bins=100")));
    }

    @Test
    void refusesOtherStrands() throws IOException {
        String bad = """
                ## pairs format v1.0
                #columns: readID chr1 pos1 chr2 pos2 strand1 strand2
                r1\tchr1\t10\tchr1\t20\t+\tx
                """;
        // as malformed/pairs_bad_strand.pairs
        String refused = trial.refusal(write(bad), "?bins=10&region=chr1:1-100", "E-PAIRS-STRAND");
        assertTrue(refused.contains("t.pairs:3: found strand2 \"x\" in field 7, expected + or -"), refused);
        trial.refusal(write(HEAD + "r\tchr1\t1\tchr1\t2\t0\t16\n"), "?bins=100", "E-PAIRS-STRAND");
        String flags = trial.refusal(
                write("chr1\t1\t0\tchr1\t2\t17\n"), "?bins=100&region=chr1:1-100&" + TABLE, "E-PAIRS-STRAND");
        assertTrue(flags.contains("\"17\" in field 6, expected + or -, or 0 or 16"), flags);
    }

    @Test
    void refusesTheMalformedFileOfThePublicSet() throws IOException {
        Path file = PublicData.file("malformed/pairs_bad_strand.pairs");
        assertTrue(trial.refusal(file, "?bins=10&region=chr1:1-100", "E-PAIRS-STRAND")
                .contains(":3: found strand2 \"x\" in field 7"));
    }

    @ParameterizedTest
    @CsvSource({
        "'r\tchr1\t1001\tchr1\t2\t+\t+', E-PAIRS-POSITION, 'found pos1 1001 in field 3, expected a position from 1 to 1000'",
        "'r\tchr1\t1\tchr1\t0\t+\t+', E-PAIRS-POSITION, 'found pos2 0 in field 5'",
        "'r\tchr1\t1\tchr1\t-4\t+\t+', E-PAIRS-POSITION, 'found pos2 \"-4\" in field 5'",
        "'r\tchr1\t1e3\tchr1\t4\t+\t+', E-PAIRS-POSITION, 'found pos1 \"1e3\"'",
        "'r\tchr1\t9999999999999999999\tchr1\t4\t+\t+', E-PAIRS-POSITION, 'found pos1'",
        "'r\tchr3\t1\tchr1\t4\t+\t+', E-PAIRS-CONTIG, 'found chr1 \"chr3\" in field 2'",
        "'r\tchr1\t1\t\t4\t+\t+', E-PAIRS-CONTIG, 'found chr2 \"\" in field 4'",
        "'r\tchr1\t1\tchr1\t4\t+', E-PAIRS-FIELDS, 'found 6 fields, expected 7 fields between tabs'",
        "'r\tchr1\t1\tchr1\t4\t+\t+\tUU', E-PAIRS-FIELDS, 'found 8 fields'",
        "'r\tchr1\t1\tchr1\t4\t+\t', E-PAIRS-STRAND, 'found strand2 \"\"'"
    })
    void refusesLinesAndNamesThem(String line, String code, String part) throws IOException {
        Path file = write(HEAD + CONTACTS + line + "\n");
        String refused = trial.refusal(file, "?bins=100", code);
        assertTrue(refused.contains("t.pairs:11: ") && refused.contains(part), refused);
    }

    @Test
    void refusesHeadersThatDoNotTell() throws IOException {
        String columns = trial.refusal(write(CONTACTS), "?bins=100", "E-PAIRS-COLUMNS");
        assertTrue(columns.contains("pass columns="), columns);
        trial.refusal(write("## pairs format v1.0\n#columns: chr1 pos1 pos2\n"), "?bins=1", "E-PAIRS-COLUMNS");
        trial.refusal(write("## pairs format v1.0\n" + CONTACTS), "?bins=100", "E-PAIRS-LENGTHS");
        for (String wrong :
                new String[] {"chr1", "chr1 x", "chr1 0", "chr1 99999999999999", "chr1 5\n#chromsize: chr1 6"}) {
            trial.refusal(write("## pairs format v1.0\n#chromsize: " + wrong + "\n"), "?bins=1", "E-PAIRS-CHROMSIZE");
        }
        trial.refusal(write(HEAD), "?bins=100#x", "E-PAIRS-PART");
        trial.refusal(write(HEAD), "?bins=100&region=chr7", "E-CONTIG-MISMATCH");
    }

    @Test
    void refusesOptionsThatSayNothing() throws IOException {
        Path file = write(HEAD + CONTACTS);
        trial.refusal(file, "", "E-PAIRS-BINS");
        assertThrows(UsageException.class, () -> trial.read(file, "?bins=100&columns=chr1,pos1"));
        assertThrows(UsageException.class, () -> trial.read(file, "?bins=100&min-distance=-1"));
        assertThrows(UsageException.class, () -> trial.read(file, "?bins=0"));
    }

    @Test
    void refusesGenomesThatAreNone() throws IOException {
        Path file = write(HEAD + CONTACTS);
        for (String wrong : new String[] {"chr1\n", "chr1\tx\n", "\t5\n", "chr1\t5\nchr1\t5\n"}) {
            Path sizes = beside("g.sizes", wrong);
            DataException refused =
                    assertThrows(DataException.class, () -> trial.read(file, "?bins=100&genome=" + sizes));
            assertEquals("E-GENOME-LENGTH", refused.code());
        }
        Path empty = beside("g.sizes", "# nothing\n");
        assertEquals(
                "E-GENOME-EMPTY",
                assertThrows(DataException.class, () -> trial.read(file, "?bins=100&genome=" + empty))
                        .code());
        Path other = beside("g.sizes", "chr1\t1234\t0\t60\t61\nchr2\t250\t0\t60\t61\n");
        assertTrue(trial.refusal(file, "?bins=100&genome=" + other, "E-PAIRS-GENOME")
                .contains("found contig chr1 of length 1000, expected 1234"));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void damagedFilesAreReadOrRefusedInOneLine(long seed) throws IOException {
        byte[] valid = (HEAD + CONTACTS).getBytes(StandardCharsets.UTF_8);
        Path file = directory.resolve("t.pairs");
        int refused = trial.damage(valid, file, "?bins=100&region=chr1:1-900", 200, seed);
        assertTrue(refused > 50, refused + " refused");
    }

    @Test
    void isOnlyRead() throws IOException {
        Matrix matrix = trial.read(write(HEAD), "?bins=100");
        DataException refused =
                assertThrows(DataException.class, () -> trial.write(matrix, directory.resolve("o.pairs"), ""));
        assertEquals("E-FORMAT-READONLY", refused.code());
    }

    @Test
    void recognisesTheFirstLine() {
        PairsFormat format = new PairsFormat();
        assertTrue(format.recognises(HEAD.getBytes(StandardCharsets.UTF_8)));
        assertFalse(format.recognises(CONTACTS.getBytes(StandardCharsets.UTF_8)));
        assertFalse(format.recognises("## pairs".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void agreesWithCooler() throws IOException {
        PeerReadings peers = new PeerReadings(PairsTest.class, "contacts-peers.tsv");
        Path file = PublicData.file("hic/hg19.GM12878-MboI.pairs.subsample.sorted.txt.gz");
        String options = TABLE + "&genome=" + beside("hg19.chrom.sizes", HG19);
        peers.assertAgrees("pairs?bins=2500000", trial.read(file, "?bins=2500k&" + options));
        peers.assertAgrees("pairs?bins=1000000", trial.read(file, "?bins=1M&" + options));
        peers.assertAgrees("pairs?bins=1000000&region=chr2", trial.read(file, "?bins=1M&region=chr2&" + options));
        peers.assertAgrees(
                "pairs?bins=2500000&min-distance=20000",
                trial.read(file, "?bins=2500000&min-distance=20000&" + options));
        assertTrue(trial.progress().mentions("100000 of 100000 contacts counted"));
    }
}

package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.genotype.BgenReadOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BgenTest {
    private static final double NA = Double.NaN;
    private static final int[] DIPLOID = {2, 2, 130};

    @TempDir
    Path folder;

    private final FormatTrial bgen = FormatTrial.of(new BgenFormat(), BgenReadOptions.class, NoParameters.class);
    private Path file = Path.of("x");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("x.bgen");
    }

    /** With all ones for probability 1: AA is 0, AB is 1, and 0 0 is BB, 2. */
    @ParameterizedTest
    @CsvSource({"1, 0", "3, 1", "8, 0", "8, 1", "11, 1", "16, 1", "24, 0", "32, 1"})
    void countsTheSecondAlleleAtEveryPrecision(int bits, int compression) throws IOException {
        long one = (1L << bits) - 1;
        Path written = write(new BgenContent(2, compression, true, "a", "b", "c")
                .variant(100, "A,G", DIPLOID, false, bits, one, 0, 0, one, 0, 0)
                .variant(200, "C,T", DIPLOID, false, bits, 0, 0, one, 0, 0, 0)
                .variant(300, "C,T", DIPLOID, true, bits, one, 0, 0, 0, 0, 0));
        Matrix matrix = bgen.read(written);
        assertArrayEquals(new double[][] {{0, 2, 1}, {1, 0, 2}, {NA, NA, NA}}, FormatTrial.readThrough(matrix));
        assertEquals(List.of("a", "b", "c"), matrix.rows().labels());
        assertEquals(
                List.of("7:100:A:G", "7:200:C:T", "7:300:C:T"), matrix.columns().labels());
        assertEquals(
                "rs100", matrix.columns().metadata("id").orElseThrow().values().get(0));
    }

    @Test
    void readsFractions() throws IOException {
        Path written = write(new BgenContent(2, BgenContent.ZLIB, true, "a", "b", "c")
                .variant(100, "A,G", new int[] {2, 2, 2}, false, 16, 13107, 39321, 0, 13107, 65535, 0));
        // P(AA), P(AB) are 0.2, 0.6; 0, 0.2; 1, 0
        assertArrayEquals(
                new double[][] {{(float) 1.0}, {(float) 1.8}, {0}}, FormatTrial.readThrough(bgen.read(written)));
    }

    @ParameterizedTest
    @ValueSource(ints = {BgenContent.PLAIN, BgenContent.ZLIB})
    void readsLayout1(int compression) throws IOException {
        Path written = write(new BgenContent(1, compression, true, "a", "b", "c")
                .variant1(100, "A,G", 0, 16384, 16384, 32768, 0, 0, 0, 0, 0));
        assertArrayEquals(new double[][] {{1.5}, {0}, {NA}}, FormatTrial.readThrough(bgen.read(written)));
    }

    @Test
    void countsTheFirstAlleleOnRequest() throws IOException {
        Matrix matrix = bgen.read(
                write(new BgenContent(2, BgenContent.ZLIB, true, "a", "b", "c")
                        .variant(100, "A,G", DIPLOID, false, 8, 255, 0, 0, 255, 0, 0)),
                "?counted=first");
        assertArrayEquals(new double[][] {{2}, {1}, {NA}}, FormatTrial.readThrough(matrix));
        assertEquals(List.of("7:100:G:A"), matrix.columns().labels());
    }

    @Test
    void takesNamesFromAnOxfordFile() throws IOException {
        Path written = write(new BgenContent(2, BgenContent.ZLIB, false, "a", "b", "c")
                .variant(100, "A,G", DIPLOID, false, 8, 255, 0, 0, 255, 0, 0));
        assertTrue(bgen.refusal(written, "", "E-BGEN-COMPANION").contains("x.sample"));
        Path beside = Files.writeString(folder.resolve("x.sample"), "ID_1 ID_2 missing\n0 0 0\nf a 0\nf b 0\nf c 0\n");
        assertEquals(List.of("a", "b", "c"), bgen.read(written).rows().labels());
        Path other = Files.writeString(folder.resolve("other"), "ID sex\n0 D\np 1\nq 2\nr 1\n");
        assertEquals(
                List.of("p", "q", "r"),
                bgen.read(written, "?oxford-samples=" + other).rows().labels());
        Files.writeString(beside, "ID_1 ID_2 missing\n0 0 0\nf a 0\n");
        assertTrue(bgen.refusal(written, "", "E-BGEN-SAMPLES").contains("found 1 samples"));
        Files.writeString(beside, "a\nb\nc\n");
        assertTrue(assertThrows(DataException.class, () -> bgen.read(written))
                .getMessage()
                .startsWith("E-BGEN-SAMPLEFILE " + beside + ":2:"));
    }

    @Test
    void selectsSamplesAndRegions() throws IOException {
        Path written = write(new BgenContent(2, BgenContent.ZLIB, true, "a", "b", "c")
                .variant(100, "A,G", DIPLOID, false, 8, 255, 0, 0, 255, 0, 0)
                .variant(200, "C,T", DIPLOID, false, 8, 0, 0, 255, 0, 0, 0));
        assertArrayEquals(
                new double[][] {{0}, {2}},
                FormatTrial.readThrough(bgen.read(written, "?region=chr7:150-&contig-alias=auto&samples=b,a")));
        assertTrue(bgen.refusal(written, "?region=chr7", "E-CONTIG-MISMATCH").contains("contig-alias=auto"));
        assertTrue(bgen.refusal(written, "?region=7:1-5", "E-BGEN-NOVARIANT").contains("no variant"));
    }

    @Test
    void refusesOrSkipsSeveralAlleles() throws IOException {
        Path written = write(new BgenContent(2, BgenContent.ZLIB, true, "a")
                .raw(100, "A,G,T", new byte[20])
                .variant(200, "A,G", new int[] {2}, false, 8, 0, 255));
        assertTrue(bgen.refusal(written, "", "E-BGEN-MULTIALLELIC").contains("7:100"));
        assertArrayEquals(new double[][] {{1}}, FormatTrial.readThrough(bgen.read(written, "?multiallelic=skip")));
        assertTrue(bgen.progress().mentions("1 variants left out"));
    }

    @Test
    void refusesWhatItCannotCount() throws IOException {
        assertTrue(bgen.refusal(
                        write(new BgenContent(2, BgenContent.ZSTANDARD, true, "a").raw(1, "A,G", new byte[9])),
                        "",
                        "E-BGEN-COMPRESSION")
                .contains("zstd (Zstandard), expected zlib or none; write the file again with plink2"));
        assertTrue(bgen.refusal(
                        write(new BgenContent(2, 0, true, "a").variant(1, "A,G", new int[] {1}, false, 8, 0, 0)),
                        "",
                        "E-BGEN-PLOIDY")
                .contains("ploidy 1 of sample \"a\""));
        assertTrue(bgen.refusal(
                        write(new BgenContent(2, 0, true, "a").variant(1, "A,G", new int[] {2}, false, 8, 200, 200)),
                        "",
                        "E-BGEN-PROBABILITY")
                .contains("400 of 255"));
        assertTrue(bgen.refusal(
                        write(new BgenContent(2, 0, true, "a")
                                .variant(1, "A,G", new int[] {2}, false, 16, 60000, 6000)),
                        "",
                        "E-BGEN-PROBABILITY")
                .contains("66000 of 65535"));
        assertTrue(bgen.refusal(
                        write(new BgenContent(2, 0, true, "a").variant(1, "A,G", new int[] {2}, false, 40, 0, 0)),
                        "",
                        "E-BGEN-RECORD")
                .contains("40 bits"));
        assertTrue(bgen.refusal(
                        write(new BgenContent(2, 0, true, "a").variant(1, "A,G", new int[] {2}, false, 8, 0, 0, 0)),
                        "",
                        "E-BGEN-LENGTH")
                .contains("found 14 bytes of probabilities, expected 13"));
        assertTrue(
                bgen.refusal(write(new BgenContent(2, 1, true, "a").raw(1, "A,G", new byte[1000])), "", "E-BGEN-LENGTH")
                        .contains("at most 19"));
        assertTrue(bgen.refusal(
                        write(new BgenContent(1, 0, true, "a").variant1(1, "A,G", 30000, 30000, 0)),
                        "",
                        "E-BGEN-PROBABILITY")
                .contains("60000"));
        assertTrue(bgen.refusal(write(new BgenContent(3, 0, true, "a").raw(1, "A,G", new byte[4])), "", "E-BGEN-LAYOUT")
                .contains("layout 3"));
    }

    @Test
    void refusesCutAndInflatedBlocks() throws IOException {
        byte[] valid = new BgenContent(2, BgenContent.ZLIB, true, "a", "b", "c")
                .variant(100, "A,G", DIPLOID, false, 8, 255, 0, 0, 255, 0, 0)
                .bytes();
        for (int length : new int[] {2, 10, 30, 60, valid.length - 1}) {
            Files.write(file, Arrays.copyOf(valid, length));
            bgen.refusal(file, "", "E-BGEN-TRUNCATED");
        }
        Files.write(file, Arrays.copyOf(valid, valid.length + 1));
        assertTrue(bgen.refusal(file, "", "E-BGEN-COUNT").contains("content byte " + valid.length));
        byte[] broken = valid.clone();
        broken[valid.length - 1] ^= 1;
        assertTrue(bgen.refusal(Files.write(file, broken), "", "E-BGEN-INFLATE").contains("7:100"));
    }

    @Test
    void refusesHeadersThatAreNone() throws IOException {
        byte[] valid = new BgenContent(2, BgenContent.ZLIB, true, "a")
                .variant(100, "A,G", new int[] {2}, false, 8, 0, 0)
                .bytes();
        assertTrue(bgen.refusal(Files.write(file, changed(valid, 16, 'x')), "", "E-BGEN-MAGIC")
                .contains("bgen"));
        bgen.refusal(Files.write(file, changed(valid, 4, 5)), "", "E-BGEN-HEADER");
        bgen.refusal(Files.write(file, changed(valid, 12, 9)), "", "E-BGEN-SAMPLES");
        bgen.refusal(Files.write(file, changed(valid, 0, 20)), "", "E-BGEN-RECORD");
        bgen.refusal(Files.write(file, changed(valid, 8, 9)), "", "E-BGEN-TRUNCATED");
    }

    @Test
    void isRecognisedByContentAndNotWritten() throws IOException {
        BgenFormat format = new BgenFormat();
        byte[] valid = new BgenContent(2, 0, true, "a")
                .variant(1, "A,G", new int[] {2}, false, 8, 0, 0)
                .bytes();
        assertTrue(format.recognises(valid));
        assertFalse(format.recognises("this text names bgen".getBytes(StandardCharsets.US_ASCII)));
        Matrix matrix = bgen.read(Files.write(file, valid));
        DataException refused =
                assertThrows(DataException.class, () -> bgen.write(matrix, folder.resolve("y.bgen"), ""));
        assertEquals("E-FORMAT-READONLY", refused.code());
    }

    private Path write(BgenContent content) throws IOException {
        return Files.write(file, content.bytes());
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] copy = bytes.clone();
        copy[at] = (byte) value;
        return copy;
    }
}

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
import java.util.Random;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.parameter.NoParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CramFormatTest {
    private static final int CONTIG = 200;

    @TempDir
    Path directory;

    private final FormatTrial trial = FormatTrial.of(new CramFormat(), CramReadOptions.class, NoParameters.class);

    private static String bases(long seed) {
        Random random = new Random(seed);
        StringBuilder bases = new StringBuilder();
        for (int i = 0; i < CONTIG; i++) {
            bases.append("ACGT".charAt(random.nextInt(4)));
        }
        return bases.toString();
    }

    private static Path fasta(Path file, String contig, String bases) throws IOException {
        Files.writeString(file, ">" + contig + "\n" + bases + "\n");
        Files.writeString(
                Path.of(file + ".fai"),
                contig + "\t" + bases.length() + "\t" + (contig.length() + 2) + "\t" + bases.length() + "\t"
                        + (bases.length() + 1) + "\n");
        return file;
    }

    static Path reference(Path file) throws IOException {
        return fasta(file, "chr1", bases(3));
    }

    static Path cram(Path file, Path fasta) throws IOException {
        String bases = bases(3);
        StringBuilder sam = new StringBuilder(
                "@HD VN:1.6 SO:coordinate\n@SQ SN:chr1 LN:" + CONTIG + "\n@RG ID:a SM:one\n@RG ID:b SM:two\n");
        for (int i = 0; i < 30; i++) {
            int start = 5 * i;
            sam.append("r" + i + " " + (i % 2 == 0 ? 0 : 16) + " chr1 " + (start + 1) + " " + i + " 10M5D10M * 0 0 "
                    + bases.substring(start, start + 10) + bases.substring(start + 15, start + 25) + " "
                    + "I".repeat(20) + " RG:Z:" + (i < 15 ? "a" : "b") + "\n");
        }
        return SamText.cram(file, sam.toString(), fasta);
    }

    private Path cram() throws IOException {
        return cram(directory.resolve("x.cram"), reference(directory.resolve("ref.fa")));
    }

    private double[][] read(String tail) throws IOException {
        return FormatTrial.readThrough(trial.read(cram(), tail + "&reference=" + directory.resolve("ref.fa")));
    }

    @Test
    void coverageCountsOrSkipsDeletions() throws IOException {
        assertArrayEquals(new double[][] {{30 * 25}}, read("?bins=200"));
        assertArrayEquals(new double[][] {{30 * 20}}, read("?bins=200&gaps=skip"));
        assertArrayEquals(new double[][] {{30}}, read("?bins=200&value=reads"));
        assertArrayEquals(new double[][] {{10 * 25}}, read("?bins=200&min-mapq=20"));
        assertArrayEquals(new double[][] {{15 * 25}, {15 * 25}}, read("?bins=200&rows=strand"));
    }

    @Test
    void samplesOfReadGroupsAreRows() throws IOException {
        Matrix matrix = trial.read(cram(), "?bins=200&rows=sample&reference=" + directory.resolve("ref.fa"));
        assertEquals(List.of("one", "two"), matrix.rows().labels());
        assertArrayEquals(new double[][] {{15 * 25}, {15 * 25}}, FormatTrial.readThrough(matrix));
    }

    @Test
    void aRegionIsTheSameWithAndWithoutIndex() throws IOException {
        double[][] indexed = read("?bins=10&region=chr1:91-110");
        double[][] all = read("?bins=10");
        assertArrayEquals(Arrays.copyOfRange(all[0], 9, 11), indexed[0]);
        Path plain = Files.copy(directory.resolve("x.cram"), directory.resolve("p.cram"));
        assertArrayEquals(
                indexed,
                FormatTrial.readThrough(
                        trial.read(plain, "?bins=10&region=chr1:91-110&reference=" + directory.resolve("ref.fa"))));
    }

    @Test
    void aReferenceWithoutIndexIsSearched() throws IOException {
        Path file = cram();
        Files.delete(directory.resolve("ref.fa.fai"));
        Files.writeString(directory.resolve("ref.fa"), ">other\nACGT\n>chr1 described\n" + bases(3) + "\n");
        Matrix matrix = trial.read(file, "?bins=200&reference=" + directory.resolve("ref.fa"));
        assertArrayEquals(new double[][] {{30 * 25}}, FormatTrial.readThrough(matrix));
    }

    @Test
    void refusesACramWithoutItsReferenceAndNamesTheMd5() throws IOException {
        String refusal = trial.refusal(cram(), "?bins=10", "E-CRAM-REFERENCE");
        assertTrue(refusal.contains("chr1 of 200 bases"), refusal);
        assertTrue(refusal.contains("pass reference=FILE"), refusal);
    }

    @Test
    void refusesAReferenceOfOtherBases() throws IOException {
        Path file = cram();
        Path other = fasta(directory.resolve("other.fa"), "chr1", bases(4));
        trial.refusal(file, "?bins=10&reference=" + other, "E-CRAM-MD5");
    }

    @Test
    void refusesAReferenceOfAnotherMd5ThanTheHeaderHasAndNamesBoth() throws IOException {
        String sam = """
                @HD VN:1.6 SO:coordinate
                @SQ SN:chr1 LN:8 M5:43f36cbd77b86a2b80d7a5b9f6d4b9f0
                r 0 chr1 1 60 4M * 0 0 ACGT IIII
                """;
        Path fasta = fasta(directory.resolve("ref.fa"), "chr1", "ACGTACGT");
        Path file = SamText.cram(directory.resolve("m.cram"), sam, fasta);
        String refusal = trial.refusal(file, "?bins=10&reference=" + fasta, "E-CRAM-MD5");
        assertTrue(refusal.contains("MD5 43f36cbd77b86a2b80d7a5b9f6d4b9f0"), refusal);
        // md5sum of ACGTACGT
        assertTrue(refusal.contains("MD5 cc0af3a4fedb18378b4b57b98068e69f"), refusal);
    }

    @Test
    void refusesAReferenceThatLacksTheSequence() throws IOException {
        Path file = cram();
        Path other = fasta(directory.resolve("other.fa"), "1", bases(3));
        assertTrue(trial.refusal(file, "?bins=10&reference=" + other, "E-CRAM-REFERENCE")
                .contains("other.fa"));
    }

    @Test
    void refusesAReferenceThatIsNotThere() throws IOException {
        Path file = cram();
        NoInputException refused = assertThrows(
                NoInputException.class, () -> trial.read(file, "?bins=10&reference=" + directory.resolve("absent.fa")));
        assertEquals("E-FILE-UNREADABLE", refused.code());
    }

    @Test
    void refusesOtherVersionsAndOtherFiles() throws IOException {
        byte[] whole = Files.readAllBytes(cram());
        whole[4] = 2;
        whole[5] = 1;
        assertTrue(trial.refusal(Files.write(directory.resolve("v.cram"), whole), "?bins=10", "E-CRAM-VERSION")
                .contains("2.1"));
        Path text = Files.writeString(directory.resolve("t.cram"), "no");
        trial.refusal(text, "?bins=10", "E-CRAM-MAGIC");
        trial.refusal(cram(), "?bins=10#1", "E-CRAM-PART");
    }

    @Test
    void refusesACutFile() throws IOException {
        byte[] whole = Files.readAllBytes(cram());
        Path cut = Files.write(directory.resolve("c.cram"), Arrays.copyOf(whole, whole.length - 100));
        assertTrue(trial.refusal(cut, "?bins=10", "E-CRAM-EOF").contains("eof=warn"));
        trial.refusal(cut, "?bins=10&eof=warn&reference=" + directory.resolve("ref.fa"), "E-CRAM-CORRUPT");
    }

    @Test
    void aWholeFileWithoutEndMarkerIsReadWhenAsked() throws IOException {
        byte[] whole = Files.readAllBytes(cram());
        Path cut = Files.write(directory.resolve("c.cram"), Arrays.copyOf(whole, whole.length - 38));
        Matrix matrix = trial.read(cut, "?bins=200&eof=warn&reference=" + directory.resolve("ref.fa"));
        assertArrayEquals(new double[][] {{30 * 25}}, FormatTrial.readThrough(matrix));
        assertTrue(trial.progress().mentions("no end marker"));
    }

    @Test
    void refusesAFlippedByte() throws IOException {
        byte[] whole = Files.readAllBytes(cram());
        whole[whole.length / 2 + whole.length / 4] ^= 4;
        Path file = Files.write(directory.resolve("f.cram"), whole);
        trial.refusal(file, "?bins=10&reference=" + directory.resolve("ref.fa"), "E-CRAM-CORRUPT");
    }

    @Test
    void refusesWriting() {
        Matrix matrix = new HeapMatrixStore()
                .create(MatrixSpec.dense(Axis.anonymous("rows", 1), Axis.anonymous("columns", 1)))
                .seal();
        DataException refused = assertThrows(DataException.class, () -> new CramFormat()
                .write(matrix, directory.resolve("w.cram"), NoParameters.DEFAULTS, Progress.NONE));
        assertEquals("E-FORMAT-READONLY", refused.code());
    }

    @Test
    void recognisesItselfOnly() throws IOException {
        assertTrue(new CramFormat().recognises(Files.readAllBytes(cram())));
        assertFalse(new CramFormat().recognises("CRAMPS".getBytes(StandardCharsets.UTF_8)));
    }
}

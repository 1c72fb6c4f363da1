package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.chiasma.api.CancelledException;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.genomics.internal.sequence.SequenceOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files of each format, by each option; expected entries were counted by hand. */
class SequenceFormatsTest {
    private static final String ALIGNED = ">a first one\nACGT\n>b\nAC-T\n>c\nTCGN\n";

    @TempDir
    Path folder;

    @Test
    void countsPairsOfLettersOverAllPairsOfSequences() throws IOException {
        FormatTrial trial = SequencePeersTest.trial("fasta");
        Matrix matrix = trial.read(file("x.fa", ALIGNED));
        double[][] expected = {{1, 0, 0, 2}, {0, 3, 0, 0}, {0, 0, 1, 0}, {2, 0, 0, 1}};
        assertEntries(expected, matrix);
        assertEquals(List.of("A", "C", "G", "T"), matrix.rows().labels());
        assertEquals("letters", matrix.columns().name());
        assertEquals(Layout.PACKED_SYMMETRIC, matrix.spec().layout());
        assertEquals(MissingValue.NONE, matrix.spec().missing());
        assertTrue(
                trial.progress()
                        .mentions("3 sequences of 4 columns, letters of dna; 1 ambiguous letter left out; 1 gap left"),
                trial.progress().notes().toString());
    }

    @ParameterizedTest
    @CsvSource({"first, 1, 2, 1, 1", "neighbours, 1, 2, 0, 1"})
    void countsPairsWithTheFirstOrTheNextSequence(String pairs, double aa, double cc, double gg, double at)
            throws IOException {
        double[][] expected = {{aa, 0, 0, at}, {0, cc, 0, 0}, {0, 0, gg, 0}, {at, 0, 0, 1}};
        assertEntries(expected, read("x.fa", ALIGNED, "?pairs=" + pairs));
    }

    @Test
    void countsLettersByColumn() throws IOException {
        Matrix matrix = read("x.fa", ALIGNED, "?as=counts");
        assertEntries(new double[][] {{2, 0, 0, 1}, {0, 3, 0, 0}, {0, 0, 2, 0}, {0, 0, 0, 2}}, matrix);
        assertEquals("columns", matrix.rows().name());
        assertEquals("4", matrix.rows().label(3));
    }

    @Test
    void frequenciesOfAColumnWithoutLettersAreMissing() throws IOException {
        Matrix matrix = read("x.fa", ">a\nA-\n>b\nTN\n", "?as=frequencies");
        assertEntries(new double[][] {{0.5, 0, 0, 0.5}, {Double.NaN, Double.NaN, Double.NaN, Double.NaN}}, matrix);
        assertEquals(MissingValue.NAN, matrix.spec().missing());
    }

    @Test
    void identityLeavesOutColumnsWhereOneHasNoLetter() throws IOException {
        Matrix matrix = read("x.fa", ALIGNED + ">d\nNNN-\n", "?as=identity&type=float32");
        float third = 2 / 3f;
        double[][] expected = {
            {1, 1, third, Double.NaN},
            {1, 1, 0.5, Double.NaN},
            {third, 0.5, 1, Double.NaN},
            {Double.NaN, Double.NaN, Double.NaN, Double.NaN}
        };
        assertEntries(expected, matrix);
        assertEquals(List.of("a", "b", "c", "d"), matrix.columns().labels());
        assertEquals(ElementType.FLOAT32, matrix.spec().elementType());
        assertEquals(
                List.of("first one", "", "", ""),
                matrix.rows().metadata("description").orElseThrow().values());
    }

    @Test
    void countsKmersOfSequencesOfAnyLengthAndSkipsAmbiguousWindows() throws IOException {
        FormatTrial trial = SequencePeersTest.trial("fasta");
        Matrix matrix = trial.read(file("x.fa", ">a\nACG\nNACG\n>b\nac-g\n>c\nA\n"), "?as=kmers&k=2&kmer-rows=present");
        assertEntries(new double[][] {{2, 1, 0}, {2, 1, 0}}, matrix);
        assertEquals(List.of("AC", "CG"), matrix.rows().labels());
        assertEquals("k-mers", matrix.rows().name());
        assertTrue(
                trial.progress().mentions("2 of 8 windows"),
                trial.progress().notes().toString());
        assertTrue(trial.progress().mentions("1 sequence shorter than k=2"));
    }

    @Test
    void countsKmersOfBothStrandsAsOne() throws IOException {
        Matrix matrix = read("x.fa", ">a\nAAACTTT\n", "?as=kmers&k=2&strands=both");
        assertEquals(
                List.of("AA", "AC", "AG", "AT", "CA", "CC", "CG", "GA", "GC", "TA"),
                matrix.rows().labels());
        assertEntries(new double[][] {{4}, {1}, {1}, {0}, {0}, {0}, {0}, {0}, {0}, {0}}, matrix);
    }

    @Test
    void kmersAreSparseWhenMostAreAbsent() throws IOException {
        Matrix sparse = read("x.fa", ">a\nACGTA\n>b\nGGGGG\n", "?as=kmers&k=4");
        assertEquals(Layout.CSR, sparse.spec().layout());
        assertEquals(256, sparse.rowCount());
        assertEquals(3, sparse.storedEntries());
        assertEquals(
                Layout.DENSE, read("x.fa", ">a\nACGT\n", "?as=kmers&k=1").spec().layout());
    }

    @Test
    void rowsOfProteinKmersAreInTheOrderOfTheAlphabet() throws IOException {
        Matrix matrix = read("x.fa", ">a\nMRRW*\n", "?as=kmers&k=2&kmer-rows=present&alphabet=protein");
        assertEquals(List.of("RR", "RW", "MR"), matrix.rows().labels());
    }

    @Test
    void findsOutTheAlphabet() throws IOException {
        assertEquals(4, read("x.fa", ">a\nacgun\n", "").rowCount());
        assertEquals(20, read("x.fa", ">a\nACGTE\n", "").rowCount());
        assertEquals(20, read("x.fa", ">a\nACGT\n", "?alphabet=protein").rowCount());
        assertEquals(20, read("x.fa", ">a\nSKYVHDRMA\n", "").rowCount());
    }

    @Test
    void proteinsAreInTheOrderOfPaml() throws IOException {
        assertEquals(
                "ARNDCQEGHILKMFPSTWYV",
                String.join("", read("x.fa", ">a\nMEL\n", "").rows().labels()));
    }

    @Test
    void compressedCarriageReturnsCommentsAndBlankLinesAreAccepted() throws IOException {
        byte[] text = ";by hand\r\n\r\n>a\r\nAC GT\r\n\r\n>b\r\nAC\r\nGT".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text);
        }
        Path file = Files.write(folder.resolve("x.fa.gz"), compressed.toByteArray());
        double[][] expected = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
        assertEntries(expected, SequencePeersTest.trial("fasta").read(file));
    }

    @Test
    void a3mLeavesInsertionsAndDotsOutOfColumnsButNotOutOfKmers() throws IOException {
        FormatTrial trial = SequencePeersTest.trial("a3m");
        Path file = file("x.a3m", ">a\nM.EL\n>b\nMkE-\n>ss_pred\nHHC9\n");
        Matrix columns = trial.read(file, "?as=counts&alphabet=protein");
        assertEquals(3, columns.rowCount());
        assertTrue(
                trial.progress().mentions("1 inserted letter removed"),
                trial.progress().notes().toString());
        assertTrue(trial.progress().mentions("1 annotation of structure left out"));
        Matrix kmers = trial.read(file, "?as=kmers&k=2&kmer-rows=present");
        assertEquals(List.of("EL", "KE", "ME", "MK"), kmers.rows().labels());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 6\na ACG\nb AC-\nTTT\nTTA\n",
                "2 6\na ACG\nTTT\nb AC-\nTTA\n",
                "2 6\nHomo sapieACG TTT\nMus musculAC- TTA\n",
                "\n 2   6 \r\n\r\na         ACG\r\nb         AC-\r\n\r\n          TTT\r\n          TTA\r\n",
                "2 6\na\nACGTTT\nb\nAC-TTA\n",
                "2\t6\na\tACGTTT\nb\tac-uua"
            })
    void phylipIsReadInEveryArrangement(String text) throws IOException {
        Matrix matrix = SequencePeersTest.trial("phylip").read(file("x.phy", text), "?as=counts");
        assertEntries(
                new double[][] {{2, 0, 0, 0}, {0, 2, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 2}, {0, 0, 0, 2}, {1, 0, 0, 1}},
                matrix);
    }

    @Test
    void strictNamesOfPhylipHoldBlanks() throws IOException {
        Path file = file("x.phy", "2 3\nHomo sapieACG\nMus muscul AC-\n");
        Matrix matrix = SequencePeersTest.trial("phylip").read(file, "?as=kmers&k=1");
        assertEquals(List.of("Homo sapie", "Mus muscul"), matrix.columns().labels());
    }

    @Test
    void phylipThatFitsTwiceIsRefusedUntilToldHow() throws IOException {
        FormatTrial trial = SequencePeersTest.trial("phylip");
        Path file = file("x.phy", "2 7\nA CCC\nC AAA\nG GGG\nCCCC\n");
        trial.refusal(file, "", "E-PHYLIP-AMBIGUOUS");
        assertEquals(
                List.of("A", "G"),
                trial.read(file, "?as=kmers&layout=sequential").columns().labels());
        assertEquals(
                List.of("A", "C"),
                trial.read(file, "?as=kmers&layout=interleaved").columns().labels());
    }

    @Test
    void stockholmIsReadBlockByBlock() throws IOException {
        String text =
                "# STOCKHOLM 1.0\n#=GF ID One\n#=GS a DE the first\n\na ACG\nb AC.\n#=GC RF xx.\n\na TTT\nb TTa\n//\n";
        Matrix matrix = SequencePeersTest.trial("stockholm").read(file("x.sto", text), "?as=identity");
        assertEntries(new double[][] {{1, 0.8}, {0.8, 1}}, matrix);
        assertEquals(
                List.of("the first", ""),
                matrix.rows().metadata("description").orElseThrow().values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"#Two", "#PF2", "#2"})
    void alignmentsOfOneStockholmFileAreParts(String part) throws IOException {
        FormatTrial trial = SequencePeersTest.trial("stockholm");
        Path file = file(
                "x.sto",
                "# STOCKHOLM 1.0\n#=GF ID One\na A\n//\n# STOCKHOLM 1.0\n#=GF ID Two\n#=GF AC PF2\nb CCC\n//\n");
        assertEquals(3, trial.read(file, "?as=counts" + part).rowCount());
        assertEquals(1, trial.read(file, "?as=counts#One").rowCount());
        String refusal = trial.refusal(file, "", "E-STOCKHOLM-PART");
        assertTrue(refusal.contains("found 2 alignments (One, Two)"), refusal);
        assertTrue(trial.refusal(file, "#Three", "E-STOCKHOLM-PART").contains("expected \"Three\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fasta|>s1;ACGT;>s1;ACGA||E-FASTA-DUPLICATE|:3: found sequence name \"s1\" in lines 1 and 3",
                "fasta|>s1;ACGT;>s2;ACG||E-FASTA-LENGTH|:3: found 3 columns in sequence \"s2\", expected 4",
                "fasta|>s1;ACGT;>s2;ACGta||E-FASTA-LENGTH|format=a3m",
                "fasta|>s1;ACG1||E-FASTA-LETTER|:2: found \"1\" as character 4 of sequence \"s1\"",
                "fasta|>s1;AC;A CE|?alphabet=dna|E-FASTA-LETTER|:3: found \"E\" as character 5",
                "fasta|>s1;>s2;ACGT||E-FASTA-EMPTY|:1: found no letters of sequence \"s1\"",
                "fasta|>s1;ACGT;>||E-FASTA-NAME|:3: found no name for sequence 2",
                "fasta|ACGT;>s1;ACGT||E-FASTA-HEADER|:1: found \"ACGT\"",
                "fasta|#nothing||E-FASTA-EMPTY|found no sequence",
                "fasta|>s1;ACGT|#1|E-FASTA-PART|found part #1",
                "fasta|>s1;MEL|?as=kmers&k=5|E-FASTA-KMER|expected at most 4",
                "fasta|>s1;ACGT|?as=kmers&k=11|E-FASTA-KMER|kmer-rows=present",
                "fasta|>s1;MEL|?as=kmers&strands=both|E-FASTA-STRANDS|expected DNA",
                "a3m|>s1;MELV;>s2;MaL-||E-A3M-LENGTH|:3: found 3 match columns in sequence \"s2\", expected 4",
                "a3m|>s1;mel;>s2;mel||E-A3M-EMPTY|:1: found no match column",
                "a3m|>s1;ME1L||E-A3M-LETTER|:2: found \"1\" as character 3",
                "phylip|2 4;a ACGT;b ACG||E-PHYLIP-COUNTS|:3: found 3 letters of sequence \"b\", expected 4",
                "phylip|3 4;a ACGT;b ACGT||E-PHYLIP-COUNTS|:1: found 2 lines with letters",
                "phylip|1 4;a ACGT;b ACGT||E-PHYLIP-COUNTS|expected",
                "phylip|999999999999 999999999999;a ACGT||E-PHYLIP-COUNTS|found 1 line with letters",
                "phylip|2;a ACGT||E-PHYLIP-HEADER|:1: found \"2\"",
                "phylip|0 4;a ACGT||E-PHYLIP-HEADER|at least 1",
                "phylip|2 4;a ACGT;a ACGT||E-PHYLIP-DUPLICATE|lines 2 and 3",
                "phylip|2 4;a ACGT;b ..GT||E-PHYLIP-LETTER|write - for a gap",
                "phylip|2 4;a ACGT;b ACGT|?layout=sequential&names=strict|E-PHYLIP-COUNTS|:2: found 5 letters",
                "stockholm|# STOCKHOLM 1.0;a ACG;b ACG||E-STOCKHOLM-END|:4: found the end of the file",
                "stockholm|# STOCKHOLM 1.0;a ACG;b AC;//||E-STOCKHOLM-LENGTH|:3: found 2 columns",
                "stockholm|# STOCKHOLM 1.0;a ACG;a ACG;//||E-STOCKHOLM-DUPLICATE|lines 2 and 3",
                "stockholm|# STOCKHOLM 1.0;a A;b A;;b A;a A;//||E-STOCKHOLM-BLOCK|:5: found sequence \"b\", expected \"a\"",
                "stockholm|# STOCKHOLM 1.0;a A;b A;;a A;//||E-STOCKHOLM-BLOCK|:6: found 1 sequence in the block",
                "stockholm|# STOCKHOLM 1.0;a A;;a A;b A;//||E-STOCKHOLM-BLOCK|expected the end of the block",
                "stockholm|# STOCKHOLM 1.0;ACGT;//||E-STOCKHOLM-LINE|:2: found \"ACGT\" alone",
                "stockholm|# STOCKHOLM 1.0;//||E-STOCKHOLM-EMPTY|without sequences",
                "stockholm|a ACGT;//||E-STOCKHOLM-HEADER|:1: found \"a ACGT\""
            })
    void malformedFilesAreRefusedWithTheirPlace(String format, String lines, String tail, String code, String part)
            throws IOException {
        Path file = file("x." + format, lines.replace(';', '\n') + "\n");
        String message = SequencePeersTest.trial(format).refusal(file, tail == null ? "" : tail, code);
        assertTrue(message.contains(part), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fasta", "phylip", "stockholm"})
    void duplicateNamesGetSuffixes(String format) throws IOException {
        String text =
                switch (format) {
                    case "fasta" -> ">a\nACGT\n>a\nACGA\n";
                    case "phylip" -> "2 4\na ACGT\na ACGA\n";
                    default -> "# STOCKHOLM 1.0\na ACGT\na ACGA\n//\n";
                };
        Matrix matrix =
                SequencePeersTest.trial(format).read(file("x." + format, text), "?as=identity&duplicates=suffix");
        assertEquals(List.of("a", "a.1"), matrix.rows().labels());
    }

    @ParameterizedTest
    @CsvSource({
        "fasta, ?k=0, E-FLAG-VALUE",
        "fasta, ?k=13, E-FLAG-VALUE",
        "fasta, ?max-bytes=0, E-FLAG-VALUE",
        "phylip, ?names=loose, E-FLAG-VALUE"
    })
    void wrongOptionsAreRefused(String format, String tail, String code) throws IOException {
        Path file = file("x", ">a\nA\n");
        ChiasmaException refused = assertThrows(
                ChiasmaException.class, () -> SequencePeersTest.trial(format).read(file, tail));
        assertEquals(code, refused.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fasta", "a3m", "phylip", "stockholm"})
    void cannotBeWritten(String format) throws IOException {
        Matrix matrix = read("x.fa", ALIGNED, "");
        ChiasmaException refused = assertThrows(
                ChiasmaException.class, () -> SequencePeersTest.trial(format).write(matrix, folder.resolve("out"), ""));
        assertEquals("E-FORMAT-READONLY", refused.code());
    }

    @Test
    void stopsWhenAsked() throws IOException {
        Path file = file("x.fa", ALIGNED);
        assertThrows(CancelledException.class, () -> new FastaFormat()
                .read(file, "", SequenceOptions.DEFAULTS, new HeapMatrixStore(), RecordedProgress.cancelled()));
    }

    @Test
    void contentIsRecognisedStrictly() {
        assertTrue(new FastaFormat().recognises(bytes(ALIGNED)));
        assertTrue(new FastaFormat().recognises(bytes(">a\r\nMEL*\r\n")));
        assertFalse(new FastaFormat().recognises(bytes(">a\n1\t2\n")));
        assertFalse(new FastaFormat().recognises(bytes("> 5\n")));
        assertTrue(new A3mFormat().recognises(bytes(">a\nMEL\n")));
        assertFalse(new A3mFormat().recognises(bytes(ALIGNED)));
        assertTrue(new PhylipFormat().recognises(bytes("2 6\na ACG-\nb")));
        assertTrue(new PhylipFormat().recognises(bytes(" 17 1998\r\nLngfishAu  CTCCC\r\n")));
        assertFalse(new PhylipFormat().recognises(bytes("2 6\n1 3\n4 5\n")));
        assertFalse(new PhylipFormat().recognises(bytes("2\t6\na\tACGT\n")));
        assertFalse(new PhylipFormat().recognises(bytes("2 6 3\na ACGT\n")));
        assertTrue(new StockholmFormat().recognises(bytes("# STOCKHOLM 1.0\n")));
        assertFalse(new StockholmFormat().recognises(bytes("# comment\n")));
    }

    private Matrix read(String name, String text, String tail) throws IOException {
        return SequencePeersTest.trial("fasta").read(file(name, text), tail);
    }

    private Path file(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void assertEntries(double[][] expected, Matrix matrix) {
        double[][] rows = FormatTrial.readThrough(matrix);
        assertEquals(expected.length, rows.length);
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(expected[i], rows[i], "row " + i);
        }
    }
}

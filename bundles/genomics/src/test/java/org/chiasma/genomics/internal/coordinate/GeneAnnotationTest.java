package org.chiasma.genomics.internal.coordinate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.fixture.RecordedProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneAnnotationTest {
    private static final String LINE = "%s\tsource\t%s\t%d\t%d\t.\t+\t.\t%s\n";

    @TempDir
    private Path directory;

    private final RecordedProgress progress = new RecordedProgress();

    private Bins bins(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return BinsOption.parse(file.toString())
                .resolve(Contigs.named("track", List.of("a", "b")), Regions.ALL, ContigAlias.NONE, progress);
    }

    @Test
    void linesOfGenesAreGenes() throws IOException {
        Bins bins = bins(
                "g.gtf",
                "#!genome x\n" + LINE.formatted("a", "gene", 11, 20, "gene_id \"G1\"; gene_name \"one\";")
                        + LINE.formatted("a", "exon", 1, 50, "gene_id \"G1\"; transcript_id \"T\";")
                        + LINE.formatted("b", "gene", 1, 5, "note \"x\"; gene_id \"G2\""));
        assertEquals(List.of("G1", "G2"), bins.axis("genes").labels());
        assertEquals(new Region("a", 10, 20), bins.bin(0));
        assertEquals(new Region("b", 0, 5), bins.bin(1));
    }

    @Test
    void exonsSpanAGeneWhereNoneIsGiven() throws IOException {
        Bins bins = bins(
                "g.gtf",
                LINE.formatted("a", "exon", 11, 20, "gene_id \"G1\"; transcript_id \"T\";")
                        + LINE.formatted("a", "CDS", 1, 90, "gene_id \"G1\";")
                        + LINE.formatted("a", "exon", 5, 8, "gene_id \"G1\";")
                        + LINE.formatted("b", "exon", 5, 8, "gene_id \"G2\";"));
        assertEquals(List.of("G1", "G2"), bins.axis("genes").labels());
        assertEquals(new Region("a", 4, 20), bins.bin(0));
        assertTrue(progress.mentions("each of 2 genes spans its exons"));
    }

    @Test
    void gff3GenesHaveTheirId() throws IOException {
        Bins bins = bins(
                "g.gff3",
                "##gff-version 3\n" + LINE.formatted("a", "gene", 1, 9, "ID=gene:ENSG1;Name=x")
                        + LINE.formatted("a", "mRNA", 1, 9, "ID=transcript:T;Parent=gene:ENSG1")
                        + LINE.formatted("a", "ncRNA_gene", 20, 29, "ID=gene:X;gene_id=ENSG2")
                        + "##FASTA\n>a\nACGT\n");
        assertEquals(List.of("ENSG1", "ENSG2"), bins.axis("genes").labels());
    }

    @ParameterizedTest
    @CsvSource({
        "E-GENES-FIELDS, a b c, 1 field",
        "E-GENES-POSITION, 'a\ts\tgene\t0\t9\t.\t+\t.\tgene_id \"x\"', from 1",
        "E-GENES-POSITION, 'a\ts\tgene\t10\t9\t.\t+\t.\tgene_id \"x\"', from 1",
        "E-GENES-ID, 'a\ts\tgene\t1\t9\t.\t+\t.\tname \"x\"', gene_id",
        "E-GENES-EMPTY, 'a\ts\tCDS\t1\t9\t.\t+\t.\tgene_id \"x\"', no gene"
    })
    void refusesMalformedLines(String code, String line, String part) {
        DataException refused = assertThrows(DataException.class, () -> bins("g.gtf", line + "\n"));
        assertEquals(code, refused.code());
        assertTrue(refused.getMessage().contains(part) && refused.getMessage().contains("g.gtf"));
    }

    @Test
    void refusesDuplicateGenes() {
        String gene = LINE.formatted("a", "gene", 1, 9, "gene_id \"G\"");
        DataException refused = assertThrows(DataException.class, () -> bins("g.gtf", gene + gene));
        assertEquals("E-GENES-DUPLICATE", refused.code());
        assertTrue(refused.getMessage().contains("g.gtf:2"), refused.getMessage());
        String exons =
                LINE.formatted("a", "exon", 1, 9, "gene_id \"G\"") + LINE.formatted("b", "exon", 1, 9, "gene_id \"G\"");
        assertEquals(
                "E-GENES-DUPLICATE",
                assertThrows(DataException.class, () -> bins("g.gtf", exons)).code());
    }

    @Test
    void refusesDuplicateBins() {
        DataException refused = assertThrows(
                DataException.class, () -> bins("b.bed", "a\t0\t9\na\t0\t9\n").axis("bins"));
        assertEquals("E-BINS-DUPLICATE", refused.code());
    }

    @Test
    void absentFilesAreNamed() {
        NoInputException refused = assertThrows(NoInputException.class, () -> BinsOption.parse(
                        directory.resolve("none.bed").toString())
                .resolve(Contigs.named("t", List.of("a")), Regions.ALL, ContigAlias.NONE, progress));
        assertEquals("E-FILE-UNREADABLE", refused.code());
    }

    @ParameterizedTest
    @CsvSource({
        "E-GENOME-FIELDS, a, '\"a\"'",
        "E-GENOME-FIELDS, 'a\t0', length",
        "E-GENOME-DUPLICATE, 'a\t5\na\t6', second",
        "E-GENOME-EMPTY, '#', no contig"
    })
    void refusesMalformedGenomes(String code, String text, String part) throws IOException {
        Path file = Files.writeString(directory.resolve("g.sizes"), text + "\n");
        DataException refused = assertThrows(DataException.class, () -> GenomeFile.read(file, progress));
        assertEquals(code, refused.code());
        assertTrue(refused.getMessage().contains(part) && refused.getMessage().contains("g.sizes"));
    }

    @Test
    void fastaIndexesAreGenomes() throws IOException {
        Path file = Files.writeString(directory.resolve("x.fa.fai"), "a\t25\t3\t60\t61\nb\t10\t30\t60\t61\n");
        Contigs contigs = GenomeFile.read(file, progress);
        assertEquals(List.of("a", "b"), contigs.names());
        assertEquals(25, contigs.length("a"));
    }
}

package org.chiasma.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Genomics files in the container: the wrapped libraries find what they need, and commands do what users type. */
class GenomicsIT {
    private static final String GENOTYPES = Chiasma.sample("genotypes.vcf.gz");

    @TempDir
    Path directory = Path.of("");

    private Chiasma.Result done(String... arguments) {
        Chiasma.Result result = new Chiasma(directory).run(arguments);
        assertEquals(0, result.status(), result.err());
        return result;
    }

    private static void refused(Chiasma.Result result, int status, String code, String mention) {
        assertEquals(status, result.status(), result.err());
        String message = result.err().lines().reduce((first, second) -> second).orElse("");
        assertTrue(message.startsWith("chiasma: " + code + " "), message);
        assertTrue(message.contains(mention), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.gctx", "table.h5ad", "table.tsv.gz"})
    void tablesComeBackFromEveryFormatThatKeepsThem(String name) {
        String table = Chiasma.sample("drug-response-truth.gct");
        String written = done("convert", table, "-", "--quiet").out();
        done("convert", table, name, "--quiet");
        String back = done("convert", name, "-", "--quiet").out();
        assertEquals(
                written.substring(written.indexOf('\t')),
                back.substring(back.indexOf('\t')),
                "but for the corner cell");
    }

    @Test
    void genotypesGoThroughPlinkFiles() {
        String written = done("convert", GENOTYPES, "-", "--quiet").out();
        done("convert", GENOTYPES, "cohort.bed", "--quiet");
        assertTrue(Files.exists(directory.resolve("cohort.bim")) && Files.exists(directory.resolve("cohort.fam")));
        assertEquals(written, done("convert", "cohort.bed", "-", "--quiet").out());
    }

    @Test
    void aRegionIsReadByTheFormatOrCutFromTheAxis() {
        String read = done("convert", GENOTYPES, "-", "--region", "22:1-20000000", "--quiet")
                .out();
        done("convert", GENOTYPES, "all.gct", "--quiet");
        String cut = done("convert", "all.gct", "-", "--region", "22:1-20000000", "--quiet")
                .out();
        assertEquals(read.substring(read.indexOf('\t')), cut.substring(cut.indexOf('\t')), "but for the corner cell");
        String turned = done("convert", "all.gct", "-", "--region", "22:1-20000000", "--transpose", "--quiet")
                .out();
        assertEquals(read.lines().count(), turned.lines().findFirst().orElse("").split("\t", -1).length);
    }

    @Test
    void aSecondRunGivesTheSameBytes() throws IOException {
        String[] arguments = {"convert", GENOTYPES, "d.tsv.gz", "--rows", "^north-01", "--missing", "mean", "--quiet"};
        done(arguments);
        byte[] table = Files.readAllBytes(directory.resolve("d.tsv.gz"));
        byte[] provenance = Files.readAllBytes(directory.resolve("d.tsv.gz.provenance.json"));
        done(arguments);
        assertArrayEquals(table, Files.readAllBytes(directory.resolve("d.tsv.gz")));
        assertArrayEquals(provenance, Files.readAllBytes(directory.resolve("d.tsv.gz.provenance.json")));
        JsonObject made = JsonParser.parseString(new String(provenance, java.nio.charset.StandardCharsets.UTF_8))
                .getAsJsonObject();
        assertEquals(
                64,
                made.getAsJsonArray("inputs")
                        .get(0)
                        .getAsJsonObject()
                        .get("sha256")
                        .getAsString()
                        .length());
        assertEquals("mean", made.getAsJsonObject("parameters").get("missing").getAsString());
    }

    @ParameterizedTest
    @CsvSource({
        "--rows, nobody, 64, E-SELECT-LABEL, nobody",
        "--region, chr22:1-5, 65, E-CONTIG-MISMATCH, contig-alias=auto",
        "--region, 22:5-1, 64, E-REGION-SYNTAX, 22:5-1",
        "--bins, 1000, 64, E-CONVERT-BINS, vcf",
        "--missing, refuse, 65, E-CONVERT-MISSING, missing"
    })
    void refusesConversionsInOneLine(String flag, String value, int status, String code, String mention) {
        refused(new Chiasma(directory).run("convert", GENOTYPES, "o.tsv", flag, value), status, code, mention);
        assertFalse(Files.exists(directory.resolve("o.tsv")));
    }

    @Test
    void checksAMatrixAndMakesAPage() throws IOException {
        Chiasma.Result result = done("qc", GENOTYPES, "--json", "--report", "qc.html");
        JsonObject facts =
                JsonParser.parseString(result.out()).getAsJsonObject().getAsJsonObject("facts");
        assertEquals(2010, facts.get("missing entries").getAsLong());
        assertEquals(2, facts.get("largest").getAsDouble());
        String page = Files.readString(directory.resolve("qc.html"));
        assertTrue(page.contains("<svg") && page.contains("Values of the entries"));
        refused(new Chiasma(directory).run("qc", "absent.vcf"), 66, "E-FILE-ABSENT", "absent.vcf");
        refused(new Chiasma(directory).run("qc"), 64, "E-FLAG-MISSING", "MATRIX");
        Files.writeString(directory.resolve("broken.vcf"), "##fileformat=VCFv4.2\n22\t5\n");
        refused(new Chiasma(directory).run("qc", "broken.vcf"), 65, "E-VCF-HEADER", "broken.vcf:2");
    }

    @Test
    void genotypesGoStraightIntoOperations() throws IOException {
        done("genomics:grm", GENOTYPES, "--min-maf", "0.01", "--output", "grm.tiles");
        done("genomics:ld", GENOTYPES, "--window-bases", "500000", "--output", "ld.mtx");
        assertTrue(Files.readString(directory.resolve("ld.mtx")).startsWith("%%MatrixMarket matrix coordinate real"));
        Chiasma.Result completed = done(
                "completion:complete",
                GENOTYPES,
                "--prior-self",
                "--axis",
                "rows",
                "--mask",
                "0.05",
                "--json",
                "--output",
                "filled.tsv");
        JsonObject table = JsonParser.parseString(completed.out())
                .getAsJsonObject()
                .getAsJsonArray("tables")
                .get(0)
                .getAsJsonObject();
        assertTrue(table.get("title").getAsString().contains("4898 entries known"), table.toString());
        refused(
                new Chiasma(directory).run("genomics:grm", Chiasma.sample("cell-line-expression.tsv.gz")),
                65,
                "E-DOSAGE-AXES",
                "--rows");
    }
}

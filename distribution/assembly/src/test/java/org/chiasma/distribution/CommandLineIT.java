package org.chiasma.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that succeed: what goes to standard output, and what does not. */
class CommandLineIT {
    @TempDir
    Path directory = Path.of("");

    @Test
    void helpAndVersionGoToStandardOutputAlone() {
        Chiasma chiasma = new Chiasma(directory);
        for (String flag : List.of("--help", "--version", "help")) {
            Chiasma.Result result = chiasma.run(flag);
            assertEquals(0, result.status());
            assertEquals("", result.err());
            assertTrue(result.out().contains("chiasma"), result.out());
        }
    }

    @Test
    void helpListsTheOperations() {
        assertTrue(new Chiasma(directory).run("--help").out().contains("completion:complete"));
    }

    @Test
    void everyCommandExplainsItself() {
        Chiasma.Result result = new Chiasma(directory).run("completion:complete", "--help");
        assertEquals(0, result.status());
        assertTrue(result.out().startsWith("usage: chiasma completion:complete MATRIX"), result.out());
    }

    @Test
    void helpListAndConversionNeverTouchTheNativeLibraries() {
        Path cache = directory.resolve("natives");
        Chiasma chiasma = new Chiasma(directory).java("-Dorg.bytedeco.javacpp.cachedir=" + cache);
        assertEquals(0, chiasma.run("--help").status());
        assertEquals(0, chiasma.run("list").status());
        assertEquals(0, chiasma.run("operations").status());
        assertEquals(
                0,
                chiasma.run("convert", Chiasma.sample("cell-line-expression.tsv.gz"), "expression.gct")
                        .status());
        assertFalse(Files.exists(cache));
    }

    @Test
    void convertsATableToGctAndBack() throws IOException {
        Chiasma chiasma = new Chiasma(directory);
        Chiasma.Result there =
                chiasma.run("convert", Chiasma.sample("cell-line-expression.tsv.gz"), "expression.gct", "--quiet");
        assertEquals(0, there.status(), there.err());
        assertTrue(Files.readString(directory.resolve("expression.gct")).startsWith("#1."));
        Chiasma.Result back = chiasma.run("convert", "expression.gct", "-", "--quiet");
        assertEquals(0, back.status(), back.err());
        assertEquals("", back.err());
        assertEquals(121, back.out().lines().count());
        assertEquals(301, back.out().lines().findFirst().orElse("").split("\t", -1).length);
    }

    @Test
    void standardOutputCarriesTheResultAndNothingElse() {
        Chiasma.Result result = new Chiasma(directory)
                .run(
                        "completion:complete",
                        Chiasma.sample("drug-response.gct"),
                        "--prior",
                        Chiasma.sample("cell-line-expression.tsv.gz"));
        assertEquals(0, result.status(), result.err());
        assertEquals(61, result.out().lines().count());
        assertTrue(result.out().lines().allMatch(line -> line.split("\t", -1).length == 121));
        assertFalse(result.out().contains("NA"));
        assertTrue(result.err().contains("imputed entries"), result.err());
    }

    @Test
    void jsonIsOneDocument() {
        Chiasma.Result result = new Chiasma(directory)
                .run(
                        "completion:complete",
                        Chiasma.sample("drug-response.gct"),
                        "--prior",
                        Chiasma.sample("cell-line-expression.tsv.gz"),
                        "--output",
                        "completed.gct",
                        "--figure",
                        "map.png",
                        "--report",
                        "report.html",
                        "--json");
        assertEquals(0, result.status(), result.err());
        JsonObject document = JsonParser.parseString(result.out()).getAsJsonObject();
        assertEquals(
                1776, document.getAsJsonObject("facts").get("imputed entries").getAsInt());
        assertEquals(
                "completed.gct",
                document.getAsJsonObject("outputs").get("completed").getAsString());
        assertTrue(Files.exists(directory.resolve("completed.gct")));
        assertTrue(Files.exists(directory.resolve("completed.gct.provenance.json")));
        assertTrue(Files.exists(directory.resolve("map.png")));
        assertEquals("report.html", document.get("reportFile").getAsString());
        assertTrue(Files.exists(directory.resolve("report.html")));
    }

    @Test
    void twoProcessesAtOnceDoNotDisturbEachOther() {
        Chiasma chiasma = new Chiasma(directory);
        Chiasma.Running first = chiasma.start("convert", Chiasma.sample("drug-response.gct"), "first.tsv");
        Chiasma.Running second = chiasma.start("convert", Chiasma.sample("drug-response.gct"), "second.tsv");
        assertEquals(0, first.await().status());
        assertEquals(0, second.await().status());
        assertTrue(Files.exists(directory.resolve("first.tsv")));
        assertTrue(Files.exists(directory.resolve("second.tsv")));
    }

    @Test
    void workspaceKeepsMatricesBetweenCommands() {
        Chiasma chiasma = new Chiasma(directory);
        Chiasma.Result load =
                chiasma.run("load", Chiasma.sample("drug-response.gct"), "--as", "response", "--workspace", "kept");
        assertEquals(0, load.status(), load.err());
        Chiasma.Result list = chiasma.run("list", "--workspace", "kept");
        assertTrue(list.out().contains("response"), list.out());
        assertTrue(Files.exists(directory.resolve("kept/response.npy")));
    }

    @Test
    void demoCompletesTheSampleDataAndDrawsIt() throws IOException {
        Chiasma.Result result = new Chiasma(directory).run("demo");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("two-way mean"), result.out());
        Path demo = directory.resolve("demo");
        assertTrue(Files.exists(demo.resolve("completed.gct")));
        assertTrue(Files.exists(demo.resolve("completed.gct.provenance.json")));
        assertTrue(ImageIO.read(demo.resolve("heat-map.png").toFile()).getWidth() > 300);
    }

    @Test
    void scriptRunsSeveralStepsInOneProcess() throws IOException {
        Files.writeString(directory.resolve("steps.gogo"), """
                # two steps
                load '%s' --as response
                list
                save response response.tsv
                """.formatted(Chiasma.sample("drug-response.gct")));
        Chiasma.Result result = new Chiasma(directory).run("script", "steps.gogo");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("60 genes"), result.out());
        assertTrue(Files.exists(directory.resolve("response.tsv")));
    }

    @Test
    void lineSaysAndWritesTheSameInAScriptAsOnTheCommandLine() throws IOException {
        String table = Chiasma.sample("drug-response.gct") + "?rows=drugs&columns=lines";
        Chiasma.Result alone = new Chiasma(directory).run("describe", table);
        Files.writeString(directory.resolve("line.gogo"), "describe '%s'\n".formatted(table));
        Chiasma.Result inScript = new Chiasma(directory).run("script", "line.gogo");
        assertEquals(0, alone.status(), alone.err());
        assertTrue(alone.out().contains("60 drugs"), alone.out());
        assertEquals(alone, inScript);
    }

    @Test
    void pipedInputIsAScript() {
        Chiasma.Result result = new Chiasma(directory)
                .startAfter("printf 'load %s --as x\\nlist\\n' '" + Chiasma.sample("drug-response.gct")
                        + "' >steps && exec <steps")
                .await();
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("60 genes"), result.out());
    }

    @Test
    void readerWhoHasEnoughEndsTheCommandQuietly() throws IOException {
        Chiasma.Result result = new Chiasma(directory)
                .startAfter("\"$0\" convert '" + Chiasma.sample("cell-line-expression.tsv.gz")
                        + "' - 2>err | head -c 1 >one; exit")
                .await();
        assertEquals(0, result.status(), result.err());
        assertEquals("", Files.readString(directory.resolve("err")));
    }

    @Test
    void referenceOfTheCommandsIsUpToDate() throws IOException {
        Chiasma.Result result = new Chiasma(directory).run("help", "--markdown");
        assertEquals(0, result.status(), result.err());
        List<String> made = result.out().lines().toList();
        List<String> kept = Files.readAllLines(Path.of("..", "..", "docs", "commands.md"));
        for (int i = 0; i < Math.max(made.size(), kept.size()); i++) {
            assertEquals(
                    i < made.size() ? made.get(i) : "",
                    i < kept.size() ? kept.get(i) : "",
                    "docs/commands.md:" + (i + 1) + " differs; write the output of chiasma help --markdown to it");
        }
    }
}

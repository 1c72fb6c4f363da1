package org.chiasma.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {
    @TempDir
    Path directory = Path.of("");

    private final FakeBench bench = new FakeBench();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void putAFile() {
        bench.files.put("table.tsv", matrix());
    }

    private static Matrix matrix() {
        MatrixSpec spec = MatrixSpec.dense(
                Axis.labelled("genes", List.of("g1", "g2")), Axis.labelled("samples", List.of("s1", "s2")));
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            draft.writeBlock(0, 0, 2, 2, new double[] {1, 2, Double.NaN, 4}, 0, 2);
            return draft.seal();
        }
    }

    private String in = "";

    private int run(boolean lasting, String... arguments) {
        Console console = new Console(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Screen.NONE,
                lasting);
        Commands commands = new Commands(bench.workbench(), all -> new FakeSteps(), Path.of("nowhere"), List.of());
        return new Dispatcher(commands).run(List.of(arguments), console);
    }

    private int run(String... arguments) {
        return run(false, arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothingAskedForIsHelp() {
        assertEquals(0, run());
        assertTrue(out().startsWith("usage: chiasma"), out());
        assertTrue(out().contains("test:double"), out());
    }

    @Test
    void flagsMayStandBeforeTheCommand() {
        assertEquals(0, run("--workspace", "dir", "--json", "list"));
        assertEquals("[]\n", out());
    }

    @Test
    void helpOfACommandComesFromItsDeclaration() {
        assertEquals(0, run("test:double", "x", "--help"));
        assertTrue(out().startsWith("usage: chiasma test:double MATRIX [FLAGS]"), out());
        assertTrue(out().contains("--remainder-output REF"), out());
        assertTrue(out().contains("--figure FILE.png"), out());
    }

    @Test
    void unknownCommandIsUsageWithWhatWasMeant() {
        assertEquals(64, run("lits"));
        assertEquals("chiasma: E-CMD-UNKNOWN command lits is unknown; did you mean list?\n", err());
        assertEquals("", out());
    }

    @Test
    void unknownFlagIsUsage() {
        assertEquals(64, run("list", "--jsno"));
        assertTrue(err().contains("did you mean --json"), err());
    }

    @Test
    void absentFileIsNoInput() {
        assertEquals(66, run("show", "absent.tsv"));
        assertTrue(err().startsWith("chiasma: E-FILE-ABSENT"), err());
    }

    @Test
    void faultIsOneLineWithoutStackTrace() {
        assertEquals(70, run("test:double", "table.tsv", "--fail"));
        assertEquals(1, err().lines().count());
        assertTrue(err().startsWith("chiasma: E-FAULT"), err());
    }

    @Test
    void faultShowsItsStackTraceWhenAsked() {
        assertEquals(70, run("test:double", "table.tsv", "--fail", "--debug"));
        assertTrue(err().contains("\tat "), err());
    }

    @Test
    void resultWithoutDestinationGoesToStandardOutputAndTheReportToStandardError() {
        assertEquals(0, run("test:double", "table.tsv"));
        assertEquals("saved\n", out());
        assertTrue(err().contains("doubled entries  4"), err());
    }

    @Test
    void resultWithDestinationLeavesStandardOutputToTheReport() {
        assertEquals(0, run("test:double", "table.tsv", "--output", "result.tsv", "--remainder-output=rest.tsv"));
        assertTrue(out().contains("doubled entries  4"), out());
        assertTrue(out().contains("doubled -> result.tsv"), out());
        assertEquals("rest.tsv", String.valueOf(bench.targets.get("remainder")));
        assertEquals("", err());
    }

    @Test
    void lastingBusTakesResultsUnderTheNameOfTheInput() {
        assertEquals(0, run(true, "test:double", "table.tsv"));
        assertEquals("table.doubled", String.valueOf(bench.targets.get("doubled")));
    }

    @Test
    void jsonIsOneDocumentInWhichUndefinedNumbersAreNull() {
        assertEquals(0, run("test:double", "table.tsv", "--json", "--output", "x.tsv"));
        JsonObject document = JsonParser.parseString(out()).getAsJsonObject();
        assertEquals(4, document.getAsJsonObject("facts").get("doubled entries").getAsInt());
        assertTrue(document.getAsJsonObject("facts").get("undefined").isJsonNull());
    }

    @Test
    void drawsTheFigure() {
        Path figure = directory.resolve("map.png");
        assertEquals(0, run("test:double", "table.tsv", "--output", "x.tsv", "--figure", figure.toString()));
        assertTrue(Files.exists(figure));
    }

    @Test
    void drawsTheFigureInTheFormatOfItsEnding() throws Exception {
        Path figure = directory.resolve("map.SVG");
        assertEquals(0, run("test:double", "table.tsv", "--output", "x.tsv", "--figure", figure.toString()));
        assertTrue(Files.readString(figure).startsWith("<svg "));
    }

    @Test
    void writesTheReportAsAPageWholeOrNotAtAll() throws Exception {
        Path page = directory.resolve("report.html");
        assertEquals(0, run("test:double", "table.tsv", "--output", "x.tsv", "--report", page.toString()));
        String html = Files.readString(page);
        assertTrue(html.contains("doubled entries") && html.contains("--output x.tsv"), html);
        assertTrue(out().endsWith("doubled -> x.tsv\nreport -> " + page + "\n"), out());
        assertTrue(bench.writtenAtomically.contains(page));
    }

    @Test
    void jsonNamesThePage() {
        Path page = directory.resolve("report.html");
        assertEquals(0, run("test:double", "table.tsv", "--json", "--output", "x.tsv", "--report", page.toString()));
        JsonObject document = JsonParser.parseString(out()).getAsJsonObject();
        assertEquals(page.toString(), document.get("reportFile").getAsString());
        assertEquals("[]", document.getAsJsonArray("figureFiles").toString());
    }

    @Test
    void refusesEndingsThatItCannotWrite() {
        assertEquals(64, run("test:double", "table.tsv", "--report", "report.pdf"));
        assertEquals("chiasma: E-FLAG-VALUE --report: found report.pdf, expected FILE.html\n", err());
        err.reset();
        assertEquals(64, run("test:double", "table.tsv", "--figure", "map.jpg"));
        assertEquals("chiasma: E-FLAG-VALUE --figure: found map.jpg, expected FILE.png or FILE.svg\n", err());
        assertTrue(bench.targets.isEmpty());
    }

    @Test
    void refusesAPageThatCannotBeWrittenBeforeTheRun() {
        assertEquals(74, run("test:double", "table.tsv", "--report", "absent/report.html"));
        assertTrue(err().startsWith("chiasma: E-OUT-DIRECTORY absent/report.html"), err());
        assertTrue(bench.targets.isEmpty());
    }

    @Test
    void refusesAFigureThatCannotBeWrittenBeforeTheRun() {
        assertEquals(74, run("test:double", "table.tsv", "--figure", "absent/map.png"));
        assertTrue(err().startsWith("chiasma: E-OUT-DIRECTORY"), err());
        assertTrue(bench.targets.isEmpty());
    }

    @Test
    void loadsUnderTheNameOfTheFile() {
        assertEquals(0, run(true, "load", "table.tsv"));
        assertTrue(bench.bus.containsKey("table"));
        assertEquals("loaded table: 2 genes x 2 samples\n", out());
        assertEquals("", err());
    }

    @Test
    void loadingOntoABusThatEndsIsSaid() {
        assertEquals(0, run("load", "table.tsv", "--as", "x"));
        assertTrue(err().contains("--workspace"), err());
    }

    @Test
    void nameOnTheBusWinsOverAFile() {
        bench.bus.put("x", matrix());
        assertEquals(0, run("describe", "x"));
        assertTrue(out().contains("1 of 4 entries (25.0 %)"), out());
    }

    @Test
    void removesSeveralAtOnce() {
        bench.bus.put("x", matrix());
        bench.bus.put("y", matrix());
        assertEquals(0, run("remove", "x", "y"));
        assertTrue(bench.bus.isEmpty());
    }

    @Test
    void showsLabelsAndMissingEntries() {
        assertEquals(0, run("show", "table.tsv"));
        assertEquals("""
                genes  s1  s2
                g1      1   2
                g2      ·   4
                """, out());
    }

    @Test
    void threadsMustBePositive() {
        assertEquals(64, run("list", "--threads", "0"));
        assertTrue(err().contains("expected 1 or more"), err());
    }

    @Test
    void referenceNamesEveryCommand() {
        assertEquals(0, run("help", "--markdown"));
        for (String command : List.of("load", "save", "convert", "show", "script", "demo", "test:double")) {
            assertTrue(out().contains("### " + command + "\n"), command);
        }
        assertFalse(out().contains("diagnose"));
    }

    @Test
    void refusesAResultOnABusThatEnds() {
        assertEquals(64, run("test:double", "table.tsv", "--output", "result"));
        assertTrue(err().startsWith("chiasma: E-OUT-LOST result"), err());
        assertEquals(64, run("test:double", "table.tsv", "--output", "result.xlsx"));
        assertEquals(0, run("test:double", "table.tsv", "--output", "result", "--workspace", "w"));
    }

    @Test
    void jsonNeedsAFileForTheMatrix() {
        assertEquals(64, run("test:double", "table.tsv", "--json"));
        assertEquals(64, run("test:double", "table.tsv", "--json", "--output", "-"));
        assertEquals(64, run("convert", "table.tsv", "-", "--json"));
        assertTrue(bench.targets.isEmpty());
    }

    @Test
    void errorIsADocumentWhenJsonIsAskedFor() {
        assertEquals(66, run("show", "absent.tsv", "--json"));
        JsonObject error = JsonParser.parseString(out()).getAsJsonObject().getAsJsonObject("error");
        assertEquals("E-FILE-ABSENT", error.get("code").getAsString());
        assertEquals(66, error.get("exitCode").getAsInt());
        assertEquals(1, err().lines().count());
    }

    @Test
    void pipedInputIsAScript() {
        in = "load t.tsv\nlist\n";
        assertEquals(0, run());
        assertEquals("standard input [load t.tsv, list] false\n", out());
    }

    @Test
    void quietScriptHasQuietSteps() {
        in = "list\n";
        assertEquals(0, run("script", "-", "--quiet"));
        assertEquals("standard input [list] true\n", out());
    }

    @Test
    void verbAloneSuggestsTheOperation() {
        assertEquals(64, run("double"));
        assertTrue(err().contains("did you mean test:double?"), err());
        assertEquals(64, run("--versoin"));
        assertTrue(err().contains("did you mean --version?"), err());
    }

    @Test
    void removesNothingWhenOneIsNotThere() {
        bench.bus.put("x", matrix());
        assertEquals(66, run("remove", "x", "nope"));
        assertTrue(bench.bus.containsKey("x"));
    }

    @Test
    void refusesANameThatNoMatrixMayHave() {
        assertEquals(64, run("load", "table.tsv", "--as", ".x"));
    }

    /** Prints what it would run. */
    private static final class FakeSteps implements Steps {
        @Override
        public void run(String name, List<String> lines, boolean echo, Console console) {
            console.out().println(name + " " + lines + " " + console.quiet());
        }

        @Override
        public String quote(String word) {
            return word;
        }
    }
}

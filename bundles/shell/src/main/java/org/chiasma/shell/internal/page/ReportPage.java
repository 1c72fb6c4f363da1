package org.chiasma.shell.internal.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chiasma.api.Provenance;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.shell.internal.figure.FigurePicture;
import org.chiasma.shell.internal.render.Markup;
import org.chiasma.shell.internal.render.TableColumn;
import org.chiasma.shell.internal.render.Words;

/**
 * What a run has to say as one web page that needs nothing else: no script, no network. It is well-formed XML too, is
 * light or dark as the reader's system is, and prints.
 *
 * @param operation its name
 * @param summary what it does
 * @param command words of the command line that ran it
 * @param report what it says
 * @param files what was written, by the name of the result
 * @param provenance how the results were made
 */
public record ReportPage(
        String operation,
        String summary,
        List<String> command,
        OperationReport report,
        Map<String, String> files,
        Provenance provenance) {
    /** The page. */
    public String html() {
        Markup page = new Markup();
        page.raw("<!DOCTYPE html>\n").open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        head(page);
        page.open("body").open("main").line();
        page.open("header").leaf("h1", operation).leaf("p", summary).close().line();
        page.open("pre", "class", "command")
                .leaf("code", CommandText.of(command))
                .close()
                .line();
        if (!report.facts().isEmpty()) {
            section(page, "Result");
            facts(page, report.facts());
            page.close().line();
        }
        report.tables().forEach(table -> table(page, table));
        figures(page);
        if (!files.isEmpty()) {
            section(page, "Files");
            facts(page, files);
            page.close().line();
        }
        provenance(page);
        return page.close().close().close().line().toString();
    }

    private void head(Markup page) {
        page.open("head").line();
        page.empty("meta", "charset", "utf-8").line();
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        page.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
                .line();
        page.leaf("title", operation + ": Chiasma").line();
        page.open("style").raw(style()).raw(FigurePicture.css()).close().line();
        page.close().line();
    }

    private static String style() {
        try (InputStream resource = ReportPage.class.getResourceAsStream("page.css")) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void section(Markup page, String title) {
        page.open("section").leaf("h2", title).line();
    }

    /** Names and values in two columns, each value on its own scale. */
    private static void facts(Markup page, Map<String, ?> facts) {
        page.open("table", "class", "facts").open("tbody").line();
        facts.forEach((name, value) -> page.open("tr")
                .leaf("th", name, "scope", "row")
                .leaf("td", TableColumn.of(List.of(value)).cells().get(0))
                .close()
                .line());
        page.close().close().line();
    }

    private static void table(Markup page, OperationReport.Table table) {
        section(page, table.title());
        grid(page, table.columns(), table.rows());
        page.close().line();
    }

    private static void grid(Markup page, List<String> heads, List<? extends List<?>> rows) {
        List<TableColumn> columns = TableColumn.ofRows(rows, heads.size());
        page.open("div", "class", "wide").open("table", "class", "grid").line();
        page.open("thead").open("tr");
        for (int j = 0; j < heads.size(); j++) {
            page.leaf("th", heads.get(j), "scope", "col", "class", alignment(columns.get(j)));
        }
        page.close().close().line().open("tbody").line();
        for (int i = 0; i < rows.size(); i++) {
            page.open("tr");
            for (TableColumn column : columns) {
                page.leaf("td", column.cells().get(i), "class", alignment(column));
            }
            page.close().line();
        }
        page.close().close().close().line();
    }

    private static String alignment(TableColumn column) {
        return column.numeric() ? "number" : "words";
    }

    private void figures(Markup page) {
        for (int k = 0; k < report.figures().size(); k++) {
            page.open("figure")
                    .line()
                    .raw(new FigurePicture(report.figures().get(k)).svg("figure-" + (k + 1)))
                    .close()
                    .line();
        }
    }

    private void provenance(Markup page) {
        page.open("details").leaf("summary", "How this was made").line();
        page.leaf("h3", "Inputs");
        List<List<Object>> inputs = new ArrayList<>();
        for (Provenance.Input input : provenance.inputs()) {
            boolean onBus = input.sha256().isEmpty();
            inputs.add(List.of(
                    input.reference(), onBus ? "on the bus" : Words.bytes(input.bytes()), onBus ? "" : input.sha256()));
        }
        grid(page, List.of("input", "size", "SHA-256"), inputs);
        page.leaf("h3", "Parameters");
        Map<String, String> given = new LinkedHashMap<>(provenance.parameters());
        given.values().removeIf(String::isEmpty);
        facts(page, given);
        page.leaf("h3", "Versions");
        facts(page, provenance.versions());
        page.leaf("h3", "Seconds");
        facts(page, provenance.seconds());
        page.close().line();
    }
}

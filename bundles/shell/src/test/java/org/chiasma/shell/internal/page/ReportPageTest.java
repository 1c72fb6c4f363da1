package org.chiasma.shell.internal.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chiasma.api.Provenance;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.Chart;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportPageTest {
    private static final String HOSTILE = "</td><script>alert('1')</script> & \"x\" \u0007";

    private static String page(OperationReport report, List<String> command) {
        Provenance provenance = new Provenance(
                "test:run",
                Map.of("ridge", "0.3", HOSTILE, HOSTILE),
                List.of(new Provenance.Input(HOSTILE, 2048, "abc123"), new Provenance.Input("x", 0, "")),
                Map.of("chiasma", "1"),
                Map.of("run", 1.25));
        return new ReportPage("test:run", "Run a test.", command, report, Map.of("main", "out.tsv"), provenance).html();
    }

    private static OperationReport report() {
        Chart.Scale scale = new Chart.Scale(HOSTILE, false);
        double[] values = {1, 2};
        MatrixSpec spec = MatrixSpec.dense(Axis.anonymous("rows", 1), Axis.anonymous("columns", 2));
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            draft.writeBlock(0, 0, 1, 2, values, 0, 2);
            return OperationReport.builder()
                    .fact(HOSTILE, HOSTILE)
                    .fact("share", 0.25)
                    .table(new OperationReport.Table(
                            HOSTILE,
                            List.of("method", "error"),
                            List.of(List.of("mean", 1.5), List.of(HOSTILE, 12.25), List.of("none", Double.NaN))))
                    .figure(new Chart(
                            HOSTILE, scale, scale, List.of(new Chart.Series(HOSTILE, Chart.Mark.LINE, values, values))))
                    .figure(new HeatMap(HOSTILE, List.of(new HeatMap.Panel(HOSTILE, draft.seal()))))
                    .build();
        }
    }

    private static String page() {
        return page(report(), List.of("chiasma", "test:run", "in.tsv", "--note", HOSTILE));
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int k = 0; k < nodes.getLength(); k++) {
            elements.add((Element) nodes.item(k));
        }
        return elements;
    }

    @Test
    void isWellFormedWhateverTheLabelsAre() throws Exception {
        Document document = parse(page());
        assertEquals("html", document.getDocumentElement().getTagName());
        assertTrue(elements(document, "script").isEmpty());
        assertTrue(elements(document, "td").stream()
                .anyMatch(cell -> cell.getTextContent().equals(HOSTILE.replace('\u0007', '?'))));
    }

    @Test
    void needsNothingFromElsewhere() throws Exception {
        Document document = parse(page());
        for (String element : List.of("link", "script", "iframe", "img", "a", "base")) {
            assertTrue(elements(document, element).isEmpty(), element);
        }
        for (Element image : elements(document, "image")) {
            assertTrue(image.getAttribute("href").startsWith("data:image/png;base64,"));
        }
        String style = elements(document, "style").get(0).getTextContent();
        assertFalse(style.contains("url(") || style.contains("@import"));
    }

    @Test
    void showsEveryFigureWithATitleOfItsOwn() throws Exception {
        Document document = parse(page());
        assertEquals(2, elements(document, "svg").size());
        List<String> ids = elements(document, "svg").stream()
                .map(svg -> svg.getAttribute("aria-labelledby"))
                .toList();
        assertEquals(2, ids.stream().distinct().count());
    }

    @Test
    void alignsNumbersWithAsManyDecimals() throws Exception {
        List<String> numbers = elements(parse(page()), "td").stream()
                .filter(cell -> cell.getAttribute("class").equals("number"))
                .map(Element::getTextContent)
                .toList();
        assertEquals(List.of("1.500", "12.250", "·"), numbers);
    }

    @Test
    void foldsProvenanceIn() throws Exception {
        Element details = elements(parse(page()), "details").get(0);
        assertFalse(details.hasAttribute("open"));
        for (String part : List.of("abc123", "2.0 KiB", "on the bus", "ridge", "chiasma", "1.2500")) {
            assertTrue(details.getTextContent().contains(part), part);
        }
    }

    @Test
    void commandLineCanBeCopied() throws Exception {
        String html = page(
                OperationReport.builder().build(),
                List.of("chiasma", "test:run", "a b.tsv?missing=NA", "it's", "", "-1"));
        assertEquals(
                "chiasma test:run 'a b.tsv?missing=NA' 'it'\\''s' '' -1",
                elements(parse(html), "pre").get(0).getTextContent());
    }

    @Test
    void longCommandLineHasALinePerFlag() {
        String path = "x".repeat(60);
        assertEquals(
                "chiasma test:run " + path + " \\\n    --prior " + path + " \\\n    --quiet",
                CommandText.of(List.of("chiasma", "test:run", path, "--prior", path, "--quiet")));
    }

    @Test
    void leavesOutParametersWithoutAValue() throws Exception {
        Provenance provenance = Provenance.of("test:run", Map.of("ridge", "0.3", "truth", ""), List.of());
        String html = new ReportPage(
                        "test:run",
                        "Run a test.",
                        List.of("chiasma"),
                        OperationReport.builder().build(),
                        Map.of(),
                        provenance)
                .html();
        List<String> names = elements(parse(html), "th").stream()
                .map(Element::getTextContent)
                .toList();
        assertTrue(names.contains("ridge") && !names.contains("truth"), names.toString());
    }

    @Test
    void reportWithNothingToSayIsAPage() throws Exception {
        Document document = parse(page(OperationReport.builder().build(), List.of("chiasma", "test:run")));
        assertEquals("test:run", elements(document, "h1").get(0).getTextContent());
        assertTrue(elements(document, "figure").isEmpty());
    }

    @Test
    void samePageFromTheSameRun() {
        assertEquals(page(), page());
    }
}

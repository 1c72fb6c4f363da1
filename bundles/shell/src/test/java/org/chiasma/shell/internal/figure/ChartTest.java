package org.chiasma.shell.internal.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chiasma.api.operation.OperationReport.Chart;
import org.chiasma.api.operation.OperationReport.Chart.Mark;
import org.chiasma.api.operation.OperationReport.Chart.Scale;
import org.chiasma.api.operation.OperationReport.Chart.Series;
import org.chiasma.shell.internal.figure.FigurePicture.Kind;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {
    private static final double NONE = Double.NaN;

    private static Chart chart(boolean logarithmic, Series... series) {
        return new Chart("title", new Scale("across", false), new Scale("up", logarithmic), List.of(series));
    }

    private static Series line(double... ys) {
        double[] xs = new double[ys.length];
        Arrays.setAll(xs, k -> k);
        return new Series("line", Mark.LINE, xs, ys);
    }

    private static Chart cloud(int size) {
        Random random = new Random(3);
        double[] xs = random.doubles(size).toArray();
        double[] ys = Arrays.stream(xs).map(x -> 5 * x + random.nextGaussian()).toArray();
        xs[0] = 0.5;
        ys[0] = 40;
        return chart(false, new Series("cloud", Mark.POINTS, xs, ys));
    }

    private static Document parse(Chart chart) throws Exception {
        byte[] svg = new FigurePicture(chart).file(Kind.SVG);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int k = 0; k < nodes.getLength(); k++) {
            elements.add((Element) nodes.item(k));
        }
        return elements;
    }

    /** Lines of the first series, without the one in the legend. */
    private static List<String> lines(Document document) {
        return elements(document, "polyline").stream()
                .map(element -> element.getAttribute("points"))
                .skip(1)
                .toList();
    }

    private static List<String> texts(Document document) {
        return elements(document, "text").stream().map(Element::getTextContent).toList();
    }

    @Test
    void sameValuesGiveTheSameBytes() {
        for (Kind kind : Kind.values()) {
            assertArrayEquals(new FigurePicture(cloud(2000)).file(kind), new FigurePicture(cloud(2000)).file(kind));
        }
    }

    @Test
    void otherValuesGiveOtherBytes() {
        for (Kind kind : Kind.values()) {
            assertFalse(Arrays.equals(
                    new FigurePicture(chart(false, line(1, 2, 3))).file(kind),
                    new FigurePicture(chart(false, line(1, 2.5, 3))).file(kind)));
        }
    }

    @Test
    void missingValuesInterruptALine() throws Exception {
        List<String> lines = lines(parse(chart(false, line(1, 2, NONE, 3, 4))));
        assertEquals(2, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.split(" ").length == 2), lines.toString());
    }

    @Test
    void pointBetweenMissingOnesIsSeen() throws Exception {
        assertEquals(
                1,
                elements(parse(chart(false, line(1, 2, NONE, 3, NONE, 1, 2))), "circle")
                        .size());
    }

    @Test
    void lineOfManyPointsIsSmallAndKeepsItsPeaks() throws Exception {
        double[] ys = new Random(4).doubles(200_000).toArray();
        ys[123_456] = 7;
        ys[150_000] = -7;
        List<String> lines = lines(parse(chart(false, line(ys))));
        double[] heights = Arrays.stream(lines.get(0).split(" "))
                .mapToDouble(point -> Double.parseDouble(point.replaceFirst(".*,", "")))
                .toArray();
        assertTrue(heights.length < 6000, "points: " + heights.length);
        double range = Arrays.stream(heights).max().orElseThrow()
                - Arrays.stream(heights).min().orElseThrow();
        assertEquals(320 / 1.06, range, 0.1);
    }

    @Test
    void crowdOfPointsIsDarkerThanAnOutlierAndTheFileStaysSmall() {
        BufferedImage image = PixelCanvas.image(new ChartDrawing(cloud(20_000)));
        int lightest = 0;
        int darkest = 255;
        for (int y = 200; y < image.getHeight() - 120; y++) {
            for (int x = 150; x < image.getWidth() - 40; x++) {
                int red = image.getRGB(x, y) >> 16 & 0xFF;
                int blue = image.getRGB(x, y) & 0xFF;
                if (blue - red > 40) {
                    lightest = Math.max(lightest, red);
                    darkest = Math.min(darkest, red);
                }
            }
        }
        assertTrue(lightest - darkest > 100, lightest + " to " + darkest);
        assertTrue(new FigurePicture(cloud(20_000)).file(Kind.SVG).length < 300_000);
    }

    @Test
    void everyFewPointIsADot() throws Exception {
        assertEquals(300 + 1, elements(parse(cloud(300)), "circle").size());
    }

    @Test
    void saysThatThereIsNothingToDraw() throws Exception {
        double[] none = {};
        for (Chart chart : List.of(
                chart(false),
                chart(true),
                chart(true, line(none)),
                chart(false, line(NONE, NONE)),
                chart(false, new Series("empty", Mark.POINTS, none, none)))) {
            assertTrue(texts(parse(chart)).contains("no points to draw"));
            assertTrue(new FigurePicture(chart).file(Kind.PNG).length > 0);
        }
    }

    @Test
    void saysHowManyPointsHaveNoPlace() throws Exception {
        List<String> texts = texts(parse(chart(true, line(1, 0, -2, NONE, Double.POSITIVE_INFINITY, 3))));
        assertTrue(texts.contains("3 points left out: infinite, or not positive"), texts.toString());
        texts = texts(parse(chart(false, line(1, 0, -2, NONE, Double.POSITIVE_INFINITY, 3))));
        assertTrue(texts.contains("1 point left out: infinite"), texts.toString());
    }

    @Test
    void equalValuesAreDrawnInTheMiddle() throws Exception {
        List<String> lines = lines(parse(chart(false, line(5, 5, 5))));
        assertEquals(
                1,
                Arrays.stream(lines.get(0).split(" "))
                        .map(point -> point.replaceFirst(".*,", ""))
                        .distinct()
                        .count());
    }

    @Test
    void extremeValuesAreDrawn() throws Exception {
        double most = Double.MAX_VALUE;
        assertEquals(1, lines(parse(chart(false, line(-most, 0, most)))).size());
        assertEquals(
                1, lines(parse(chart(true, line(Double.MIN_VALUE, 1, most)))).size());
    }

    @Test
    void predictionsAndTruthShareOneScale() {
        double[] truth = {-1, 0, 2};
        assertTrue(ChartScales.of(chart(false, new Series("s", Mark.POINTS, truth, new double[] {-1.2, 0.1, 1.9})))
                .common());
        assertFalse(ChartScales.of(chart(false, new Series("s", Mark.POINTS, truth, new double[] {-100, 0, 1})))
                .common());
        assertFalse(ChartScales.of(chart(false, new Series("s", Mark.LINE, truth, truth)))
                .common());
    }

    @Test
    void longTextsStayInThePicture() {
        String endless = "a very long title that goes on ".repeat(40) + "x".repeat(5000);
        Chart chart = new Chart(
                endless,
                new Scale(endless, false),
                new Scale(endless, false),
                List.of(new Series(endless, Mark.LINE, new double[] {0, 1}, new double[] {0, 1})));
        BufferedImage image = PixelCanvas.image(new ChartDrawing(chart));
        assertTrue(image.getWidth() < 1500 && image.getHeight() < 1000, image.getWidth() + " x " + image.getHeight());
        for (int y = 0; y < image.getHeight(); y++) {
            assertEquals(0xFFFFFF, image.getRGB(image.getWidth() - 1, y) & 0xFFFFFF, "at " + y);
        }
    }

    @Test
    void hostileLabelsAreText() throws Exception {
        String hostile = "</text><script>alert(1)</script> & \"'\u0000\u001B[31m\uD800\uFFFE";
        Chart chart = new Chart(
                hostile,
                new Scale(hostile, false),
                new Scale(hostile, true),
                List.of(new Series(hostile, Mark.POINTS, new double[] {1}, new double[] {1})));
        Document document = parse(chart);
        assertTrue(elements(document, "script").isEmpty());
        assertTrue(texts(document).stream().anyMatch(text -> text.contains("<script>alert(1)")));
    }

    @Test
    void pictureIsNamedForThoseWhoCannotSeeIt() throws Exception {
        Document document = parse(chart(false, line(1, 2)));
        String names = document.getDocumentElement().getAttribute("aria-labelledby");
        assertEquals("title", elements(document, "title").get(0).getTextContent());
        assertTrue(names.contains(elements(document, "title").get(0).getAttribute("id")));
        assertTrue(elements(document, "desc").get(0).getTextContent().contains("up against across: line"));
    }

    @Test
    void twoPicturesInOnePageShareNoNames() {
        FigurePicture picture = new FigurePicture(chart(false, line(1, 2)));
        assertTrue(picture.svg("a").contains("id=\"a-title\""));
        assertFalse(picture.svg("b").contains("id=\"a-title\""));
        assertFalse(picture.svg("a").contains("<style"), "the page has it");
    }

    @Test
    void pictureHasEveryCharacterAsUtf8() {
        String svg = new String(new FigurePicture(chart(true, line(1e-5, 1))).file(Kind.SVG), StandardCharsets.UTF_8);
        assertTrue(svg.contains(">10⁻⁵<"), svg);
    }
}

package org.chiasma.shell.internal.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatMapTest {
    private static Matrix matrix(int rows, int columns, double... values) {
        MatrixSpec spec = MatrixSpec.dense(Axis.anonymous("rows", rows), Axis.anonymous("columns", columns));
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            draft.writeBlock(0, 0, rows, columns, values, 0, columns);
            return draft.seal();
        }
    }

    private static HeatMap map(Matrix... panels) {
        return new HeatMap(
                "title",
                Arrays.stream(panels)
                        .map(panel -> new HeatMap.Panel("panel", panel))
                        .toList());
    }

    @Test
    void sameValuesGiveTheSameBytes(@TempDir Path directory) throws Exception {
        HeatMap map = map(matrix(2, 2, 1, 2, 3, 4), matrix(2, 2, 1, Double.NaN, 3, 4));
        HeatMapPicture.write(map, directory.resolve("a.png"));
        HeatMapPicture.write(map, directory.resolve("b.png"));
        assertArrayEquals(
                Files.readAllBytes(directory.resolve("a.png")), Files.readAllBytes(directory.resolve("b.png")));
    }

    @Test
    void drawsMissingEntriesGreyAndOthersNot() {
        BufferedImage image = HeatMapPicture.draw(map(matrix(1, 2, Double.NaN, 1)));
        int grey = 0;
        int lightest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y) & 0xFFFFFF;
                grey += rgb == ColourScale.MISSING ? 1 : 0;
                lightest++;
            }
        }
        assertTrue(grey >= 24 * 24, "only " + grey + " grey pixels");
        assertTrue(grey < lightest / 2);
    }

    @Test
    void boundsThePictureOfALargeMatrix() {
        BufferedImage image = HeatMapPicture.draw(map(matrix(1000, 600, new double[600_000])));
        assertTrue(image.getWidth() < 600 && image.getHeight() < 600);
    }

    @Test
    void averagesThePresentEntriesOfAField() {
        Mosaic mosaic = Mosaic.of(matrix(2, 4, 1, 3, Double.NaN, Double.NaN, 5, 7, Double.NaN, 9), 1, 2);
        assertArrayEquals(new double[] {4, 9}, mosaic.values());
    }

    @Test
    void fieldsWithoutAnEntryAreMissing() {
        assertTrue(Double.isNaN(
                Mosaic.of(matrix(1, 2, Double.NaN, Double.NaN), 1, 1).at(0, 0)));
    }

    @Test
    void scaleGrowsBrighterAndClampsAtItsEnds() {
        ColourScale scale = new ColourScale(0, 10);
        int last = -1;
        for (double value = 0; value <= 10; value += 0.5) {
            int rgb = scale.rgb(value);
            int brightness = 3 * (rgb >> 16 & 0xFF) + 6 * (rgb >> 8 & 0xFF) + (rgb & 0xFF);
            assertTrue(brightness > last, "at " + value);
            last = brightness;
        }
        assertEquals(scale.rgb(0), scale.rgb(-5));
        assertEquals(scale.rgb(10), scale.rgb(50));
    }

    @Test
    void scaleOfEqualValuesHasOneColour() {
        ColourScale scale = ColourScale.fitting(new double[] {2, 2, Double.NaN});
        assertEquals(scale.rgb(2), scale.rgb(3));
        assertNotEquals(ColourScale.MISSING, scale.rgb(2));
    }

    @Test
    void fontHasEverySignThatNumbersNeed() {
        BitmapFont font = BitmapFont.read();
        BufferedImage box = letter(font, "\u25A1");
        for (char sign : "0123456789.-+ETZ%".toCharArray()) {
            assertTrue(differs(box, letter(font, Character.toString(sign))), () -> "letter " + sign);
        }
    }

    private static BufferedImage letter(BitmapFont font, String text) {
        BufferedImage image = new BufferedImage(BitmapFont.ADVANCE, BitmapFont.HEIGHT, BufferedImage.TYPE_INT_RGB);
        font.draw(image, text, 0, 0, 0xFFFFFF);
        return image;
    }

    private static boolean differs(BufferedImage a, BufferedImage b) {
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                if (a.getRGB(x, y) != b.getRGB(x, y)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void terminalMapHasTwoRowsOfFieldsPerLine() {
        String text = TerminalHeatMap.of(matrix(3, 2, 1, 2, 3, 4, 5, 6), 80, 16, true);
        List<String> lines = text.lines().toList();
        assertEquals(2, lines.size());
        assertEquals(2, lines.get(0).chars().filter(c -> c == '▀').count());
        assertTrue(lines.get(0).contains("38;2;") && lines.get(0).endsWith("\u001B[0m"));
    }

    @Test
    void figuresOfEntriesLeaveMissingOnesOut() {
        MatrixFigures figures = MatrixFigures.of(matrix(1, 4, 2, 4, Double.NaN, 6));
        assertEquals(new MatrixFigures(4, 1, 2, 6, 4, 2), figures);
    }

    @Test
    void tableSaysHowMuchMoreThereIs() {
        String text = MatrixTable.of(matrix(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9), 2, 2, 100);
        assertTrue(text.endsWith("… 1 more rows, 1 more columns\n"), text);
        assertEquals(4, text.lines().count());
    }

    @Test
    void tableFitsTheLine() {
        String text = MatrixTable.of(matrix(2, 40, new double[80]), 2, 40, 60);
        assertTrue(text.lines().allMatch(line -> TextTable.width(line) <= 60), text);
    }
}

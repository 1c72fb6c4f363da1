package org.chiasma.shell.internal.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.junit.jupiter.api.Test;

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

    private static BufferedImage draw(HeatMap map) {
        return PixelCanvas.image(new HeatMapDrawing(map));
    }

    @Test
    void sameValuesGiveTheSameBytes() {
        HeatMap map = map(matrix(2, 2, 1, 2, 3, 4), matrix(2, 2, 1, Double.NaN, 3, 4));
        for (FigurePicture.Kind kind : FigurePicture.Kind.values()) {
            assertArrayEquals(new FigurePicture(map).file(kind), new FigurePicture(map).file(kind));
        }
    }

    @Test
    void drawsAMapWithoutEntries() {
        assertTrue(draw(map(matrix(0, 0))).getHeight() > 0);
        assertTrue(draw(map()).getHeight() > 0);
    }

    @Test
    void drawsMissingEntriesGreyAndOthersNot() {
        BufferedImage image = draw(map(matrix(1, 2, Double.NaN, 1)));
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
        BufferedImage image = draw(map(matrix(1000, 600, new double[600_000])));
        assertTrue(image.getWidth() < 1000 && image.getHeight() < 1100);
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
    void fontHasEverySignOfLabels() {
        BitmapFont font = BitmapFont.read();
        String signs = "0123456789.-+ETZ%×⁰¹²³⁴⁵⁶⁷⁸⁹⁻−‖|[](){}<>=≤≥±·°…abcdefghijklmnopqrstuvwxyzµλσ";
        for (int sign : BitmapFont.characters(signs)) {
            assertTrue(font.has(sign), () -> "letter " + Character.toString(sign));
        }
    }

    @Test
    void fontLeavesAccentsOut() {
        assertArrayEquals(BitmapFont.characters("Zurich"), BitmapFont.characters("Zürich"));
    }

    @Test
    void fontDrawsABoxForWhatItDoesNotHave() {
        BitmapFont font = BitmapFont.read();
        assertArrayEquals(font.doubled('□'), font.doubled('語'));
    }

    @Test
    void terminalMapHasTwoRowsOfFieldsPerLine() {
        String text = TerminalHeatMap.of(matrix(3, 2, 1, 2, 3, 4, 5, 6), 80, 16, true);
        List<String> lines = text.lines().toList();
        assertEquals(2, lines.size());
        assertEquals(2, lines.get(0).chars().filter(c -> c == '▀').count());
        assertTrue(lines.get(0).contains("38;2;") && lines.get(0).endsWith("\u001B[0m"));
    }
}

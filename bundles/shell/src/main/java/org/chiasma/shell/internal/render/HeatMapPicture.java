package org.chiasma.shell.internal.render;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.chiasma.api.operation.OperationReport.HeatMap;

/**
 * Heat maps side by side as a PNG file, with captions and a colour bar. Large matrices are averaged down, small ones
 * enlarged; the same values give the same bytes.
 */
public final class HeatMapPicture {
    /** Most fields and most pixels of a panel in either direction. */
    private static final int PANEL = 420;

    private static final int LARGEST_FIELD = 24;
    private static final int MARGIN = 14;
    private static final int LINE = BitmapFont.HEIGHT + 9;
    private static final int BAR = 10;
    private static final int WHITE = 0xFFFFFF;
    private static final int INK = 0x202020;

    private HeatMapPicture() {}

    /** Writes {@code map} to {@code file}, which is replaced. */
    public static void write(HeatMap map, Path file) throws IOException {
        BufferedImage image = draw(map);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (OutputStream bytes = Files.newOutputStream(file);
                ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
        } finally {
            writer.dispose();
        }
    }

    static BufferedImage draw(HeatMap map) {
        List<Mosaic> panels = new ArrayList<>();
        for (HeatMap.Panel panel : map.panels()) {
            panels.add(Mosaic.of(panel.matrix(), PANEL, PANEL));
        }
        ColourScale scale = ColourScale.fitting(panels.stream()
                .flatMapToDouble(panel -> Arrays.stream(panel.values()))
                .toArray());
        int field = fieldSize(panels);
        int width = MARGIN;
        int height = 0;
        List<Integer> lefts = new ArrayList<>();
        for (int k = 0; k < panels.size(); k++) {
            lefts.add(width);
            int caption = BitmapFont.width(map.panels().get(k).caption());
            width += Math.max(panels.get(k).columns() * field, caption) + MARGIN;
            height = Math.max(height, panels.get(k).rows() * field);
        }
        width = Math.max(width, BitmapFont.width(map.title()) + 2 * MARGIN);
        int top = MARGIN + 2 * LINE;
        BufferedImage image =
                new BufferedImage(width, top + height + LINE + BAR + LINE + MARGIN, BufferedImage.TYPE_INT_RGB);
        fill(image, 0, 0, image.getWidth(), image.getHeight(), WHITE);
        BitmapFont font = BitmapFont.read();
        font.draw(image, map.title(), MARGIN, MARGIN, INK);
        for (int k = 0; k < panels.size(); k++) {
            font.draw(image, map.panels().get(k).caption(), lefts.get(k), MARGIN + LINE, INK);
            drawPanel(image, panels.get(k), scale, lefts.get(k), top, field);
        }
        drawBar(image, font, scale, top + height + LINE);
        return image;
    }

    private static int fieldSize(List<Mosaic> panels) {
        int longest = 1;
        for (Mosaic panel : panels) {
            longest = Math.max(longest, Math.max(panel.rows(), panel.columns()));
        }
        return Math.max(1, Math.min(LARGEST_FIELD, PANEL / longest));
    }

    private static void drawPanel(BufferedImage image, Mosaic panel, ColourScale scale, int left, int top, int field) {
        for (int i = 0; i < panel.rows(); i++) {
            for (int j = 0; j < panel.columns(); j++) {
                fill(image, left + j * field, top + i * field, field, field, scale.rgb(panel.at(i, j)));
            }
        }
    }

    private static void drawBar(BufferedImage image, BitmapFont font, ColourScale scale, int top) {
        int width = Math.min(240, image.getWidth() - 2 * MARGIN);
        for (int x = 0; x < width; x++) {
            double value = scale.low() + (scale.high() - scale.low()) * x / Math.max(1, width - 1);
            fill(image, MARGIN + x, top, 1, BAR, scale.rgb(value));
        }
        Numbers style = Numbers.of(List.of(scale.low(), scale.high()));
        int textTop = top + BAR + 4;
        font.draw(image, style.format(scale.low()), MARGIN, textTop, INK);
        String high = style.format(scale.high());
        font.draw(image, high, MARGIN + width - BitmapFont.width(high), textTop, INK);
        int right = MARGIN + width + MARGIN;
        fill(image, right, top, BAR, BAR, ColourScale.MISSING);
        font.draw(image, "missing", right + BAR + 4, top + 2, INK);
    }

    private static void fill(BufferedImage image, int left, int top, int width, int height, int rgb) {
        for (int y = top; y < Math.min(top + height, image.getHeight()); y++) {
            for (int x = left; x < Math.min(left + width, image.getWidth()); x++) {
                image.setRGB(x, y, rgb);
            }
        }
    }
}

package org.chiasma.shell.internal.figure;

import java.awt.image.BufferedImage;

/** A canvas of pixels on white, two to a unit; edges of lines and discs are blended. */
final class PixelCanvas implements Canvas {
    private static final int SCALE = 2;

    /** Pixels of a line that are blended at once; short pieces keep the boxes around slanting lines small. */
    private static final double PIECE = 12;

    private final BitmapFont font = BitmapFont.read();
    private final BufferedImage image;

    private PixelCanvas(double width, double height) {
        image = new BufferedImage(
                (int) Math.ceil(width * SCALE), (int) Math.ceil(height * SCALE), BufferedImage.TYPE_INT_RGB);
        rectangle(0, 0, width, height, Tone.PAPER);
    }

    /** The drawing as an image. */
    static BufferedImage image(Drawing drawing) {
        PixelCanvas canvas = new PixelCanvas(drawing.width(), drawing.height());
        drawing.draw(canvas);
        return canvas.image;
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, Tone tone) {
        int[] characters = BitmapFont.characters(text);
        double width = ADVANCE * (double) characters.length - 1;
        double left =
                switch (anchor) {
                    case START -> x;
                    case MIDDLE -> x - width / 2;
                    case END -> x - width;
                };
        letters(characters, pixel(left), y, tone);
    }

    @Override
    public void heading(String text, double x, double y) {
        int[] characters = BitmapFont.characters(text);
        letters(characters, pixel(x), y, Tone.INK);
        letters(characters, pixel(x) + 1, y, Tone.INK);
    }

    private void letters(int[] characters, int left, double y, Tone tone) {
        int top = pixel(y) - SCALE * BitmapFont.ASCENT;
        int row = SCALE * BitmapFont.WIDTH;
        for (int k = 0; k < characters.length; k++) {
            boolean[] dots = font.doubled(characters[k]);
            for (int dot = 0; dot < dots.length; dot++) {
                if (dots[dot]) {
                    blend(left + k * SCALE * ADVANCE + dot % row, top + dot / row, tone.rgb(), 1);
                }
            }
        }
    }

    @Override
    public void rectangle(double left, double top, double width, double height, Tone tone) {
        fill(pixel(left), pixel(top), pixel(left + width), pixel(top + height), tone.rgb(), 1);
    }

    @Override
    public void squares(double[] lefts, double[] tops, double side, Tone tone, double opacity) {
        for (int k = 0; k < lefts.length; k++) {
            int left = pixel(lefts[k]);
            int top = pixel(tops[k]);
            fill(left, top, left + pixel(side), top + pixel(side), tone.rgb(), opacity);
        }
    }

    @Override
    public void dots(double[] xs, double[] ys, double radius, Tone tone, double opacity) {
        double edge = SCALE * radius + 0.5;
        for (int k = 0; k < xs.length; k++) {
            double x = SCALE * xs[k];
            double y = SCALE * ys[k];
            for (int py = (int) (y - edge); py <= y + edge; py++) {
                for (int px = (int) (x - edge); px <= x + edge; px++) {
                    double inside = edge - Math.sqrt(square(px + 0.5 - x) + square(py + 0.5 - y));
                    blend(px, py, tone.rgb(), opacity * Math.min(1, inside));
                }
            }
        }
    }

    /** How far each pixel is covered is found first and blended once, so that joints are not darker than the rest. */
    @Override
    public void line(double[] xs, double[] ys, Pen pen) {
        float[] cover = new float[image.getWidth() * image.getHeight()];
        double walked = 0;
        for (int k = 0; k < xs.length; k++) {
            int before = Math.max(0, k - 1);
            double dx = SCALE * (xs[k] - xs[before]);
            double dy = SCALE * (ys[k] - ys[before]);
            double length = Math.sqrt(dx * dx + dy * dy);
            int pieces = Math.max(1, (int) Math.ceil(length / PIECE));
            for (int piece = 0; piece < pieces; piece++) {
                if (isDrawn(walked + length * (piece + 0.5) / pieces, pen.dash())) {
                    double x = SCALE * xs[before] + dx * piece / pieces;
                    double y = SCALE * ys[before] + dy * piece / pieces;
                    cover(cover, x, y, dx / pieces, dy / pieces, SCALE * pen.width() / 2 + 0.5);
                }
            }
            walked += length;
        }
        for (int k = 0; k < cover.length; k++) {
            if (cover[k] > 0) {
                blend(k % image.getWidth(), k / image.getWidth(), pen.tone().rgb(), cover[k]);
            }
        }
    }

    private static boolean isDrawn(double place, double dash) {
        return dash == 0 || (long) (place / (SCALE * dash)) % 2 == 0;
    }

    /** Covers the pixels within {@code edge} of the line from (x, y) to (x + dx, y + dy). */
    private void cover(float[] cover, double x, double y, double dx, double dy, double edge) {
        double squaredLength = dx * dx + dy * dy;
        int bottom = (int) Math.min(image.getHeight() - 1.0, Math.max(y, y + dy) + edge);
        int right = (int) Math.min(image.getWidth() - 1.0, Math.max(x, x + dx) + edge);
        for (int py = (int) Math.max(0, Math.min(y, y + dy) - edge); py <= bottom; py++) {
            for (int px = (int) Math.max(0, Math.min(x, x + dx) - edge); px <= right; px++) {
                double toX = px + 0.5 - x;
                double toY = py + 0.5 - y;
                double along = squaredLength == 0 ? 0 : (toX * dx + toY * dy) / squaredLength;
                double nearest = Math.max(0, Math.min(1, along));
                double distance = Math.sqrt(square(toX - nearest * dx) + square(toY - nearest * dy));
                int k = py * image.getWidth() + px;
                cover[k] = Math.max(cover[k], (float) Math.min(1, edge - distance));
            }
        }
    }

    @Override
    public void image(BufferedImage fields, double left, double top, double width, double height) {
        int firstX = pixel(left);
        int firstY = pixel(top);
        int columns = pixel(width);
        int rows = pixel(height);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int rgb = fields.getRGB(x * fields.getWidth() / columns, y * fields.getHeight() / rows);
                blend(firstX + x, firstY + y, rgb, 1);
            }
        }
    }

    private void fill(int left, int top, int right, int bottom, int rgb, double opacity) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                blend(x, y, rgb, opacity);
            }
        }
    }

    /** Mixes a colour into a pixel; what lies outside the image is left out. */
    private void blend(int x, int y, int rgb, double opacity) {
        if (x < 0 || y < 0 || x >= image.getWidth() || y >= image.getHeight() || opacity <= 0) {
            return;
        }
        image.setRGB(x, y, opacity >= 1 ? rgb : ColourScale.mix(image.getRGB(x, y), rgb, opacity));
    }

    private static int pixel(double length) {
        return (int) Math.round(SCALE * length);
    }

    private static double square(double value) {
        return value * value;
    }
}

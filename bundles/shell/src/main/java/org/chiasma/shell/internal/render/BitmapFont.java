package org.chiasma.shell.internal.render;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Letters of 5 x 7 pixels, so that captions can be drawn on machines without fonts. Capitals, digits and a few signs;
 * small letters are drawn as capitals, anything else as a box.
 */
final class BitmapFont {
    static final int HEIGHT = 7;

    /** Distance from one letter to the next. */
    static final int ADVANCE = 6;

    private static final int WIDTH = 5;
    private static final char UNKNOWN = '\u25A1';

    private final Map<Character, boolean[]> glyphs;

    private BitmapFont(Map<Character, boolean[]> glyphs) {
        this.glyphs = glyphs;
    }

    /** Reads the letters from the bundle: for each a line with its character, then seven lines of dots. */
    static BitmapFont read() {
        Map<Character, boolean[]> glyphs = new HashMap<>();
        try (InputStream resource = BitmapFont.class.getResourceAsStream("font.txt");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(resource), StandardCharsets.UTF_8))) {
            for (String head = lines.readLine(); head != null; head = lines.readLine()) {
                boolean[] dots = new boolean[WIDTH * HEIGHT];
                for (int y = 0; y < HEIGHT; y++) {
                    String row = Objects.requireNonNull(lines.readLine());
                    for (int x = 0; x < WIDTH; x++) {
                        dots[y * WIDTH + x] = row.charAt(x) == '#';
                    }
                }
                glyphs.put(head.charAt(0), dots);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        glyphs.put(' ', new boolean[WIDTH * HEIGHT]);
        return new BitmapFont(glyphs);
    }

    /** Width of {@code text} in pixels. */
    static int width(String text) {
        return text.length() * ADVANCE;
    }

    /** Draws {@code text} with its upper left corner at (x, y); what lies outside the image is left out. */
    void draw(BufferedImage image, String text, int x, int y, int rgb) {
        String capitals = text.toUpperCase(Locale.ROOT);
        for (int k = 0; k < capitals.length(); k++) {
            boolean[] dots = glyphs.getOrDefault(capitals.charAt(k), Objects.requireNonNull(glyphs.get(UNKNOWN)));
            for (int dot = 0; dot < dots.length; dot++) {
                int px = x + k * ADVANCE + dot % WIDTH;
                int py = y + dot / WIDTH;
                if (dots[dot] && px >= 0 && px < image.getWidth() && py >= 0 && py < image.getHeight()) {
                    image.setRGB(px, py, rgb);
                }
            }
        }
    }
}

package org.chiasma.shell.internal.figure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Letters of 5 x 9 dots, the two lowest below the line, so that pictures can be lettered on machines without fonts.
 * Accents are left out; what the font does not have is drawn as a box.
 */
final class BitmapFont {
    static final int WIDTH = 5;
    static final int HEIGHT = 9;

    /** Dots from the top of a letter to the line that it stands on. */
    static final int ASCENT = 7;

    private static final int UNKNOWN = '\u25A1';

    private final Map<Integer, boolean[]> glyphs;

    private BitmapFont(Map<Integer, boolean[]> glyphs) {
        this.glyphs = glyphs;
    }

    /** Reads the letters from the bundle: for each a line with its character, then nine lines of dots. */
    static BitmapFont read() {
        Map<Integer, boolean[]> glyphs = new HashMap<>();
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
                glyphs.put(head.codePointAt(0), dots);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        glyphs.put((int) ' ', new boolean[WIDTH * HEIGHT]);
        return new BitmapFont(glyphs);
    }

    /** The characters of {@code text} that are drawn, in order. */
    static int[] characters(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
        return plain.codePoints().toArray();
    }

    /** Whether the font has this character. */
    boolean has(int character) {
        return glyphs.containsKey(character);
    }

    /**
     * The dots of a character at twice the size, row-major, 2 {@link #WIDTH} to a row. Steps of slanting strokes are
     * filled by the rule of Scale2x (A. Mazzoleni, 2001).
     */
    boolean[] doubled(int character) {
        boolean[] dots = glyphs.getOrDefault(character, Objects.requireNonNull(glyphs.get(UNKNOWN)));
        boolean[] doubled = new boolean[4 * dots.length];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean here = dots[y * WIDTH + x];
                boolean up = at(dots, x, y - 1);
                boolean left = at(dots, x - 1, y);
                boolean right = at(dots, x + 1, y);
                boolean down = at(dots, x, y + 1);
                int first = 4 * y * WIDTH + 2 * x;
                doubled[first] = corner(here, up, left, down, right);
                doubled[first + 1] = corner(here, up, right, down, left);
                doubled[first + 2 * WIDTH] = corner(here, down, left, up, right);
                doubled[first + 2 * WIDTH + 1] = corner(here, down, right, up, left);
            }
        }
        return doubled;
    }

    /** A quarter of a dot, given its two neighbours and the two on the other sides. */
    private static boolean corner(boolean here, boolean one, boolean other, boolean facingOne, boolean facingOther) {
        boolean slanting = one == other && one != facingOne && other != facingOther;
        return slanting ? one : here;
    }

    private static boolean at(boolean[] dots, int x, int y) {
        return x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT && dots[y * WIDTH + x];
    }
}

package org.chiasma.shell.internal.figure;

import org.chiasma.api.matrix.Matrix;

/**
 * A heat map in a terminal: every character is a half block that shows two rows of fields, one as its own colour, one
 * as its background.
 */
public final class TerminalHeatMap {
    private static final int[] CUBE_LEVELS = {0, 95, 135, 175, 215, 255};
    private static final String RESET = "\u001B[0m";

    private TerminalHeatMap() {}

    /**
     * The lines of the map.
     *
     * @param width most characters in a line
     * @param height most lines
     * @param trueColour whether the terminal takes 24-bit colours, otherwise the 6 x 6 x 6 cube of 256 colours
     */
    public static String of(Matrix matrix, int width, int height, boolean trueColour) {
        Mosaic mosaic = Mosaic.of(matrix, 2 * height, width);
        ColourScale scale = ColourScale.fitting(mosaic.values());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < mosaic.rows(); i += 2) {
            for (int j = 0; j < mosaic.columns(); j++) {
                text.append("\u001B[38;")
                        .append(colour(scale.rgb(mosaic.at(i, j)), trueColour))
                        .append('m');
                if (i + 1 < mosaic.rows()) {
                    text.append("\u001B[48;")
                            .append(colour(scale.rgb(mosaic.at(i + 1, j)), trueColour))
                            .append('m');
                } else {
                    text.append("\u001B[49m");
                }
                text.append('▀');
            }
            text.append(RESET).append('\n');
        }
        return text.toString();
    }

    private static String colour(int rgb, boolean trueColour) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        return trueColour
                ? "2;" + red + ";" + green + ";" + blue
                : "5;" + (16 + 36 * nearest(red) + 6 * nearest(green) + nearest(blue));
    }

    private static int nearest(int level) {
        int best = 0;
        for (int k = 1; k < CUBE_LEVELS.length; k++) {
            if (Math.abs(CUBE_LEVELS[k] - level) < Math.abs(CUBE_LEVELS[best] - level)) {
                best = k;
            }
        }
        return best;
    }
}

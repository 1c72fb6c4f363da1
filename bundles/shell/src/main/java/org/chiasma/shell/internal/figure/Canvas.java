package org.chiasma.shell.internal.figure;

import java.awt.image.BufferedImage;

/**
 * What drawings are drawn on. Lengths are in units, of which a letter is about {@link #ADVANCE} wide; x grows to the
 * right, y downwards. What is drawn later lies on top.
 */
interface Canvas {
    /** Width of a letter and the space behind it, on average. */
    int ADVANCE = 6;

    /** Distance from one line of text to the next. */
    int LINE = 17;

    /** Where a text stands with respect to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** About how wide {@code text} is. */
    static double width(String text) {
        return (double) ADVANCE * text.codePointCount(0, text.length());
    }

    /** A line of text whose letters stand on {@code y}. */
    void text(String text, double x, double y, Anchor anchor, Tone tone);

    /** A line of bold text that begins at {@code x}. */
    void heading(String text, double x, double y);

    /** A rectangle. */
    void rectangle(double left, double top, double width, double height, Tone tone);

    /** A line through points, with round joints. */
    void line(double[] xs, double[] ys, Pen pen);

    /** Discs of one size; where they overlap, the colour grows stronger. */
    void dots(double[] xs, double[] ys, double radius, Tone tone, double opacity);

    /** Squares of one size, which do not overlap, by their upper left corners. */
    void squares(double[] lefts, double[] tops, double side, Tone tone, double opacity);

    /** An image stretched to a rectangle, each of its pixels a field of one colour. */
    void image(BufferedImage image, double left, double top, double width, double height);
}

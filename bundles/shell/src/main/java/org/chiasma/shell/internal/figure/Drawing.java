package org.chiasma.shell.internal.figure;

/** Something that has been laid out and can be drawn. */
interface Drawing {
    /** What it shows, in one line. */
    String title();

    /** What is to be seen, in a sentence for those who cannot see it. */
    String description();

    /** Width in units of {@link Canvas}. */
    double width();

    /** Height in units of {@link Canvas}. */
    double height();

    /** Draws it with its upper left corner at the origin. */
    void draw(Canvas canvas);
}

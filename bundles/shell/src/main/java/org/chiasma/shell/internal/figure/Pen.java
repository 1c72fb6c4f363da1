package org.chiasma.shell.internal.figure;

/**
 * How a line is drawn.
 *
 * @param tone its colour
 * @param width in units
 * @param dash length in units of dashes and of the gaps between them; 0 for an unbroken line
 */
record Pen(Tone tone, double width, double dash) {}

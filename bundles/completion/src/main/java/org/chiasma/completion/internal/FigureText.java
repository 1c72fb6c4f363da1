package org.chiasma.completion.internal;

import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;

/** Words that let a picture be understood by itself. */
final class FigureText {
    private FigureText() {}

    /** "60 drugs (rows) x 120 cell lines (columns)". */
    static String extent(Matrix matrix) {
        return side(matrix.rows(), "rows") + " x " + side(matrix.columns(), "columns");
    }

    private static String side(Axis axis, String direction) {
        return axis.size() + " " + axis.name() + (axis.name().equals(direction) ? "" : " (" + direction + ")");
    }
}

package org.chiasma.shell.internal.render;

import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.matrix.Matrix;

/** The upper left corner of a matrix as a table with labels, and how much more there is. */
public final class MatrixTable {
    private static final int LABEL_WIDTH = 24;
    private static final int HEAD_WIDTH = 12;
    private static final int SMALLEST_COLUMN = 8;

    private MatrixTable() {}

    /**
     * The table.
     *
     * @param mostRows rows to show
     * @param mostColumns columns to show
     * @param width most characters in a line; columns that do not fit are left out
     */
    public static String of(Matrix matrix, int mostRows, int mostColumns, int width) {
        int rows = (int) Math.min(matrix.rowCount(), mostRows);
        int columns = (int) Math.min(matrix.columnCount(), Math.min(mostColumns, width / SMALLEST_COLUMN + 1));
        String text = text(matrix, rows, columns);
        while (columns > 1 && longestLine(text) > width) {
            columns--;
            text = text(matrix, rows, columns);
        }
        List<String> more = new ArrayList<>();
        if (matrix.rowCount() > rows) {
            more.add((matrix.rowCount() - rows) + " more rows");
        }
        if (matrix.columnCount() > columns) {
            more.add((matrix.columnCount() - columns) + " more columns");
        }
        return more.isEmpty() ? text : text + "… " + String.join(", ", more) + "\n";
    }

    private static String text(Matrix matrix, int rows, int columns) {
        List<String> heads = new ArrayList<>();
        heads.add(Words.elide(matrix.rows().name(), LABEL_WIDTH));
        for (int j = 0; j < columns; j++) {
            heads.add(Words.elide(matrix.columns().label(j), HEAD_WIDTH));
        }
        TextTable table = new TextTable(heads);
        double[] values = new double[columns];
        for (int i = 0; i < rows; i++) {
            matrix.copyBlock(i, 0, 1, columns, values, 0, columns);
            List<Object> cells = new ArrayList<>();
            cells.add(Words.elide(matrix.rows().label(i), LABEL_WIDTH));
            for (double value : values) {
                cells.add(value);
            }
            table.row(cells);
        }
        return table.text();
    }

    private static int longestLine(String text) {
        return text.lines().mapToInt(TextTable::width).max().orElse(0);
    }
}

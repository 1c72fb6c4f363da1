package org.chiasma.shell.internal.render;

import java.util.ArrayList;
import java.util.List;

/**
 * An aligned table in plain text: columns of numbers to the right, with as many decimals in every row; the others to
 * the left.
 */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String> heads;
    private final List<List<Object>> rows = new ArrayList<>();

    /** Begins a table with the heads of its columns; a table without heads, all empty, begins with its first row. */
    public TextTable(List<String> heads) {
        this.heads = List.copyOf(heads);
    }

    /** Adds a row: one cell per column, numbers as {@link Number}, a missing one as {@code NaN}. */
    public TextTable row(List<?> cells) {
        if (cells.size() != heads.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + heads.size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Adds a row. */
    public TextTable row(Object... cells) {
        return row(List.of(cells));
    }

    /** The table's lines, each ended by a line feed. */
    public String text() {
        List<TableColumn> columns = TableColumn.ofRows(rows, heads.size());
        StringBuilder text = new StringBuilder();
        if (heads.stream().anyMatch(head -> !head.isEmpty())) {
            appendLine(text, heads, columns);
        }
        for (int i = 0; i < rows.size(); i++) {
            List<String> line = new ArrayList<>();
            for (TableColumn column : columns) {
                line.add(column.cells().get(i));
            }
            appendLine(text, line, columns);
        }
        return text.toString();
    }

    private void appendLine(StringBuilder text, List<String> cells, List<TableColumn> columns) {
        StringBuilder line = new StringBuilder();
        for (int j = 0; j < cells.size(); j++) {
            int width = width(heads.get(j));
            for (String cell : columns.get(j).cells()) {
                width = Math.max(width, width(cell));
            }
            String padding = " ".repeat(width - width(cells.get(j)));
            line.append(j == 0 ? "" : GAP)
                    .append(columns.get(j).numeric() ? padding + cells.get(j) : cells.get(j) + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** Width on a terminal, without regard to characters of double width. */
    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** {@code text} with control characters, which could move the cursor, as question marks. */
    public static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}

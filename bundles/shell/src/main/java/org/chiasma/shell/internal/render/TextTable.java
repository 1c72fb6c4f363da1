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
        List<List<String>> columns = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        for (int j = 0; j < heads.size(); j++) {
            List<Object> cells = new ArrayList<>();
            for (List<Object> row : rows) {
                cells.add(row.get(j));
            }
            columns.add(format(cells));
            right.add(cells.stream().anyMatch(Number.class::isInstance));
        }
        StringBuilder text = new StringBuilder();
        if (heads.stream().anyMatch(head -> !head.isEmpty())) {
            appendLine(text, heads, columns, right);
        }
        for (int i = 0; i < rows.size(); i++) {
            List<String> line = new ArrayList<>();
            for (List<String> column : columns) {
                line.add(column.get(i));
            }
            appendLine(text, line, columns, right);
        }
        return text.toString();
    }

    private void appendLine(StringBuilder text, List<String> cells, List<List<String>> columns, List<Boolean> right) {
        StringBuilder line = new StringBuilder();
        for (int j = 0; j < cells.size(); j++) {
            int width = width(heads.get(j));
            for (String cell : columns.get(j)) {
                width = Math.max(width, width(cell));
            }
            String padding = " ".repeat(width - width(cells.get(j)));
            line.append(j == 0 ? "" : GAP).append(right.get(j) ? padding + cells.get(j) : cells.get(j) + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static List<String> format(List<Object> cells) {
        List<Double> reals = new ArrayList<>();
        for (Object cell : cells) {
            if (cell instanceof Double || cell instanceof Float) {
                reals.add(((Number) cell).doubleValue());
            }
        }
        Numbers style = Numbers.of(reals);
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            boolean real = cell instanceof Double || cell instanceof Float;
            texts.add(real ? style.format(((Number) cell).doubleValue()) : printable(cell.toString()));
        }
        return texts;
    }

    /** Width on a terminal, without regard to characters of double width. */
    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** {@code text} with control characters, which could move the cursor, as question marks. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}

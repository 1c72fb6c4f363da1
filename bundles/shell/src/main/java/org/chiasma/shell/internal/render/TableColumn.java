package org.chiasma.shell.internal.render;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of one column as text: its numbers with as many decimals in every row, a missing one as a dot.
 *
 * @param cells from top to bottom
 * @param numeric whether there are numbers among them, so that they are aligned to the right
 */
public record TableColumn(List<String> cells, boolean numeric) {
    /** Copies {@code cells}. */
    public TableColumn {
        cells = List.copyOf(cells);
    }

    /** The column of these values: numbers as {@link Number}, a missing one as {@code NaN}. */
    public static TableColumn of(List<?> values) {
        List<Double> reals = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Double || value instanceof Float) {
                reals.add(((Number) value).doubleValue());
            }
        }
        Numbers style = Numbers.of(reals);
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            boolean real = value instanceof Double || value instanceof Float;
            texts.add(real ? style.format(((Number) value).doubleValue()) : TextTable.printable(value.toString()));
        }
        return new TableColumn(texts, values.stream().anyMatch(Number.class::isInstance));
    }

    /** The columns of a table given by rows of {@code width} cells each. */
    public static List<TableColumn> ofRows(List<? extends List<?>> rows, int width) {
        List<TableColumn> columns = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            List<Object> values = new ArrayList<>();
            for (List<?> row : rows) {
                values.add(row.get(j));
            }
            columns.add(of(values));
        }
        return columns;
    }
}

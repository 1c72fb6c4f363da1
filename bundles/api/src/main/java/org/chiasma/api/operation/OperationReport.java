package org.chiasma.api.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chiasma.api.matrix.Matrix;

/**
 * What a run has to say to a person, as data: facts, tables and figures. The shell prints it, {@code --json} writes it,
 * a web page shows it. Values are {@code String}, {@code Long}, {@code Double} or {@code Boolean}.
 *
 * @param facts single values by name, in order, for example {@code imputed entries} to 1200
 * @param tables tables to print
 * @param figures pictures to draw when the user asks for them
 */
public record OperationReport(Map<String, Object> facts, List<Table> tables, List<Figure> figures) {
    /** Copies its arguments. */
    public OperationReport {
        facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        tables = List.copyOf(tables);
        figures = List.copyOf(figures);
    }

    /** Starts an empty report. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A table.
     *
     * @param title what it shows, with units
     * @param columns heads, the first being that of the row names
     * @param rows cells, as many in each row as there are heads
     */
    public record Table(String title, List<String> columns, List<List<Object>> rows) {
        /** Copies its arguments and checks that every row has one cell per column. */
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<Object> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "table " + title + ": a row has " + row.size() + " cells, not " + columns.size());
                }
            }
        }
    }

    /** A picture of a report. */
    public sealed interface Figure permits HeatMap, Chart {
        /** What it shows. */
        String title();
    }

    /**
     * Heat maps side by side on one colour scale; {@code NaN} is drawn in grey.
     *
     * @param title of the whole
     * @param panels the maps, left to right
     */
    public record HeatMap(String title, List<Panel> panels) implements Figure {
        /** Copies {@code panels}. */
        public HeatMap {
            panels = List.copyOf(panels);
        }

        /**
         * One map.
         *
         * @param caption its name
         * @param matrix its values
         */
        public record Panel(String caption, Matrix matrix) {}
    }

    /**
     * Lines and points on two scales: a loss curve, or predictions against the truth.
     *
     * @param title of the whole
     * @param x the horizontal scale
     * @param y the vertical scale
     * @param series what is drawn, in order, later ones on top
     */
    public record Chart(String title, Scale x, Scale y, List<Series> series) implements Figure {
        /** Copies {@code series}. */
        public Chart {
            series = List.copyOf(series);
        }

        /**
         * A scale of a chart.
         *
         * @param label what it measures, with its unit
         * @param logarithmic whether equal distances are equal ratios; values that are not positive are then left out
         */
        public record Scale(String label, boolean logarithmic) {}

        /** How a series is drawn. */
        public enum Mark {
            /** A line through the points in their order; it is interrupted at {@code NaN}. */
            LINE,
            /** One dot per point. */
            POINTS
        }

        /**
         * Points of one kind.
         *
         * @param name for the legend
         * @param mark how they are drawn
         * @param x horizontal values
         * @param y vertical values, as many; {@code NaN} is left out
         */
        @SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
        public record Series(String name, Mark mark, double[] x, double[] y) {
            /** Copies its arrays and checks their lengths. */
            public Series {
                if (x.length != y.length) {
                    throw new IllegalArgumentException(
                            "series " + name + ": " + x.length + " horizontal and " + y.length + " vertical values");
                }
                x = x.clone();
                y = y.clone();
            }
        }
    }

    /** Collects a report. */
    public static final class Builder {
        private final Map<String, Object> facts = new LinkedHashMap<>();
        private final List<Table> tables = new ArrayList<>();
        private final List<Figure> figures = new ArrayList<>();

        private Builder() {}

        /** Adds a fact. */
        public Builder fact(String name, Object value) {
            facts.put(name, Objects.requireNonNull(value));
            return this;
        }

        /** Adds a table. */
        public Builder table(Table table) {
            tables.add(table);
            return this;
        }

        /** Adds a figure. */
        public Builder figure(Figure figure) {
            figures.add(figure);
            return this;
        }

        /** The report. */
        public OperationReport build() {
            return new OperationReport(facts, tables, figures);
        }
    }
}

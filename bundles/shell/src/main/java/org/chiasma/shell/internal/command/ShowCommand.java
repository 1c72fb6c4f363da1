package org.chiasma.shell.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.shell.internal.figure.TerminalHeatMap;
import org.chiasma.shell.internal.render.Json;
import org.chiasma.shell.internal.render.MatrixTable;

/** Shows the upper left corner of a matrix and, on a terminal, a heat map of the whole. */
final class ShowCommand extends BuiltIn<ShowCommand.Parameters> {
    /**
     * What the command takes.
     *
     * @param matrix what to show
     * @param rows most rows
     * @param columns most columns
     * @param heatMap whether a terminal gets a heat map
     */
    public record Parameters(
            @Parameter(position = 0, description = "Name on the bus, or a file.")
            MatrixReference matrix,

            @Parameter(description = "Rows to show; as many as suit the terminal when not given.")
            Optional<Integer> rows,

            @Parameter(description = "Columns to show; as many as fit the line when not given.")
            Optional<Integer> columns,

            @Parameter(description = "Add a small heat map when the output is a terminal with colours.")
            boolean heatMap) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS =
                new Parameters(MatrixReference.REQUIRED, Optional.empty(), Optional.empty(), true);

        /** Refuses counts below one. */
        public Parameters {
            if (rows.orElse(1) < 1 || columns.orElse(1) < 1) {
                throw new UsageException("E-FLAG-VALUE", "--rows, --columns: expected 1 or more");
            }
        }
    }

    private static final int MOST_MAP_COLUMNS = 80;
    private static final int MOST_MAP_LINES = 16;

    private final Workbench workbench;

    ShowCommand(Workbench workbench) {
        super(
                "show",
                "Show a matrix as a table and, on a terminal, as a small heat map.",
                Parameters.class,
                "show response",
                "show table.tsv --rows 5 --columns 4");
        this.workbench = workbench;
    }

    @Override
    void run(Parameters given, Session session) {
        try (Workbench.Opened opened = workbench.open(given.matrix(), session.progress())) {
            Matrix matrix = opened.matrix();
            Screen screen = session.console().screen();
            int rows = given.rows().orElse(Math.max(5, screen.lines() / 2 - 3));
            int width = given.columns().isPresent() ? Integer.MAX_VALUE : screen.columns();
            int columns = given.columns().orElse(Integer.MAX_VALUE);
            if (session.flags().json()) {
                session.answer("", tree(matrix, rows, given.columns().orElse(10)));
                return;
            }
            String text = MatrixTable.of(matrix, rows, columns, width);
            boolean coloured = screen.outTerminal() && screen.colours() != Screen.Colours.NONE;
            if (given.heatMap() && coloured && matrix.rowCount() > 0 && matrix.columnCount() > 0) {
                text += "\n"
                        + TerminalHeatMap.of(
                                matrix,
                                Math.min(screen.columns(), MOST_MAP_COLUMNS),
                                Math.min(Math.max(4, screen.lines() / 2 - 2), MOST_MAP_LINES),
                                screen.colours() == Screen.Colours.TRUE);
            }
            session.answer(text, Map.of());
        }
    }

    private static Map<String, Object> tree(Matrix matrix, int mostRows, int mostColumns) {
        int rows = (int) Math.min(mostRows, matrix.rowCount());
        int columns = (int) Math.min(mostColumns, matrix.columnCount());
        List<Object> entries = new ArrayList<>();
        List<Object> labels = new ArrayList<>();
        List<Object> heads = new ArrayList<>();
        double[] values = new double[columns];
        for (int j = 0; j < columns; j++) {
            heads.add(matrix.columns().label(j));
        }
        for (int i = 0; i < rows; i++) {
            labels.add(matrix.rows().label(i));
            matrix.copyBlock(i, 0, 1, columns, values, 0, columns);
            List<Object> row = new ArrayList<>();
            for (double value : values) {
                row.add(value);
            }
            entries.add(row);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("spec", Json.spec(matrix.spec()));
        tree.put("rows", labels);
        tree.put("columns", heads);
        tree.put("values", entries);
        return tree;
    }
}

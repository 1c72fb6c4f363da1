package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.symmetric.internal.query.Pair;

/**
 * Pairs as a matrix, {@code A~B} to row, column (ordinals from 1) and value, and as a table to be read.
 *
 * @param source the matrix, whose entries are given as they are stored
 * @param pairs in the order to show
 */
record PairTable(Matrix source, List<Pair> pairs) {
    private static final int SHOWN = 20;
    private static final List<String> COLUMNS = List.of("row", "column", "value");

    Matrix matrix(MatrixStore store) {
        MatrixSpec spec = MatrixSpec.dense(names(), Axis.labelled("fields", COLUMNS));
        try (MatrixDraft draft = store.create(spec)) {
            double[] row = new double[COLUMNS.size()];
            for (int k = 0; k < pairs.size(); k++) {
                row[0] = pairs.get(k).row() + 1.0;
                row[1] = pairs.get(k).column() + 1.0;
                row[2] = value(pairs.get(k));
                draft.writeRow(k, row, 0);
            }
            return draft.seal();
        }
    }

    OperationReport.Table shown() {
        List<List<Object>> rows = new ArrayList<>();
        Axis axis = axis();
        for (Pair pair : pairs.subList(0, Math.min(SHOWN, pairs.size()))) {
            rows.add(List.of(axis.label(pair.row()), axis.label(pair.column()), value(pair)));
        }
        String title = pairs.size() > SHOWN ? "First " + SHOWN + " of " + pairs.size() + " pairs" : "Pairs";
        return new OperationReport.Table(title, List.of("row", "column", "value"), rows);
    }

    private double value(Pair pair) {
        double[] entry = new double[1];
        source.copyBlock(pair.row(), pair.column(), 1, 1, entry, 0, 1);
        return entry[0];
    }

    private Axis axis() {
        return source.rows().isLabelled() ? source.rows() : source.columns();
    }

    /** By ordinals where labels that hold a tilde would make two pairs one. */
    private Axis names() {
        Axis axis = axis();
        List<String> names = new ArrayList<>(pairs.size());
        for (Pair pair : pairs) {
            names.add(axis.label(pair.row()) + "~" + axis.label(pair.column()));
        }
        if (new HashSet<>(names).size() < names.size()) {
            names.clear();
            for (Pair pair : pairs) {
                names.add((pair.row() + 1) + "~" + (pair.column() + 1));
            }
        }
        return Axis.labelled("pairs", names);
    }
}

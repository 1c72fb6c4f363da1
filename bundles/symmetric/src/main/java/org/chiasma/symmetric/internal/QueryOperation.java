package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.symmetric.internal.query.Answer;
import org.chiasma.symmetric.internal.query.AxisSelection;
import org.chiasma.symmetric.internal.query.GenomicBins;
import org.chiasma.symmetric.internal.query.Neighbours;
import org.chiasma.symmetric.internal.query.Pair;
import org.chiasma.symmetric.internal.query.PairQueries;
import org.chiasma.symmetric.internal.query.Ranking;
import org.chiasma.symmetric.internal.storage.SymmetryCheck;
import org.osgi.service.component.annotations.Component;

/** {@code symmetric:query}: pairs, rows, blocks and regions of a symmetric matrix. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "symmetric:query",
        summary = "Ask a large symmetric matrix for its strongest pairs, a row, a block or a region.",
        parameters = QueryParameters.class,
        outputs = "result",
        examples = {
            "symmetric:query z.factors --top 100 --output pairs.tsv",
            "symmetric:query z.tiles --row TP53 --top 10",
            "symmetric:query z.tiles --region chr1:1000000-2000000 --bins bins.bed --output region.tsv",
            "symmetric:query z.tiles --above 0.8 --absolute --output pairs.tsv"
        })
public final class QueryOperation implements MatrixOperation<QueryParameters> {
    private static final int ORDINARY_TOP = 100;

    @Override
    public OperationReport run(QueryParameters parameters, OperationContext context) {
        Matrix matrix = context.open(parameters.matrix());
        SymmetryCheck.DEFAULT.require(parameters.matrix().text(), matrix, context.progress());
        OperationReport.Builder report = OperationReport.builder().fact("size", matrix.rowCount());
        if (parameters.region().isPresent() || !parameters.rows().isEmpty()) {
            block(parameters, matrix, context, report);
        } else if (parameters.row().isPresent() && parameters.top().isEmpty()) {
            int row = AxisSelection.position(matrix.rows(), parameters.row().get(), "--row");
            publishBlock(matrix, new int[] {row}, all(matrix), context, report);
        } else {
            pairs(parameters, matrix, context, report);
        }
        return report.build();
    }

    private static void block(
            QueryParameters parameters, Matrix matrix, OperationContext context, OperationReport.Builder report) {
        int[] rows;
        int[] columns;
        if (parameters.region().isPresent()) {
            GenomicBins bins = parameters
                    .bins()
                    .map(file -> GenomicBins.read(file, matrix.rowCount()))
                    .orElseGet(() -> GenomicBins.of(parameters.matrix().text(), matrix.rows()));
            rows = bins.overlapping(parameters.region().get());
            columns = rows;
        } else {
            rows = AxisSelection.positions(matrix.rows(), parameters.rows(), "--rows");
            columns = parameters.columns().isEmpty()
                    ? rows
                    : AxisSelection.positions(matrix.columns(), parameters.columns(), "--columns");
        }
        publishBlock(matrix, rows, columns, context, report);
    }

    private static void publishBlock(
            Matrix matrix, int[] rows, int[] columns, OperationContext context, OperationReport.Builder report) {
        MatrixSpec spec = MatrixSpec.dense(
                        matrix.rows().select(rows), matrix.columns().select(columns))
                .withElementType(matrix.spec().elementType())
                .withMissing(matrix.spec().missing());
        context.progress().begin("reading", rows.length);
        try (MatrixDraft draft = context.store().create(spec)) {
            double[] picked = new double[columns.length];
            for (int i = 0; i < rows.length; i++) {
                context.progress().checkCancelled();
                for (int j = 0; j < columns.length; ) {
                    int run = runLength(columns, j);
                    matrix.copyBlock(rows[i], columns[j], 1, run, picked, j, run);
                    j += run;
                }
                draft.writeRow(i, picked, 0);
                context.progress().advance(1);
            }
            context.publish("result", draft.seal());
        }
        report.fact("rows", (long) rows.length).fact("columns", (long) columns.length);
    }

    /** How many positions from number {@code from} on follow each other. */
    private static int runLength(int[] positions, int from) {
        int end = from + 1;
        while (end < positions.length && positions[end] == positions[end - 1] + 1) {
            end++;
        }
        return end - from;
    }

    private static int[] all(Matrix matrix) {
        return IntStream.range(0, Math.toIntExact(matrix.columnCount())).toArray();
    }

    private static void pairs(
            QueryParameters parameters, Matrix matrix, OperationContext context, OperationReport.Builder report) {
        Ranking ranking = parameters.absolute() ? Ranking.MAGNITUDE : Ranking.VALUE;
        PairQueries queries = new PairQueries(matrix, ranking, context.progress());
        int top = parameters.top().orElse(ORDINARY_TOP);
        List<Pair> pairs;
        if (parameters.row().isPresent()) {
            pairs = queries.topOfRow(
                    AxisSelection.position(matrix.rows(), parameters.row().get(), "--row"), top);
        } else if (parameters.everyRow()) {
            Neighbours neighbours = queries.topOfEveryRow(top);
            pairs = new ArrayList<>();
            for (int i = 0; i < matrix.rowCount(); i++) {
                pairs.addAll(neighbours.of(i));
            }
        } else {
            Answer answer = parameters.above().isPresent()
                    ? queries.above(parameters.above().get(), parameters.most())
                    : queries.top(top);
            pairs = answer.pairs();
            report.fact("tiles visited", answer.tiles()).fact("entries visited", answer.entries());
        }
        PairTable table = new PairTable(matrix, pairs);
        context.publish("result", table.matrix(context.store()));
        report.fact("pairs", (long) pairs.size()).table(table.shown());
    }
}

package org.chiasma.tables.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.tables.internal.quality.QualityControl;
import org.junit.jupiter.api.Test;

class QcOperationTest {
    private static final double NA = Double.NaN;

    private static Matrix matrix(double[][] cells) {
        List<String> rows = java.util.stream.IntStream.range(0, cells.length)
                .mapToObj(i -> i == 1 ? "1-Sep" : "g" + i)
                .toList();
        try (MatrixDraft draft = new HeapMatrixStore()
                .create(MatrixSpec.dense(Axis.labelled("genes", rows), Axis.anonymous("samples", cells[0].length)))) {
            for (int i = 0; i < cells.length; i++) {
                draft.writeRow(i, cells[i], 0);
            }
            return draft.seal();
        }
    }

    private static OperationReport report(Matrix matrix, HeapContext context) {
        context.with("m", matrix);
        return new QcOperation()
                .run(ParameterSchema.of(QcParameters.class).bindText(Map.of("matrix", "m", "worst", "1")), context);
    }

    @Test
    void tellsWhatIsWorthKnowing() {
        HeapContext context = new HeapContext();
        OperationReport report =
                report(matrix(new double[][] {{1, 2, 0}, {5, 5, NA}, {1, 2, 0}, {NA, NA, NA}, {9, -3, 0}}), context);
        assertEquals("5 genes", report.facts().get("rows"));
        assertEquals("3 samples, without labels", report.facts().get("columns"));
        assertEquals(4L, report.facts().get("missing entries"));
        assertEquals(3L, report.facts().get("zero entries"));
        assertEquals(-3.0, report.facts().get("smallest"));
        assertEquals(9.0, report.facts().get("largest"));
        assertEquals(1.0, report.facts().get("median"));
        assertEquals(2.0, report.facts().get("mean"));
        assertEquals(
                List.of(
                        List.of("without any value", 1L, 0L),
                        List.of("of one value only", 1L, 1L),
                        List.of("the same as an earlier one", 1L, 0L)),
                report.tables().get(0).rows());
        assertEquals(
                List.of(List.of("g3", 3L, "100.0 %")), report.tables().get(1).rows());
        assertEquals(List.of(List.of("3", 2L, "40.0 %")), report.tables().get(2).rows());
        assertEquals(3, report.figures().size());
        assertTrue(context.notes().stream().anyMatch(note -> note.contains("1 labels of the axis genes look like")));
    }

    @Test
    void measuresAsymmetryOfSquareMatrices() {
        HeapContext context = new HeapContext();
        assertEquals(
                0.5,
                report(matrix(new double[][] {{1, 2, NA}, {2.5, 1, 0}, {NA, 0, 1}}), context)
                        .facts()
                        .get("largest difference across the diagonal"));
        assertTrue(!report(matrix(new double[][] {{1, 2}}), context)
                .facts()
                .containsKey("largest difference across the diagonal"));
    }

    @Test
    void aLargeMatrixIsSampledForItsQuantilesOnly() {
        double[][] cells = new double[3300][1000];
        for (int i = 0; i < 3300; i++) {
            for (int j = 0; j < 1000; j++) {
                cells[i][j] = i * 1000 + j;
            }
        }
        QualityControl control = QualityControl.of(matrix(cells), org.chiasma.api.Progress.NONE);
        assertTrue(control.isSampled());
        assertEquals(3_299_999, control.largest());
        assertEquals(1_649_999.5, control.mean(), 1e-6);
        assertEquals(1_650_000, control.quantile(0.5), 2000);
        assertEquals(0, control.rows().repeated());
    }
}

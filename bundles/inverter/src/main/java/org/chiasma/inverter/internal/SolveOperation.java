package org.chiasma.inverter.internal;

import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.inverter.internal.solve.SquareSolution;
import org.chiasma.inverter.internal.solve.SquareSolver;
import org.chiasma.linalg.Block;
import org.chiasma.linalg.LeastSquares;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code inverter:solve}: linear equations with a proven error bound, and least squares where there is no solution. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "inverter:solve",
        summary = "Solve linear equations with a proven error, or by least squares.",
        parameters = SolveParameters.class,
        outputs = "solution",
        examples = {
            "inverter:solve a.tsv b.tsv --output x.tsv",
            "inverter:solve design.tsv phenotypes.tsv --ridge 2.5 --output effects.tsv"
        })
public final class SolveOperation implements MatrixOperation<SolveParameters> {
    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public SolveOperation(@Reference LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(SolveParameters parameters, OperationContext context) {
        MatrixStack left = single(new MatrixStack(context.open(parameters.matrix()), parameters.matrix()));
        MatrixStack right =
                single(new MatrixStack(context.open(parameters.rightHandSides()), parameters.rightHandSides()));
        int[] order = order(left, right);
        requireFinite(left);
        requireFinite(right);
        OperationReport.Builder report = OperationReport.builder()
                .fact("equations", left.rows())
                .fact("unknowns", left.columns())
                .fact("right-hand sides", right.columns());
        try (OffHeapMatrix a = left.read(0);
                OffHeapMatrix b = ordered(right, order)) {
            if (parameters.ridge().isPresent()) {
                ridge(parameters.ridge().get(), a, b, left, right, context, report);
            } else if (left.rows() != left.columns() || !exactly(a, b, left, right, context, report)) {
                leastSquares(a, b, left, right, context, report);
            }
        }
        return report.build();
    }

    /** Returns whether the matrix was proven to have a unique solution, which is then published. */
    private boolean exactly(
            OffHeapMatrix a,
            OffHeapMatrix b,
            MatrixStack left,
            MatrixStack right,
            OperationContext context,
            OperationReport.Builder report) {
        Optional<SquareSolution> found = new SquareSolver(algebra).solve(a, b, context.progress());
        if (found.isEmpty()) {
            return false;
        }
        try (SquareSolution solution = found.get()) {
            publish(solution.solution(), left, right, context);
            report.fact("method", "LU factors, refined with residuals in twice the working precision")
                    .fact("rank", left.rows())
                    .fact("condition", solution.condition())
                    .fact("proven relative error at most", solution.error())
                    .fact("relative residual", residual(a, solution.solution(), b));
        }
        return true;
    }

    private void leastSquares(
            OffHeapMatrix a,
            OffHeapMatrix b,
            MatrixStack left,
            MatrixStack right,
            OperationContext context,
            OperationReport.Builder report) {
        try (LeastSquares found = algebra.leastSquares(a, b, tolerance(a))) {
            noteRank(found, left, context);
            publish(found.solution(), left, right, context);
            report.fact("method", "least squares by singular values");
            describe(found, a, b, report);
        }
    }

    private static void noteRank(LeastSquares found, MatrixStack left, OperationContext context) {
        String where = left.reference().text();
        long unknowns = left.columns();
        if (found.rank() < unknowns) {
            context.progress()
                    .note("%s: rank %d for %d unknowns, so there are many solutions; this is the smallest"
                            .formatted(where, found.rank(), unknowns));
        } else if (left.rows() == unknowns) {
            context.progress()
                    .note("%s: too ill-conditioned to prove an error bound; the solution may have no correct digit"
                            .formatted(where));
        }
    }

    /** Least squares of A above sqrt(lambda) I, with zeros below B: Tikhonov's augmented system. */
    private void ridge(
            double lambda,
            OffHeapMatrix a,
            OffHeapMatrix b,
            MatrixStack left,
            MatrixStack right,
            OperationContext context,
            OperationReport.Builder report) {
        long unknowns = a.columns();
        try (OffHeapMatrix augmented = OffHeapMatrix.zeros(a.rows() + unknowns, unknowns);
                OffHeapMatrix sides = OffHeapMatrix.zeros(a.rows() + unknowns, b.columns())) {
            top(augmented, a.rows()).copyFrom(Block.of(a));
            top(sides, b.rows()).copyFrom(Block.of(b));
            for (long j = 0; j < unknowns; j++) {
                augmented.set(a.rows() + j, j, Math.sqrt(lambda));
            }
            try (LeastSquares found = algebra.leastSquares(augmented, sides, tolerance(augmented))) {
                publish(found.solution(), left, right, context);
                report.fact("method", "ridge regression, |A x - b|^2 + " + lambda + " |x|^2, by singular values");
                describe(found, a, b, report);
            }
        }
    }

    private static Block top(OffHeapMatrix matrix, long rows) {
        return new Block(matrix, 0, 0, rows, matrix.columns());
    }

    private void describe(LeastSquares found, OffHeapMatrix a, OffHeapMatrix b, OperationReport.Builder report) {
        double[] values = found.singularValues();
        report.fact("rank", found.rank());
        if (found.rank() > 0) {
            report.fact("condition", values[0] / values[Math.toIntExact(found.rank()) - 1]);
        }
        report.fact("relative residual", residual(a, found.solution(), b));
    }

    /** |A X - B|_F / |B|_F. */
    private double residual(OffHeapMatrix a, OffHeapMatrix x, OffHeapMatrix b) {
        try (OffHeapMatrix difference = OffHeapMatrix.zeros(b.rows(), b.columns())) {
            Block.of(difference).copyFrom(Block.of(b));
            algebra.multiply(1, a, false, x, false, -1, difference);
            double norm = norm(b);
            return norm == 0 ? 0 : norm(difference) / norm;
        }
    }

    private static double norm(OffHeapMatrix matrix) {
        double norm = 0;
        double[] row = new double[Math.toIntExact(matrix.columns())];
        for (long i = 0; i < matrix.rows(); i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            for (double entry : row) {
                norm = Math.hypot(norm, entry);
            }
        }
        return norm;
    }

    private static double tolerance(OffHeapMatrix a) {
        return Math.max(a.rows(), a.columns()) * Math.ulp(1.0);
    }

    private static void publish(OffHeapMatrix solution, MatrixStack left, MatrixStack right, OperationContext context) {
        Axis rows = left.matrix().columns();
        Axis columns = right.matrix().columns();
        MatrixSpec spec = MatrixSpec.dense(rows, columns).withMissing(MissingValue.NONE);
        try (MatrixDraft draft = context.store().create(spec)) {
            double[] row = new double[Math.toIntExact(solution.columns())];
            for (long i = 0; i < solution.rows(); i++) {
                solution.readRow(i, 0, row, 0, row.length);
                draft.writeRow(i, row, 0);
            }
            context.publish("solution", draft.seal());
        }
    }

    private static MatrixStack single(MatrixStack stack) {
        if (stack.count() != 1 || stack.rows() == 0 || stack.columns() == 0) {
            throw new DataException(
                    "E-SOLVE-SHAPE",
                    stack.reference() + ": found " + stack.extent()
                            + ", expected one matrix with entries, name one of a stack as FILE#1");
        }
        return stack;
    }

    private static void requireFinite(MatrixStack stack) {
        stack.firstNotFinite(0).ifPresent(found -> {
            throw new DataException(
                    "E-SOLVE-NOT-FINITE",
                    stack.reference() + ", " + found + ", expected finite entries, fill or drop what is missing");
        });
    }

    /** Which row of the right-hand sides belongs to each equation. */
    private static int[] order(MatrixStack left, MatrixStack right) {
        Axis equations = left.matrix().rows();
        Axis sides = right.matrix().rows();
        if (left.rows() != right.rows()) {
            throw new DataException(
                    "E-SOLVE-SHAPE",
                    "%s: found %d rows, expected %d, one for each row of %s, check the right-hand sides"
                            .formatted(right.reference(), right.rows(), left.rows(), left.reference()));
        }
        int[] order = new int[Math.toIntExact(left.rows())];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            if (equations.isLabelled() && sides.isLabelled()) {
                String label = equations.label(i);
                order[i] = sides.indexOf(label)
                        .orElseThrow(() -> new DataException(
                                "E-SOLVE-LABELS",
                                "%s: found no row %s, expected every row label of %s, rename the rows or read them without labels"
                                        .formatted(right.reference(), label, left.reference())));
            }
        }
        return order;
    }

    private static OffHeapMatrix ordered(MatrixStack right, int[] order) {
        Matrix matrix = right.matrix();
        OffHeapMatrix sides = OffHeapMatrix.zeros(order.length, matrix.columnCount());
        double[] row = new double[Math.toIntExact(matrix.columnCount())];
        for (int i = 0; i < order.length; i++) {
            matrix.copyRow(order[i], row, 0);
            sides.writeRow(i, 0, row, 0, row.length);
        }
        return sides;
    }
}

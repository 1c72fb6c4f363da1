package org.chiasma.inverter.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.inverter.internal.sampling.Penrose;
import org.chiasma.inverter.internal.sampling.PenroseCheck;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code inverter:verify}: checks inverses and pseudoinverses by all four Penrose conditions, see {@link Penrose}. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "inverter:verify",
        summary = "Check inverses and pseudoinverses by the four Penrose conditions.",
        parameters = VerifyParameters.class,
        examples = {
            "inverter:verify matrices.mx inverses.mx",
            "inverter:verify singular.mx pseudoinverses.mx --tolerance 1e-12"
        })
public final class VerifyOperation implements MatrixOperation<VerifyParameters> {
    private static final int SMALL = 64;

    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public VerifyOperation(@Reference LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(VerifyParameters parameters, OperationContext context) {
        MatrixStack matrices = new MatrixStack(context.open(parameters.matrices()), parameters.matrices());
        MatrixStack inverses = new MatrixStack(context.open(parameters.inverses()), parameters.inverses());
        requireFit(matrices, inverses);
        double unit = inverses.matrix().spec().elementType() == ElementType.FLOAT32 ? 0x1p-24 : 0x1p-53;
        Worst worst = new Worst(parameters.tolerance());
        Progress progress = context.progress();
        progress.begin("Penrose conditions", matrices.count());
        int chunk = matrices.chunk();
        PenroseCheck check = new PenroseCheck(algebra, unit);
        for (long first = 0; first < matrices.count(); first += chunk) {
            progress.checkCancelled();
            int count = (int) Math.min(chunk, matrices.count() - first);
            List<Penrose> found = Math.max(matrices.rows(), matrices.columns()) <= SMALL
                    ? small(check, matrices, inverses, first, count)
                    : large(check, matrices, inverses, first, count);
            for (int k = 0; k < count; k++) {
                worst.add(first + k, found.get(k));
            }
            progress.advance(count);
        }
        worst.requireAllHold(matrices, inverses);
        return OperationReport.builder()
                .fact("pairs", matrices.count())
                .fact("shape", matrices.rows() + " x " + matrices.columns())
                .fact("tolerance", parameters.tolerance())
                .fact("pairs that pass", matrices.count())
                .table(worst.table())
                .build();
    }

    private static List<Penrose> small(
            PenroseCheck check, MatrixStack matrices, MatrixStack inverses, long first, int count) {
        int n = (int) matrices.rows();
        int m = (int) matrices.columns();
        double[] a = new double[count * n * m];
        double[] x = new double[count * n * m];
        matrices.read(first, count, a);
        inverses.read(first, count, x);
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(k -> check.check(n, m, a, x, k * n * m))
                .toList();
    }

    private static List<Penrose> large(
            PenroseCheck check, MatrixStack matrices, MatrixStack inverses, long first, int count) {
        List<Penrose> found = new ArrayList<>();
        for (long k = first; k < first + count; k++) {
            try (OffHeapMatrix a = matrices.read(k);
                    OffHeapMatrix x = inverses.read(k)) {
                found.add(check.check(a, x));
            }
        }
        return found;
    }

    private static void requireFit(MatrixStack matrices, MatrixStack inverses) {
        if (inverses.count() != matrices.count()
                || inverses.rows() != matrices.columns()
                || inverses.columns() != matrices.rows()) {
            throw new DataException(
                    "E-VERIFY-SHAPE",
                    inverses.reference() + ": found " + inverses.extent() + ", expected "
                            + (matrices.count() == 1 ? "" : "%,d matrices of ".formatted(matrices.count()))
                            + matrices.columns() + " x " + matrices.rows() + " (" + matrices.reference() + " holds "
                            + matrices.extent() + "), check the order and the shape of the arguments");
        }
    }

    /** The largest ratio of each condition, and where it is. */
    private static final class Worst {
        private final double tolerance;
        private final double[] ratios = new double[Penrose.CONDITIONS.size()];
        private final double[] limits = new double[Penrose.CONDITIONS.size()];
        private final long[] pairs = new long[Penrose.CONDITIONS.size()];
        private long failing;
        private long firstFailing = -1;
        private Penrose firstFailure = new Penrose(0, 0, 0, 0, 0);

        Worst(double tolerance) {
            this.tolerance = tolerance;
        }

        void add(long pair, Penrose penrose) {
            for (int i = 0; i < ratios.length; i++) {
                if (pair == 0 || penrose.ratio(i) > ratios[i]) {
                    ratios[i] = penrose.ratio(i);
                    limits[i] = penrose.limit(tolerance);
                    pairs[i] = pair;
                }
            }
            if (!penrose.holds(tolerance)) {
                if (failing == 0) {
                    firstFailing = pair;
                    firstFailure = penrose;
                }
                failing++;
            }
        }

        void requireAllHold(MatrixStack matrices, MatrixStack inverses) {
            if (failing == 0) {
                return;
            }
            int broken = 0;
            while (firstFailure.holds(broken, tolerance)) {
                broken++;
            }
            String others = failing == 1 ? "" : " (%,d of %,d pairs fail)".formatted(failing, matrices.count());
            throw new DataException(
                    "E-VERIFY-PENROSE",
                    "%s: found %s = %.3g%s, expected at most %.3g, make it again with inverter:invert %s, and --pinv where that is singular"
                            .formatted(
                                    inverses.where(firstFailing),
                                    Penrose.CONDITIONS.get(broken),
                                    firstFailure.ratio(broken),
                                    others,
                                    firstFailure.limit(tolerance),
                                    matrices.reference()));
        }

        OperationReport.Table table() {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < ratios.length; i++) {
                rows.add(List.of(Penrose.CONDITIONS.get(i), ratios[i], limits[i], pairs[i] + 1));
            }
            return new OperationReport.Table(
                    "Largest deviations", List.of("condition", "found", "at most", "pair"), rows);
        }
    }
}

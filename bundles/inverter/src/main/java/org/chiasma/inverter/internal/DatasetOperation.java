package org.chiasma.inverter.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Certificate;
import org.chiasma.inverter.internal.inversion.Inverses;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.inversion.PseudoInverse;
import org.chiasma.inverter.internal.sampling.MatrixSampler;
import org.chiasma.inverter.internal.sampling.Penrose;
import org.chiasma.inverter.internal.sampling.PenroseCheck;
import org.chiasma.inverter.internal.sampling.SingularSampler;
import org.chiasma.linalg.LinearAlgebra;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code inverter:dataset}: random matrices with their certified inverses, and singular ones with their pseudoinverses, in
 * full float64.
 */
@Component(service = MatrixOperation.class)
@Operation(
        name = "inverter:dataset",
        summary = "Make random matrices with their inverses, and singular ones with their pseudoinverses.",
        parameters = DatasetParameters.class,
        outputs = {"matrices", "inverses", "singular", "pseudoinverses"},
        examples = {
            "inverter:dataset --size 3 --count 10000 --output a.mx --inverses-output x.mx",
            "inverter:dataset --size 8 --distribution randsvd --condition 1e6 --output a.npy --inverses-output x.npy",
            "inverter:dataset --size 4 --singular-output s.mx --pseudoinverses-output p.mx"
        })
public final class DatasetOperation implements MatrixOperation<DatasetParameters> {
    /** A longer table of ranks would be one of chance. */
    private static final int MOST_RANKS = 32;

    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public DatasetOperation(@Reference LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(DatasetParameters parameters, OperationContext context) {
        OperationReport.Builder report = OperationReport.builder()
                .fact("matrices", parameters.count())
                .fact("size", (long) parameters.size())
                .fact("distribution", parameters.distribution().text())
                .fact("seed", parameters.seed());
        invertible(parameters, context, report);
        singular(parameters, context, report);
        return report.build();
    }

    private void invertible(DatasetParameters parameters, OperationContext context, OperationReport.Builder report) {
        int n = parameters.size();
        MatrixSampler sampler = parameters.distribution().sampler(n, parameters.seed());
        BatchInversion inversion = new BatchInversion(algebra, Method.AUTO);
        double worstError = 0;
        double worstCondition = 0;
        context.progress().begin("inverses", parameters.count());
        try (MatrixDraft matrices = context.store().create(MatrixStack.spec(parameters.count(), n, n));
                MatrixDraft inverses = context.store().create(MatrixStack.spec(parameters.count(), n, n))) {
            int chunk = MatrixStack.chunk(parameters.count(), n, n);
            for (long first = 0; first < parameters.count(); first += chunk) {
                int count = (int) Math.min(chunk, parameters.count() - first);
                double[] drawn = new double[count * n * n];
                sampler.sample(first, count, drawn);
                Inverses found = inversion.invert(n, count, drawn, context.progress());
                for (int k = 0; k < count; k++) {
                    Certificate certificate = found.certificate(k);
                    requireInverse(first + k, certificate);
                    worstError = Math.max(worstError, certificate.error());
                    worstCondition = Math.max(worstCondition, certificate.condition());
                }
                matrices.writeBlock(first * n, 0, count * n, n, drawn, 0, n);
                inverses.writeBlock(first * n, 0, count * n, n, found.entries(), 0, n);
            }
            context.publish("matrices", matrices.seal());
            context.publish("inverses", inverses.seal());
        }
        report.fact("largest condition", worstCondition).fact("largest proven error of an inverse", worstError);
    }

    private static void requireInverse(long k, Certificate certificate) {
        if (!certificate.verdict().isInverted()) {
            throw new DataException(
                    "E-DATASET-SINGULAR",
                    "matrix %,d of the stream: found no provable inverse (rank %d, condition %.1e), expected one, use a smaller --condition, a larger --min-determinant or another --seed"
                            .formatted(k + 1, certificate.rank(), certificate.condition()));
        }
    }

    private void singular(DatasetParameters parameters, OperationContext context, OperationReport.Builder report) {
        int n = parameters.size();
        SingularSampler sampler = parameters.singular();
        long[] ranks = new long[n];
        double worst = 0;
        Progress progress = context.progress();
        progress.begin("pseudoinverses", parameters.count());
        try (MatrixDraft matrices = context.store().create(MatrixStack.spec(parameters.count(), n, n));
                MatrixDraft inverses = context.store().create(MatrixStack.spec(parameters.count(), n, n))) {
            int chunk = Math.min(4096, MatrixStack.chunk(parameters.count(), n, n));
            for (long first = 0; first < parameters.count(); first += chunk) {
                progress.checkCancelled();
                int count = (int) Math.min(chunk, parameters.count() - first);
                double[] drawn = new double[count * n * n];
                sampler.sample(first, count, drawn);
                double[] found = new double[drawn.length];
                worst = Math.max(worst, pseudoinverses(sampler, first, count, drawn, found));
                for (int k = 0; k < count; k++) {
                    ranks[sampler.rank(first + k)]++;
                }
                matrices.writeBlock(first * n, 0, count * n, n, drawn, 0, n);
                inverses.writeBlock(first * n, 0, count * n, n, found, 0, n);
                progress.advance(count);
            }
            context.publish("singular", matrices.seal());
            context.publish("pseudoinverses", inverses.seal());
        }
        report.fact("singular matrices", parameters.count())
                .fact("largest Penrose deviation of a pseudoinverse", worst);
        if (n <= MOST_RANKS) {
            report.table(ranks(ranks));
        }
    }

    /** Returns the largest deviation from a Penrose condition. */
    private double pseudoinverses(SingularSampler sampler, long first, int count, double[] drawn, double[] found) {
        int n = sampler.size();
        PenroseCheck check = new PenroseCheck(algebra, 0x1p-53);
        return IntStream.range(0, count)
                .parallel()
                .mapToDouble(k -> {
                    double[] matrix = java.util.Arrays.copyOfRange(drawn, k * n * n, (k + 1) * n * n);
                    double[] inverse = new double[n * n];
                    int rank = PseudoInverse.of(algebra, n, n, matrix, inverse);
                    if (rank != sampler.rank(first + k)) {
                        throw new IllegalStateException("singular matrix " + (first + k + 1) + " of rank "
                                + sampler.rank(first + k) + " has " + rank + " singular values");
                    }
                    System.arraycopy(inverse, 0, found, k * n * n, n * n);
                    Penrose penrose = check.check(n, n, matrix, inverse, 0);
                    return IntStream.range(0, Penrose.CONDITIONS.size())
                            .mapToDouble(penrose::ratio)
                            .max()
                            .orElse(0);
                })
                .max()
                .orElse(0);
    }

    private static OperationReport.Table ranks(long[] counts) {
        List<List<Object>> rows = new ArrayList<>();
        for (int rank = 1; rank < counts.length; rank++) {
            rows.add(List.of((long) rank, counts[rank]));
        }
        return new OperationReport.Table("Ranks of the singular matrices", List.of("rank", "matrices"), rows);
    }
}

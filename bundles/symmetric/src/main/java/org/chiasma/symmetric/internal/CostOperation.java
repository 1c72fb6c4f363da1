package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.symmetric.internal.cost.Cost;
import org.chiasma.symmetric.internal.cost.LowRankModel;
import org.chiasma.symmetric.internal.cost.NaiveNetwork;
import org.chiasma.symmetric.internal.cost.SinglePrecisionRate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code symmetric:cost}: what the network that one would draw first costs, and what low rank costs, before either is
 * trained.
 */
@Component(service = MatrixOperation.class)
@Operation(
        name = "symmetric:cost",
        summary = "Compare what a network with dense output layers and the low-rank model of Z would cost.",
        parameters = CostParameters.class,
        examples = {
            "symmetric:cost --rows 20 --columns 50000",
            "symmetric:cost --rows 50 --columns 3000 --rank 16 --features 400 --examples 4"
        })
public final class CostOperation implements MatrixOperation<CostParameters> {
    private static final long[] SIZES = {2_000, 10_000, 20_000, 50_000};
    private static final double GIGABYTE = 1e9;

    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public CostOperation(@Reference LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(CostParameters parameters, OperationContext context) {
        context.progress().begin("a product of matrices", 1);
        double rate = SinglePrecisionRate.measure(algebra);
        context.progress().advance(1);
        LowRankModel model = parameters.model();
        return OperationReport.builder()
                .fact("columns", (long) parameters.columns())
                .fact("rows", (long) parameters.rows())
                .fact("features", (long) model.features())
                .fact("rank", (long) model.rank())
                .fact("float32 products of this machine, 10^9 operations/s", rate / GIGABYTE)
                .fact("memory available, GB", Nd4jRuntime.availableMemory() / GIGABYTE)
                .fact("naive network, parameters for each entry of Z", perEntry(parameters))
                .table(designs(parameters, rate))
                .table(sizes(parameters, rate))
                .table(storage(parameters))
                .build();
    }

    private static double perEntry(CostParameters parameters) {
        double entries = parameters.columns() * (parameters.columns() - 1.0) / 2;
        return parameters.naive().cost(parameters.rows(), parameters.columns()).parameters() / entries;
    }

    private static OperationReport.Table designs(CostParameters parameters, double rate) {
        LowRankModel model = parameters.model();
        long columns = parameters.columns();
        List<List<Object>> rows = new ArrayList<>();
        rows.add(design(
                "two convolutions, two dense layers: a training step on every example",
                parameters.naive().cost(parameters.rows(), columns),
                parameters.examples(),
                rate));
        rows.add(design(
                "one dense layer from 2 D numbers: a training step on every example",
                NaiveNetwork.singleLayer(columns),
                parameters.examples(),
                rate));
        rows.add(design(
                "low rank, learned encoder: an exact gradient over every example",
                model.encoder(columns),
                parameters.examples(),
                rate));
        rows.add(
                design("low rank, closed form: the whole fit", model.closedForm(columns), parameters.examples(), rate));
        return new OperationReport.Table(
                "Designs for %,d columns, %,d rows, examples: %,d; at the measured rate it takes these seconds at least; memory without X, Y, Z"
                        .formatted(columns, parameters.rows(), parameters.examples()),
                List.of("design", "parameters", "memory, GB", "operations", "seconds"),
                rows);
    }

    private static List<Object> design(String name, Cost cost, int examples, double rate) {
        return List.of(
                name,
                cost.parameters(),
                cost.bytes() / GIGABYTE,
                examples * cost.flops(),
                examples * cost.seconds(rate));
    }

    private static OperationReport.Table sizes(CostParameters parameters, double rate) {
        LowRankModel model = parameters.model();
        List<List<Object>> rows = new ArrayList<>();
        for (long columns : sizesWith(parameters.columns())) {
            Cost naive = parameters.naive().cost(parameters.rows(), columns);
            Cost closed = model.closedForm(columns);
            rows.add(List.of(
                    columns,
                    naive.parameters(),
                    naive.bytes() / GIGABYTE,
                    naive.seconds(rate),
                    closed.parameters(),
                    closed.bytes() / GIGABYTE,
                    closed.seconds(rate),
                    model.predictionFlops(columns) / rate));
        }
        return new OperationReport.Table(
                "One example, naive network against closed form: a training step, the whole fit, a prediction of all pairs",
                List.of(
                        "columns",
                        "naive parameters",
                        "naive GB",
                        "naive step, s",
                        "parameters",
                        "GB",
                        "fit, s",
                        "predict, s"),
                rows);
    }

    private static OperationReport.Table storage(CostParameters parameters) {
        LowRankModel model = parameters.model();
        List<List<Object>> rows = new ArrayList<>();
        for (long columns : sizesWith(parameters.columns())) {
            rows.add(List.of(
                    columns,
                    LowRankModel.denseBytes(columns),
                    LowRankModel.packedBytes(columns),
                    model.factorBytes(columns),
                    model.truncatedParameters()));
        }
        return new OperationReport.Table(
                "Bytes of a predicted Z in float32, and numbers of the model of rank %,d that predicts it"
                        .formatted(model.rank()),
                List.of("columns", "all entries", "upper triangle", "factors", "model"),
                rows);
    }

    private static long[] sizesWith(long columns) {
        return LongStream.concat(LongStream.of(SIZES), LongStream.of(columns))
                .sorted()
                .distinct()
                .toArray();
    }
}

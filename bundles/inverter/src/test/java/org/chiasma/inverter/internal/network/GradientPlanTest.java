package org.chiasma.inverter.internal.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.Feed;
import org.chiasma.nd4j.training.GradientPlan;
import org.chiasma.nd4j.training.QuietThread;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GradientPlanTest {
    @BeforeAll
    static void loadNd4j() {
        new Nd4jRuntime().nd4j().threads(1);
    }

    static Stream<Arguments> networks() {
        return Stream.of(Preset.values()).flatMap(preset -> NetworkSpec.losses(preset).stream()
                .flatMap(loss ->
                        Stream.of(3, 5, preset == Preset.PRODUCT ? 2 : 6).map(n -> Arguments.of(preset, loss, n))));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void computesWhatSameDiffComputes(Preset preset, Loss loss, int n) {
        NetworkSpec spec = NetworkSpec.of(preset, n).withLoss(loss);
        spec = spec.units() > 0 ? spec.withUnits(8) : spec;
        // Few steps, or what is left of the residual, and its gradient, is rounding.
        spec = spec.steps() > 0 ? spec.withSteps(2) : spec;
        NetworkGraph network = NetworkBuilder.build(spec, 1);
        QuietThread.run(network.graph()::createGradFunction);
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        for (SDVariable variable : network.trained()) {
            gradients.put(variable.name(), Nd4j.create(variable.getArr().shape()));
        }
        int count = 20;
        Map<String, Feed> shapes = NetworkGraph.feeds(new float[count * n * n], new float[count * n * n], count);
        try (GradientPlan plan = new GradientPlan(network.graph(), shapes, NetworkGraph.LOSS, gradients)) {
            for (int seed = 1; seed <= 2; seed++) {
                double[] matrices = Batches.uniform(n, count, seed);
                Encoding.Encoded batch = spec.encoding().encode(n, count, matrices);
                float[] targets = batch.targets(Batches.inverses(n, matrices));
                double found = plan.run(NetworkGraph.feeds(batch.inputs(), targets, count));
                var expected = network.graph()
                        .calculateGradientsAndOutputs(
                                Map.of(
                                        NetworkGraph.MATRICES, array(batch.inputs(), count),
                                        NetworkGraph.TARGETS, array(targets, count)),
                                List.of(NetworkGraph.LOSS),
                                List.copyOf(gradients.keySet()));
                assertEquals(expected.getOutputs().get(NetworkGraph.LOSS).getDouble(0), found, 0);
                gradients.forEach((name, gradient) -> {
                    INDArray reference = expected.getGradients().get(name);
                    double error = reference.sub(gradient).norm2Number().doubleValue();
                    assertEquals(0, error, 1e-5 * reference.norm2Number().doubleValue(), name);
                });
            }
        }
    }

    private static INDArray array(float[] values, int count) {
        return Nd4j.createFromArray(values).reshape('c', count, values.length / count);
    }
}

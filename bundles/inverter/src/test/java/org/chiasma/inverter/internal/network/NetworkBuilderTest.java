package org.chiasma.inverter.internal.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.QuietThread;
import org.chiasma.nd4j.training.TrainingStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class NetworkBuilderTest {
    private static final Nd4jRuntime RUNTIME = new Nd4jRuntime();

    @BeforeAll
    static void loadNd4j() {
        RUNTIME.nd4j().threads(1);
    }

    @ParameterizedTest
    @CsvSource({
        "SEED,3,4712713",
        "DEEPMATRIXINVERSION,3,4712713",
        "CERTIFIED,3,101525",
        "CERTIFIED,8,24",
        "PRODUCT,3,1809",
        "CHEBYSHEV,3,1"
    })
    void hasAsManyParametersAsTheSourceSays(Preset preset, int n, long expected) {
        try (TrainingStep step =
                NetworkBuilder.build(NetworkSpec.of(preset, n), 1).training()) {
            assertEquals(expected, step.parameterCount());
        }
    }

    @Test
    void honoursUnitsAndBlocks() {
        NetworkSpec spec = NetworkSpec.of(Preset.SEED, 2).withUnits(10).withBlocks(2);
        int block = (10 + 30 + 50 + 70) * 20 + 4 * 20 + 90 * 10 + 10;
        try (TrainingStep step = NetworkBuilder.build(spec, 1).training()) {
            assertEquals(4 * 10 + 10 + 2 * block + 10 * 4 + 4, step.parameterCount());
        }
    }

    static Stream<Arguments> everyPresetAndLoss() {
        List<Arguments> cases = new ArrayList<>();
        for (Preset preset : Preset.values()) {
            for (Loss loss : NetworkSpec.losses(preset)) {
                for (int n : new int[] {2, 3, 5, 6}) {
                    if (preset != Preset.PRODUCT || n <= 5) {
                        cases.add(Arguments.of(preset, loss, n));
                    }
                }
            }
        }
        return cases.stream();
    }

    /** Directional derivatives: along the gradient of each variable, and along one random direction of all of them. */
    @ParameterizedTest
    @MethodSource("everyPresetAndLoss")
    void differentiatesAsCentralDifferences(Preset preset, Loss loss, int n) {
        NetworkSpec spec = NetworkSpec.of(preset, n).withLoss(loss);
        spec = spec.units() > 0 ? spec.withUnits(6) : spec;
        spec = spec.blocks() > 2 ? spec.withBlocks(2) : spec;
        // So few that residuals, which every step squares, stay far above rounding: their logarithm is a loss.
        spec = spec.steps() > 2 ? spec.withSteps(2) : spec;
        NetworkGraph network = NetworkBuilder.build(spec, 5, DataType.DOUBLE);
        SplittableRandom random = new SplittableRandom(7);
        List<SDVariable> variables = network.trained();
        // Away from zero biases and layers, where rectifiers have no derivative and gradients vanish.
        for (SDVariable variable : variables) {
            INDArray values = variable.getArr();
            for (long e = 0; e < values.length(); e++) {
                values.putScalar(e, values.getDouble(e) + 0.2 * random.nextDouble() - 0.1);
            }
        }
        int count = 7;
        double[] matrices = Batches.uniform(n, count, 3);
        Encoding.Encoded batch = spec.encoding().encode(n, count, matrices);
        Map<String, INDArray> feed = Map.of(
                NetworkGraph.MATRICES, Batches.wide(batch.inputs(), count),
                NetworkGraph.TARGETS, Batches.wide(batch.targets(Batches.inverses(n, matrices)), count));
        QuietThread.run(network.graph()::createGradFunction);
        Map<String, INDArray> gradients = network.graph()
                .calculateGradients(
                        feed, variables.stream().map(SDVariable::name).toList());
        for (SDVariable variable : variables) {
            INDArray values = variable.getArr();
            INDArray gradient = gradients.get(variable.name());
            assertArrayEquals(values.shape(), gradient.shape());
            double norm = gradient.norm2Number().doubleValue();
            assertTrue(norm > 0, variable.name());
            INDArray direction = gradient.dup('c').divi(norm);
            double step = 1e-5;
            values.addi(direction.mul(step));
            double above = loss(network, feed);
            values.subi(direction.mul(2 * step));
            double below = loss(network, feed);
            values.addi(direction.mul(step));
            assertEquals(1, (above - below) / (2 * step) / norm, 1e-5, variable.name());
        }
    }

    private static double loss(NetworkGraph network, Map<String, INDArray> feed) {
        return network.graph()
                .output(feed, NetworkGraph.LOSS)
                .get(NetworkGraph.LOSS)
                .getDouble(0);
    }
}

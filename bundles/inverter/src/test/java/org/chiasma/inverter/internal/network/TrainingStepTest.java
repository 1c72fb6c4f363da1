package org.chiasma.inverter.internal.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.TrainingState;
import org.chiasma.nd4j.training.TrainingStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class TrainingStepTest {
    private static final Nd4jRuntime RUNTIME = new Nd4jRuntime();

    @BeforeAll
    static void loadNd4j() {
        RUNTIME.nd4j().threads(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void productUnitsLearnTheAdjugate(int n) {
        NetworkSpec spec = NetworkSpec.of(Preset.PRODUCT, n);
        NetworkGraph network = NetworkBuilder.build(spec, 1);
        int count = 256;
        int steps = 600;
        try (TrainingStep training = network.training()) {
            for (int step = 0; step < steps; step++) {
                double[] matrices = Batches.uniform(n, count, 100 + step);
                Encoding.Encoded batch = spec.encoding().encode(n, count, matrices);
                training.step(
                        NetworkGraph.feeds(batch.inputs(), batch.targets(Batches.inverses(n, matrices)), count),
                        spec.rate() * (1 - step / (double) steps));
            }
        }
        double[] matrices = Batches.uniform(n, 2000, 1);
        double[] inverses = new double[matrices.length];
        Encoding.Encoded batch = spec.encoding().encode(n, 2000, matrices);
        batch.decode(outputs(network, batch.inputs(), 2000), inverses);
        double median = Batches.median(Batches.residuals(n, matrices, inverses));
        assertTrue(median < 1e-2, "median residual " + median);
    }

    static float[] outputs(NetworkGraph network, float[] inputs, int count) {
        return network.graph()
                .output(
                        Map.of(
                                NetworkGraph.MATRICES,
                                Nd4j.createFromArray(inputs).reshape('c', count, inputs.length / count)),
                        NetworkGraph.INVERSES)
                .get(NetworkGraph.INVERSES)
                .ravel()
                .toFloatVector();
    }

    @Test
    void goesOnBitForBitFromItsState() {
        NetworkSpec spec = NetworkSpec.of(Preset.CERTIFIED, 3).withUnits(32);
        double[] losses = new double[6];
        TrainingState saved;
        try (TrainingStep training = NetworkBuilder.build(spec, 1).training()) {
            for (int step = 0; step < 3; step++) {
                step(training, spec, step);
            }
            saved = training.state();
            for (int step = 3; step < 6; step++) {
                losses[step] = step(training, spec, step);
            }
        }
        try (TrainingStep training = NetworkBuilder.build(spec, 99).training()) {
            training.restore(saved);
            assertEquals(3, training.state().steps());
            assertArrayEquals(saved.parameters(), training.parameters());
            for (int step = 3; step < 6; step++) {
                assertEquals(losses[step], step(training, spec, step), 0);
            }
        }
    }

    private static double step(TrainingStep training, NetworkSpec spec, int seed) {
        double[] matrices = Batches.uniform(3, 64, seed);
        Encoding.Encoded batch = spec.encoding().encode(3, 64, matrices);
        return training.step(
                NetworkGraph.feeds(batch.inputs(), batch.targets(Batches.inverses(3, matrices)), 64), 1e-3);
    }
}

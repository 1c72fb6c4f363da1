package org.chiasma.symmetric.internal.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.Feed;
import org.chiasma.nd4j.training.GradientPlan;
import org.chiasma.nd4j.training.GraphParameters;
import org.chiasma.nd4j.training.Optimizer;
import org.chiasma.nd4j.training.QuietThread;
import org.chiasma.nd4j.training.TrainingStep;
import org.chiasma.symmetric.internal.model.Dense;
import org.chiasma.symmetric.internal.model.LowRank;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EncoderGraphTest {
    private static final int B = 9;
    private static final int Q = 5;
    private static final LowRank START = new LowRank(
            new Dense(Q, 2, new double[] {0.3, -0.2, 0.5, 0.1, -0.4, 0.7, 0.2, 0.2, -0.6, 0.3}),
            new double[] {1.5, -0.7});

    @BeforeAll
    static void load() {
        new Nd4jRuntime().nd4j();
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAreCentralDifferences(PairLoss loss) {
        EncoderGraph network = new EncoderGraph(START, 1, List.of(4, 3), loss, 5, DataType.DOUBLE);
        SameDiff graph = network.graph();
        QuietThread.run(graph::createGradFunction);
        Map<String, INDArray> batch = batch(loss);
        Map<String, INDArray> gradients = graph.calculateGradients(
                batch, GraphParameters.of(graph).stream().map(SDVariable::name).toList());
        for (SDVariable variable : GraphParameters.of(graph)) {
            INDArray values = variable.getArr();
            INDArray gradient = Objects.requireNonNull(gradients.get(variable.name()));
            for (long k = 0; k < values.length(); k += 3) {
                double kept = values.getDouble(k);
                double step = 1e-5;
                values.putScalar(k, kept + step);
                double above = lossOf(graph, batch);
                values.putScalar(k, kept - step);
                double below = lossOf(graph, batch);
                values.putScalar(k, kept);
                assertEquals((above - below) / (2 * step), gradient.getDouble(k), 1e-6, variable.name() + " " + k);
            }
        }
    }

    @Test
    void theProductFormIsTheSquaredErrorWithoutItsConstant() {
        double product = lossOf(
                new EncoderGraph(START, 1, List.of(4), PairLoss.SQUARED, 5, DataType.DOUBLE).graph(),
                batch(PairLoss.SQUARED));
        double masked = lossOf(
                new EncoderGraph(START, 1, List.of(4), PairLoss.MASKED, 5, DataType.DOUBLE).graph(),
                batch(PairLoss.MASKED));
        double constant = 0;
        double[] entries = entries();
        for (double entry : entries) {
            constant += entry * entry / (B * (B - 1));
        }
        assertEquals(masked, product + constant, 1e-10);
    }

    @Test
    void theRecordedPlanComputesTheSameGradient() {
        EncoderGraph single = new EncoderGraph(START, 1, List.of(4, 3), PairLoss.SQUARED, 5, DataType.FLOAT);
        EncoderGraph wide = new EncoderGraph(START, 1, List.of(4, 3), PairLoss.SQUARED, 5, DataType.DOUBLE);
        QuietThread.run(wide.graph()::createGradFunction);
        Map<String, INDArray> batch = batch(PairLoss.SQUARED);
        Map<String, INDArray> expected = wide.graph()
                .calculateGradients(
                        batch,
                        GraphParameters.of(wide.graph()).stream()
                                .map(SDVariable::name)
                                .toList());
        Map<String, Feed> values = new HashMap<>();
        batch.forEach((name, array) -> values.put(
                name, new Feed(array.castTo(DataType.FLOAT).dup('c').data().asFloat(), array.shape())));
        QuietThread.run(single.graph()::createGradFunction);
        Map<String, INDArray> found = new HashMap<>();
        for (SDVariable variable : GraphParameters.of(single.graph())) {
            found.put(variable.name(), Nd4j.create(variable.getArr().shape()));
        }
        try (GradientPlan plan = new GradientPlan(single.graph(), values, EncoderGraph.LOSS, found)) {
            plan.run(values);
            for (SDVariable variable : GraphParameters.of(wide.graph())) {
                INDArray gradient = Objects.requireNonNull(expected.get(variable.name()));
                INDArray same = Objects.requireNonNull(found.get(variable.name()));
                for (long k = 0; k < gradient.length(); k++) {
                    assertEquals(gradient.dup('c').getDouble(k), same.getDouble(k), 1e-5, variable.name() + " " + k);
                }
            }
        }
    }

    @Test
    void encodesWithoutTheGraphAsWithIt() {
        EncoderGraph network = new EncoderGraph(START, 3, List.of(6, 4), PairLoss.SQUARED, 5, DataType.FLOAT);
        INDArray features = Objects.requireNonNull(batch(PairLoss.SQUARED).get(EncoderGraph.FEATURES));
        INDArray expected = Objects.requireNonNull(network.graph()
                .output(Map.of(EncoderGraph.FEATURES, features.castTo(DataType.FLOAT)), EncoderGraph.OUTPUTS)
                .get(EncoderGraph.OUTPUTS));
        try (TrainingStep training = new TrainingStep(network.graph(), EncoderGraph.LOSS, Optimizer.ADAM);
                FloatMatrix phi = FloatMatrix.zeros(B, Q)) {
            for (int i = 0; i < B; i++) {
                float[] row = features.getRow(i).toFloatVector();
                phi.writeRow(i, 0, row, 0, Q);
            }
            float[] found = new ColumnEncoder(network.weights(training.parameters())).encode(new LinearAlgebra(), phi);
            for (int k = 0; k < found.length; k++) {
                assertEquals(expected.getDouble(k / 6, k % 6), found[k], 1e-5, "output " + k);
            }
        }
    }

    private static double lossOf(SameDiff graph, Map<String, INDArray> batch) {
        return Objects.requireNonNull(graph.output(batch, EncoderGraph.LOSS).get(EncoderGraph.LOSS))
                .getDouble(0);
    }

    private static double[] entries() {
        SplittableRandom random = new SplittableRandom(3);
        double[] entries = new double[B * B];
        for (int i = 0; i < B; i++) {
            for (int j = 0; j < i; j++) {
                entries[i * B + j] = random.nextInt(3);
                entries[j * B + i] = entries[i * B + j];
            }
        }
        return entries;
    }

    private static Map<String, INDArray> batch(PairLoss loss) {
        SplittableRandom random = new SplittableRandom(4);
        Map<String, INDArray> batch = new HashMap<>();
        batch.put(
                EncoderGraph.FEATURES,
                Nd4j.createFromArray(random.doubles(B * Q, -1, 1).toArray()).reshape('c', B, Q));
        if (loss == PairLoss.GIVEN) {
            batch.put(
                    EncoderGraph.GRADIENT,
                    Nd4j.createFromArray(random.doubles(B * 4, -1, 1).toArray()).reshape('c', B, 4));
            return batch;
        }
        batch.put(EncoderGraph.ENTRIES, Nd4j.createFromArray(entries()).reshape('c', B, B));
        double each = 1.0 / (B * (B - 1));
        if (loss == PairLoss.SQUARED) {
            batch.put(
                    EncoderGraph.WEIGHTS,
                    Nd4j.createFromArray(new double[] {each}).reshape('c', 1, 1));
        } else {
            INDArray weights = Nd4j.valueArrayOf(new long[] {B, B}, each, DataType.DOUBLE);
            for (int i = 0; i < B; i++) {
                weights.putScalar(i, i, 0);
            }
            batch.put(EncoderGraph.WEIGHTS, weights);
        }
        return batch;
    }
}

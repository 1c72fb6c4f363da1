package org.chiasma.nd4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.chiasma.api.DataException;
import org.chiasma.nd4j.Nd4jRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainingStepTest {
    private static final int SIZE = 4;

    @BeforeAll
    static void loadNd4j() {
        new Nd4jRuntime().nd4j().threads(1);
    }

    /** |tanh(op(A) op(B)) - C|^2 of square matrices, for which no shape tells a transposed factor. */
    private static SameDiff products(boolean left, boolean right, long seed) {
        SameDiff graph = SameDiff.create();
        SDVariable a = graph.var("a", array(seed));
        SDVariable b = graph.var("b", array(seed + 1));
        SDVariable c = graph.placeHolder("c", DataType.FLOAT, -1, SIZE);
        SDVariable difference =
                graph.math().tanh(graph.mmul(a, b, left, right, false)).sub(c);
        graph.sum("loss", difference.mul(difference));
        graph.setLossVariables("loss");
        return graph;
    }

    private static INDArray array(long seed) {
        return Nd4j.createFromArray(numbers(seed)).reshape('c', SIZE, SIZE);
    }

    private static float[] numbers(long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[SIZE * SIZE];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian() / 2;
        }
        return numbers;
    }

    private static Map<String, Feed> feeds(long seed) {
        return Map.of("c", new Feed(numbers(seed), SIZE, SIZE));
    }

    private static double loss(SameDiff graph, Map<String, Feed> feeds) {
        INDArray c = Nd4j.createFromArray(feeds.get("c").values()).reshape('c', SIZE, SIZE);
        return graph.output(Map.of("c", c), "loss").get("loss").getDouble(0);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void gradientsOfProductsAreThoseOfDifferences(boolean left, boolean right) {
        SameDiff graph = products(left, right, 5);
        Map<String, INDArray> gradients = Map.of("a", Nd4j.create(SIZE, SIZE), "b", Nd4j.create(SIZE, SIZE));
        QuietThread.run(graph::createGradFunction);
        try (GradientPlan plan = new GradientPlan(graph, feeds(8), "loss", gradients)) {
            assertEquals(loss(graph, feeds(9)), plan.run(feeds(9)), 1e-5);
        }
        double step = 1e-2;
        gradients.forEach((name, gradient) -> {
            INDArray values = graph.getVariable(name).getArr();
            for (int i = 0; i < SIZE * SIZE; i++) {
                double value = values.getDouble(i);
                values.putScalar(i, value + step);
                double above = loss(graph, feeds(9));
                values.putScalar(i, value - step);
                double below = loss(graph, feeds(9));
                values.putScalar(i, value);
                assertEquals((above - below) / (2 * step), gradient.getDouble(i), 5e-3, name + i);
            }
        });
    }

    @Test
    void plansAnewForOtherShapes() {
        SameDiff graph = SameDiff.create();
        SDVariable w = graph.var("w", Nd4j.createFromArray(new float[] {1, 2}).reshape('c', 2, 1));
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, 2);
        SDVariable y = x.mmul(w);
        graph.sum("loss", y.mul(y));
        graph.setLossVariables("loss");
        try (TrainingStep training = new TrainingStep(graph, "loss", Optimizer.ADAM)) {
            assertEquals(9, training.step(Map.of("x", new Feed(new float[] {1, 1}, 1, 2)), 0), 1e-5);
            assertEquals(10, training.step(Map.of("x", new Feed(new float[] {1, 1, 1, 0}, 2, 2)), 0), 1e-5);
        }
    }

    @Test
    void decaysWhatItShallDecay() {
        SameDiff graph = SameDiff.create();
        SDVariable shrinking = graph.var("shrinking", Nd4j.createFromArray(2f, -4f));
        SDVariable kept = graph.var("kept", Nd4j.createFromArray(3f, 5f));
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, 2);
        // Flat in both variables where x is zero.
        graph.sum("loss", shrinking.mul(x).add(kept.mul(x)));
        graph.setLossVariables("loss");
        Optimizer optimizer = Optimizer.adamW(0.5).sparing(Set.of("kept"));
        try (TrainingStep training = new TrainingStep(graph, "loss", optimizer)) {
            training.step(Map.of("x", new Feed(new float[2], 2)), 0.1);
            assertArrayEquals(new float[] {1.9f, -3.8f}, shrinking.getArr().toFloatVector(), 1e-6f);
            assertArrayEquals(new float[] {3, 5}, kept.getArr().toFloatVector(), 1e-6f);
        }
    }

    @Test
    void boundsTheWholeGradient() {
        float[] firstMoments = firstMoments(Optimizer.ADAM);
        float[] bounded = firstMoments(Optimizer.ADAM.clippedAt(0.5));
        double norm = norm(firstMoments);
        assertTrue(norm > 0.05, "norm " + norm);
        assertEquals(0.05, norm(bounded), 1e-6);
        for (int i = 0; i < bounded.length; i++) {
            assertEquals(firstMoments[i] * 0.05 / norm, bounded[i], 1e-6);
        }
        assertArrayEquals(firstMoments, firstMoments(Optimizer.ADAM.clippedAt(1e6)));
    }

    private static float[] firstMoments(Optimizer optimizer) {
        try (TrainingStep training = new TrainingStep(products(false, false, 3), "loss", optimizer)) {
            training.step(feeds(4), 1e-3);
            return training.state().firstMoments();
        }
    }

    private static double norm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    @Test
    void goesOnBitForBitFromItsState() {
        Optimizer optimizer = Optimizer.adamW(0.1).clippedAt(1);
        float[] expected;
        TrainingState saved;
        try (TrainingStep training = new TrainingStep(products(true, false, 1), "loss", optimizer)) {
            training.step(feeds(1), 1e-2);
            saved = training.state();
            training.step(feeds(2), 1e-2);
            expected = training.parameters();
        }
        try (TrainingStep training = new TrainingStep(products(true, false, 11), "loss", optimizer)) {
            training.restore(saved);
            training.step(feeds(2), 1e-2);
            assertArrayEquals(expected, training.parameters());
            assertEquals(2, training.state().steps());
        }
    }

    @Test
    void filesKeepParameters(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("graph.fb");
        SameDiff written = products(false, false, 1);
        GraphParameters.write(written, file);
        SameDiff read = products(false, false, 21);
        GraphParameters.read(file, read, "card.json");
        assertEquals(loss(written, feeds(2)), loss(read, feeds(2)), 0);
    }

    @Test
    void refusesFilesOfOtherGraphs(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("graph.fb");
        GraphParameters.write(products(false, false, 1), file);
        SameDiff other = SameDiff.create();
        other.var("a", Nd4j.create(SIZE, SIZE + 1));
        DataException refusal = assertThrows(DataException.class, () -> GraphParameters.read(file, other, "card.json"));
        assertTrue(refusal.getMessage().contains("E-MODEL-FILE"), refusal.getMessage());
    }

    @Test
    void refusesFeedsThatDoNotFitTheirShape() {
        assertThrows(IllegalArgumentException.class, () -> new Feed(new float[5], 2, 3));
    }
}

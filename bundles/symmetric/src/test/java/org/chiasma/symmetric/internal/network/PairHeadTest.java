package org.chiasma.symmetric.internal.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.GraphParameters;
import org.chiasma.nd4j.training.QuietThread;
import org.chiasma.symmetric.internal.Goldens;
import org.chiasma.symmetric.internal.model.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PairHeadTest {
    private static final int D = 30;

    @Test
    void predictsAsTheReference() {
        PairHeadWeights weights = reference();
        float[] phi = Goldens.floats("b_X");
        PairHeadColumns columns = PairHeadColumns.of(weights, phi);
        double[] boundaries = Goldens.vector("b_C");
        for (int j = 0; j <= D; j++) {
            assertEquals(boundaries[j], columns.boundary(j), 1e-5);
        }
        double[][] expected = Goldens.matrix("b_pred");
        float[][] found = entries(weights, columns);
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                if (i != j) {
                    assertEquals(expected[i][j], found[i][j], 1e-5, i + ", " + j);
                }
            }
        }
    }

    @Test
    void entriesHaveTheSameBitsInEveryBlockAndBothTriangles() {
        PairHeadWeights weights = random(new PairHeadSpec(5, 1, 3, 2, 0, 7, Activation.RELU), 3);
        int size = 600;
        float[] phi = values(size * 5, 4);
        PairHeadMatrix matrix = matrix(weights, PairHeadColumns.of(weights, phi), size);
        float[] whole = new float[size];
        float[] part = new float[1];
        for (int i = 0; i < size; i += 71) {
            matrix.copyBlock(i, 0, 1, size, whole, 0, size);
            for (int j = 0; j < size; j += 13) {
                matrix.copyBlock(j, i, 1, 1, part, 0, 1);
                assertEquals(Float.floatToIntBits(whole[j]), Float.floatToIntBits(part[0]));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGraphPredictsAndDifferentiatesAsItShould(Activation activation) {
        new Nd4jRuntime().nd4j();
        PairHeadSpec spec = new PairHeadSpec(4, 0, 3, 2, 0, 5, activation);
        PairHeadGraph network = new PairHeadGraph(spec, 6, 9, DataType.DOUBLE);
        SameDiff graph = network.graph();
        randomizeLast(graph);
        QuietThread.run(graph::createGradFunction);
        int n = 11;
        int[] chosen = {0, 2, 3, 6, 7, 10};
        float[] phi = values(n * 4, 5);
        Map<String, INDArray> batch = batch(spec, phi, n, chosen);
        PairHeadWeights weights = network.weights(flat(graph));
        PairHeadForward forward = new PairHeadForward(
                weights, PairHeadColumns.of(weights, phi), IntStream.range(0, n).toArray(), PairSkips.none());
        INDArray predictions = Objects.requireNonNull(
                graph.output(batch, PairHeadGraph.PREDICTIONS).get(PairHeadGraph.PREDICTIONS));
        int pair = 0;
        for (int i = 0; i < 6; i++) {
            for (int j = i + 1; j < 6; j++) {
                float[] sum = new float[1];
                forward.add(new int[] {chosen[i]}, new int[] {chosen[j]}, 1, 1, sum);
                assertEquals(predictions.getDouble(pair++), sum[0], 1e-5);
            }
        }
        Map<String, INDArray> gradients = graph.calculateGradients(
                batch, GraphParameters.of(graph).stream().map(SDVariable::name).toList());
        for (SDVariable variable : GraphParameters.of(graph)) {
            INDArray array = variable.getArr();
            for (long k = 0; k < array.length(); k += 4) {
                double kept = array.getDouble(k);
                array.putScalar(k, kept + 1e-5);
                double above = loss(graph, batch);
                array.putScalar(k, kept - 1e-5);
                double below = loss(graph, batch);
                array.putScalar(k, kept);
                double expected = (above - below) / 2e-5;
                assertEquals(
                        expected,
                        Objects.requireNonNull(gradients.get(variable.name())).getDouble(k),
                        1e-6,
                        variable.name() + " " + k);
            }
        }
    }

    @Test
    void trainingLearnsABoundaryAndRepeatsItself() {
        PairHeadSettings settings = new PairHeadSettings(16, 2, 1, 0, false, 40, 200, 1e-2, 1e-3, 50, 1, 3);
        float[] first = trained(settings);
        float[] second = trained(settings);
        assertArrayEquals(first, second);
    }

    private static float[] trained(PairHeadSettings settings) {
        Synthetic map = new Synthetic(120, 5);
        PairHead head = new PairHeadTraining(new Nd4jRuntime(), new LinearAlgebra(), settings, Progress.NONE)
                .train(map.features(), List.of(map.example()), List.of(map.positions()));
        Synthetic other = new Synthetic(120, 6);
        float[] predicted = new float[120 * 120];
        head.predict(
                        new LinearAlgebra(),
                        map.features(),
                        other.example().columns(),
                        other.positions(),
                        Axis.anonymous("bins", 120),
                        Link.IDENTITY)
                .copyBlock(0, 0, 120, 120, predicted, 0, 120);
        assertTrue(other.r2(predicted) > 0.7, "R2 " + other.r2(predicted));
        return predicted;
    }

    private static double loss(SameDiff graph, Map<String, INDArray> batch) {
        return Objects.requireNonNull(graph.output(batch, PairHeadGraph.LOSS).get(PairHeadGraph.LOSS))
                .getDouble(0);
    }

    private static void randomizeLast(SameDiff graph) {
        SplittableRandom random = new SplittableRandom(8);
        for (String name : List.of("pair-3-weights", "pair-3-bias")) {
            INDArray array = graph.getVariable(name).getArr();
            for (long k = 0; k < array.length(); k++) {
                array.putScalar(k, random.nextDouble() - 0.5);
            }
        }
    }

    private static float[] flat(SameDiff graph) {
        float[] all = new float[0];
        for (SDVariable variable : GraphParameters.of(graph)) {
            float[] part = variable.getArr().dup('c').data().asFloat();
            float[] longer = Arrays.copyOf(all, all.length + part.length);
            System.arraycopy(part, 0, longer, all.length, part.length);
            all = longer;
        }
        return all;
    }

    private static Map<String, INDArray> batch(PairHeadSpec spec, float[] phi, int n, int[] chosen) {
        int m = chosen.length;
        int pairs = m * (m - 1) / 2;
        double[][] at = new double[m][n];
        double[][] before = new double[m][n];
        double[][] known = new double[pairs][2];
        double[][] inverse = new double[pairs][1];
        double[][] targets = new double[pairs][1];
        double[][] weights = new double[pairs][1];
        int pair = 0;
        for (int i = 0; i < m; i++) {
            at[i][chosen[i]] = 1;
            Arrays.fill(before[i], 0, chosen[i], 1);
            for (int j = i + 1; j < m; j++, pair++) {
                double distance = Math.log1p(chosen[j] - chosen[i]);
                known[pair] = new double[] {distance / 3 - 1, distance * distance / 16 - 1};
                inverse[pair][0] = 1.0 / (chosen[j] - chosen[i] + 1);
                targets[pair][0] = Math.sin(pair);
                weights[pair][0] = pair % 4 == 0 ? 0 : 0.1;
            }
        }
        double[] wide = new double[phi.length];
        Arrays.setAll(wide, k -> phi[k]);
        Map<String, INDArray> batch = new HashMap<>();
        batch.put(PairHeadGraph.COLUMNS, Nd4j.createFromArray(wide).reshape('c', n, spec.inputs()));
        batch.put(PairHeadGraph.CHOSEN, Nd4j.createFromArray(at));
        batch.put(PairHeadGraph.BEFORE, Nd4j.createFromArray(before));
        batch.put(PairHeadGraph.KNOWN, Nd4j.createFromArray(known));
        batch.put(PairHeadGraph.INVERSE, Nd4j.createFromArray(inverse));
        batch.put(PairHeadGraph.TARGETS, Nd4j.createFromArray(targets));
        batch.put(PairHeadGraph.WEIGHTS, Nd4j.createFromArray(weights));
        return batch;
    }

    private static PairHeadMatrix matrix(PairHeadWeights weights, PairHeadColumns columns, int size) {
        return new PairHeadMatrix(
                List.of(weights),
                List.of(columns),
                IntStream.range(0, size).toArray(),
                PairSkips.none(),
                Axis.anonymous("bins", size),
                Link.IDENTITY);
    }

    private static float[][] entries(PairHeadWeights weights, PairHeadColumns columns) {
        PairHeadMatrix matrix = matrix(weights, columns, D);
        float[][] rows = new float[D][D];
        for (int i = 0; i < D; i++) {
            matrix.copyBlock(i, 0, 1, D, rows[i], 0, D);
        }
        return rows;
    }

    private static PairHeadWeights random(PairHeadSpec spec, long seed) {
        int[][] shapes = spec.shapes();
        float[][] arrays = new float[shapes.length][];
        for (int k = 0; k < shapes.length; k++) {
            arrays[k] = values(Arrays.stream(shapes[k]).reduce(1, Math::multiplyExact), seed + k);
        }
        return new PairHeadWeights(spec, arrays);
    }

    private static float[] values(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    /** The reference's weights, whose linear layers are outputs x inputs. */
    private static PairHeadWeights reference() {
        PairHeadSpec spec = new PairHeadSpec(6, 1, 3, 2, 0, 8, Activation.GELU);
        int r = 3;
        int nu = 2;
        float[][] pair = transposed("g.0.weight", 3 + nu + 2 * r + 1);
        float[][] made = new float[1 + nu + r][];
        for (int k = 0; k < 1 + nu; k++) {
            made[k] = pair[2 + k];
        }
        for (int k = 0; k < r; k++) {
            made[1 + nu + k] = pair[3 + nu + r + k];
        }
        return new PairHeadWeights(spec, new float[][] {
            joined(transposed("conv.weight", 18)),
            array("conv.bias"),
            joined(transposed("fc.1.weight", 8)),
            array("fc.1.bias"),
            joined(transposed("fc.4.weight", 8)),
            array("fc.4.bias"),
            array("S"),
            joined(Arrays.copyOf(pair, 2)),
            joined(made),
            joined(Arrays.copyOfRange(pair, 3 + nu, 3 + nu + r)),
            array("g.0.bias"),
            joined(transposed("g.2.weight", 8)),
            array("g.2.bias"),
            joined(transposed("g.4.weight", 32)),
            array("g.4.bias")
        });
    }

    private static float[] array(String name) {
        return Goldens.array("b_weights.npz", name).floats();
    }

    private static float[][] transposed(String name, int inputs) {
        float[] values = array(name);
        int outputs = values.length / inputs;
        float[][] rows = new float[inputs][outputs];
        for (int k = 0; k < inputs; k++) {
            for (int u = 0; u < outputs; u++) {
                rows[k][u] = values[u * inputs + k];
            }
        }
        return rows;
    }

    private static float[] joined(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(rows[k], 0, all, k * rows[0].length, rows[0].length);
        }
        return all;
    }
}

package org.chiasma.inverter.internal.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chiasma.api.UsageException;
import org.chiasma.nd4j.Nd4jRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InversionNetworkTest {
    @BeforeAll
    static void loadNd4j() {
        new Nd4jRuntime().nd4j().threads(1);
    }

    private static double[] guesses(InversionNetwork network, int n, double[] matrices) {
        double[] inverses = new double[matrices.length];
        network.guess(n, matrices.length / (n * n), matrices, inverses);
        return inverses;
    }

    @Test
    void refusesLargerMatrices() {
        NetworkSpec spec = NetworkSpec.of(Preset.CHEBYSHEV, 3);
        InversionNetwork network = new InversionNetwork(spec, List.of(NetworkBuilder.build(spec, 1)));
        UsageException refusal = assertThrows(UsageException.class, () -> guesses(network, 4, new double[16]));
        assertEquals("E-MODEL-SIZE", refusal.code());
    }

    @Test
    void padsSmallerMatrices() {
        NetworkSpec spec = NetworkSpec.of(Preset.CHEBYSHEV, 5).withSteps(30);
        InversionNetwork network = new InversionNetwork(spec, List.of(NetworkBuilder.build(spec, 1)));
        double[] matrices = Batches.uniform(3, 20, 1);
        double[] residuals = Batches.residuals(3, matrices, guesses(network, 3, matrices));
        assertEquals(0, Arrays.stream(residuals).max().orElseThrow(), 1e-3);
    }

    @Test
    void answersTheMeanOfItsNetworks() {
        NetworkSpec spec = NetworkSpec.of(Preset.SEED, 2).withUnits(4).withBlocks(1);
        NetworkGraph first = NetworkBuilder.build(spec, 1);
        NetworkGraph second = NetworkBuilder.build(spec, 2);
        double[] matrices = Batches.uniform(2, 10, 1);
        double[] one = guesses(new InversionNetwork(spec, List.of(first)), 2, matrices);
        double[] other = guesses(new InversionNetwork(spec, List.of(second)), 2, matrices);
        double[] mean = new double[one.length];
        Arrays.setAll(mean, e -> (one[e] + other[e]) / 2);
        assertArrayEquals(mean, guesses(new InversionNetwork(spec, List.of(first, second)), 2, matrices), 1e-15);
    }

    @Test
    void answersAlikeInBatchesAndAlone() {
        NetworkSpec spec = NetworkSpec.of(Preset.CERTIFIED, 3).withUnits(8);
        InversionNetwork network = new InversionNetwork(spec, List.of(NetworkBuilder.build(spec, 1)));
        double[] matrices = Batches.uniform(3, 5000, 1);
        double[] all = guesses(network, 3, matrices);
        for (int k : new int[] {0, 4095, 4096, 4999}) {
            assertArrayEquals(
                    guesses(network, 3, Arrays.copyOfRange(matrices, 9 * k, 9 * k + 9)),
                    Arrays.copyOfRange(all, 9 * k, 9 * k + 9),
                    1e-4
                            * Arrays.stream(all, 9 * k, 9 * k + 9)
                                    .map(Math::abs)
                                    .max()
                                    .orElseThrow());
        }
    }

    @Test
    void answersSeveralThreads() {
        NetworkSpec spec = NetworkSpec.of(Preset.CERTIFIED, 3).withUnits(8);
        InversionNetwork network = new InversionNetwork(spec, List.of(NetworkBuilder.build(spec, 1)));
        double[] matrices = Batches.uniform(3, 500, 1);
        double[] expected = guesses(network, 3, matrices);
        List<double[]> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(k -> guesses(network, 3, matrices))
                .toList();
        answers.forEach(answer -> assertArrayEquals(expected, answer, 0));
    }

    /** Cubic steps contract the residual of every non-singular matrix, whatever number is learned. */
    @Test
    void chebyshevStepsConvergeForAnyLearnedNumber() {
        for (double logit : new double[] {-14, -9, -3, 0, 2, 6}) {
            NetworkSpec spec = NetworkSpec.of(Preset.CHEBYSHEV, 4);
            NetworkGraph graph = NetworkBuilder.build(spec, 1);
            graph.graph().getVariable(ChebyshevNetwork.LOGIT).getArr().putScalar(0, logit);
            double[] matrices = Batches.uniform(4, 300, 1e-3, 5);
            double[] inverses = guesses(new InversionNetwork(spec, List.of(graph)), 4, matrices);
            for (int k = 0; k < 300; k++) {
                assertEquals(
                        0,
                        Math.min(0, 1 - spectralNorm(residual(matrices, inverses, k))),
                        1e-5,
                        "matrix " + k + " at " + logit);
            }
        }
    }

    private static RealMatrix residual(double[] matrices, double[] inverses, int k) {
        double[][] residual = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                residual[i][j] = i == j ? 1 : 0;
                for (int l = 0; l < 4; l++) {
                    residual[i][j] -= matrices[(k * 4 + i) * 4 + l] * inverses[(k * 4 + l) * 4 + j];
                }
            }
        }
        return new Array2DRowRealMatrix(residual, false);
    }

    private static double spectralNorm(RealMatrix matrix) {
        return new SingularValueDecomposition(matrix).getNorm();
    }
}

package org.chiasma.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Nd4jRuntimeTest {
    private static final Nd4jRuntime RUNTIME = new Nd4jRuntime();

    @BeforeAll
    static void load() {
        RUNTIME.nd4j();
    }

    private static double[][] random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return values;
    }

    @Test
    void runsEveryTaskOnceWithSingleThreadedNativeCalls() {
        AtomicIntegerArray runs = new AtomicIntegerArray(100);
        Set<Integer> nativeThreads = ConcurrentHashMap.newKeySet();
        RUNTIME.concurrently(100, task -> {
            runs.incrementAndGet(task);
            nativeThreads.add(openblas_nolapack.blas_get_num_threads());
        });
        for (int task = 0; task < 100; task++) {
            assertEquals(1, runs.get(task));
        }
        assertEquals(Set.of(1), nativeThreads);
        assertEquals(RUNTIME.threads(), openblas_nolapack.blas_get_num_threads());
    }

    @Test
    void aFailingTaskEndsTheOthersAndIsThrown() {
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> RUNTIME.concurrently(10, task -> {
                    throw new IllegalStateException("task " + task);
                }));
        assertTrue(String.valueOf(thrown.getMessage()).startsWith("task "));
        assertEquals(RUNTIME.threads(), openblas_nolapack.blas_get_num_threads());
    }

    @Test
    void multipliesAsATripleLoop() {
        double[][] a = random(70, 131, 1);
        double[][] b = random(131, 43, 2);
        try (INDArray product = Nd4j.create(a).mmul(Nd4j.create(b))) {
            for (int i = 0; i < 70; i++) {
                for (int j = 0; j < 43; j++) {
                    double expected = 0;
                    for (int k = 0; k < 131; k++) {
                        expected += a[i][k] * b[k][j];
                    }
                    assertEquals(expected, product.getDouble(i, j), 1e-12);
                }
            }
        }
    }

    @Test
    void differentiatesAsFiniteDifferences() {
        double[][] inputs = random(5, 3, 3);
        double[][] weights = random(3, 2, 4);
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, 5, 3);
        SDVariable w = graph.var("w", Nd4j.create(weights));
        SDVariable y = x.mmul(w);
        SDVariable loss = graph.math().square(y).sum("loss");
        graph.setLossVariables(loss.name());
        Map<String, INDArray> feed = Map.of("x", Nd4j.create(inputs));
        INDArray gradient = graph.calculateGradients(feed, "w").get("w");
        double step = 1e-6;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                double difference =
                        (loss(inputs, weights, i, j, step) - loss(inputs, weights, i, j, -step)) / (2 * step);
                assertEquals(difference, gradient.getDouble(i, j), 1e-6);
            }
        }
    }

    /** Sum of squares of x w with one weight moved. */
    private static double loss(double[][] x, double[][] w, int row, int column, double step) {
        double sum = 0;
        for (double[] input : x) {
            for (int j = 0; j < w[0].length; j++) {
                double y = 0;
                for (int k = 0; k < w.length; k++) {
                    y += input[k] * (w[k][j] + (k == row && j == column ? step : 0));
                }
                sum += y * y;
            }
        }
        return sum;
    }

    @Test
    void setsTheThreadsOfOpenBlas() {
        int before = RUNTIME.threads();
        try {
            RUNTIME.threads(1);
            assertEquals(1, RUNTIME.threads());
            assertEquals(1, openblas_nolapack.blas_get_num_threads());
        } finally {
            RUNTIME.threads(before);
        }
    }

    @Test
    void refusesZeroThreads() {
        assertThrows(IllegalArgumentException.class, () -> RUNTIME.threads(0));
    }
}

package org.chiasma.completion.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chiasma.api.CancelledException;
import org.chiasma.api.Progress;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.completion.internal.Golden;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReluKernelTest {
    private final LinearAlgebra algebra = new LinearAlgebra();

    /** Lower triangle by {@code gram}, mirrored. */
    private double[][] gram(double[][] features, int depth) {
        try (UnitRows rows = UnitRows.of(Golden.matrix(features));
                OffHeapMatrix kernel = new ReluKernel(algebra, rows, depth).gram(Progress.NONE)) {
            double[][] values = Golden.array(kernel);
            for (int i = 0; i < values.length; i++) {
                for (int j = i + 1; j < values.length; j++) {
                    values[i][j] = values[j][i];
                }
            }
            return values;
        }
    }

    private static double[][] random(int items, int width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[items][width];
        for (double[] row : values) {
            for (int k = 0; k < width; k++) {
                row[k] = random.nextDouble(-1, 1);
            }
        }
        return values;
    }

    /** The recursion of the class comment, entry by entry with Math.acos. */
    private static double plain(double[] u, double[] v, int depth) {
        double uu = 0;
        double vv = 0;
        double uv = 0;
        for (int k = 0; k < u.length; k++) {
            uu += u[k] * u[k];
            vv += v[k] * v[k];
            uv += u[k] * v[k];
        }
        double scale = Math.sqrt(uu * vv);
        double rho = uv / scale;
        double theta = rho;
        for (int layer = 0; layer < depth; layer++) {
            double angle = Math.acos(rho);
            rho = (rho * (Math.PI - angle) + Math.sin(angle)) / Math.PI;
            theta = rho + theta * (Math.PI - angle) / Math.PI;
        }
        return scale * theta;
    }

    @ParameterizedTest
    @CsvSource({
        "unit,1", "unit,2", "unit,3", "unit,4", "unit,5", "raw,1", "raw,2", "raw,3", "raw,4", "raw,5", "edge,1",
        "edge,2", "edge,3", "edge,4", "edge,5"
    })
    void equalsTheKernelAtFortyDigits(String prior, int depth) {
        double[][] features = Golden.transposed(Golden.read("fc/Z_" + prior + ".csv"));
        double[][] expected = Golden.read("fc/" + prior + "_relu_ntk_L" + depth + ".csv");
        Golden.assertClose(expected, gram(features, depth), 1e-13);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void keepsThirteenDigitsPerEntryWithoutRegardToScale(int depth) {
        double[][] features = Golden.transposed(Golden.read("fc/Z_edge.csv"));
        double[][] expected = Golden.read("fc/edge_relu_ntk_L" + depth + ".csv");
        double[][] actual = gram(features, depth);
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected.length; j++) {
                double scale = Math.sqrt(expected[i][i] * expected[j][j]);
                assertEquals(expected[i][j], actual[i][j], 1e-13 * scale, "entry (" + i + ", " + j + ")");
            }
        }
    }

    @Test
    void equalsTheRecursionAcrossTileBorders() {
        double[][] features = random(1100, 7, 11);
        double[][] actual = gram(features, 2);
        for (int i = 0; i < features.length; i += 13) {
            for (int j = 0; j < i; j += 7) {
                double expected = plain(features[i], features[j], 2);
                assertEquals(expected, actual[i][j], 1e-12, "entry (" + i + ", " + j + ")");
            }
        }
    }

    @Test
    void crossKernelIsABlockOfTheGramMatrix() {
        double[][] features = random(600, 5, 3);
        int[] first = IntStream.range(0, 290).toArray();
        int[] second = IntStream.range(290, 600).toArray();
        double[][] whole = gram(features, 3);
        try (UnitRows rows = UnitRows.of(Golden.matrix(features));
                OffHeapMatrix cross = new ReluKernel(algebra, rows, 3).cross(second, first, Progress.NONE)) {
            double[][] block = Golden.array(cross);
            for (int i = 0; i < second.length; i++) {
                for (int j = 0; j < first.length; j++) {
                    assertEquals(whole[second[i]][first[j]], block[i][j], 1e-14);
                }
            }
        }
    }

    @Test
    void permutedItemsGiveThePermutedKernel() {
        double[][] features = random(40, 6, 5);
        int[] order = IntStream.range(0, 40).map(i -> (i * 7 + 3) % 40).toArray();
        double[][] permuted = IntStream.of(order).mapToObj(i -> features[i]).toArray(double[][]::new);
        double[][] kernel = gram(features, 2);
        double[][] actual = gram(permuted, 2);
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                assertEquals(kernel[order[i]][order[j]], actual[i][j], 1e-14);
            }
        }
    }

    @Test
    void givesTheSameBytesTwice() {
        double[][] features = random(700, 30, 8);
        double[][] once = gram(features, 1);
        double[][] twice = gram(features, 1);
        for (int i = 0; i < once.length; i++) {
            assertArrayEquals(once[i], twice[i]);
        }
    }

    @Test
    void diagonalIsExact() {
        double[][] kernel = gram(new double[][] {{3, 4}, {0, 0}, {1e-150, 0}}, 2);
        assertEquals(75.0, kernel[0][0]);
        assertEquals(0.0, kernel[1][1]);
        assertEquals(0.0, kernel[1][0]);
        assertEquals(0.0, kernel[2][1]);
    }

    @Test
    void stopsWhenCancelled() {
        Progress cancelled = RecordedProgress.cancelled();
        try (UnitRows rows = UnitRows.of(Golden.matrix(random(10, 3, 1)))) {
            ReluKernel kernel = new ReluKernel(algebra, rows, 1);
            assertThrows(CancelledException.class, () -> kernel.gram(cancelled));
        }
    }

    @Test
    void refusesDepthZero() {
        try (UnitRows rows = UnitRows.of(Golden.matrix(random(2, 2, 1)))) {
            assertThrows(IllegalArgumentException.class, () -> new ReluKernel(algebra, rows, 0));
        }
    }
}

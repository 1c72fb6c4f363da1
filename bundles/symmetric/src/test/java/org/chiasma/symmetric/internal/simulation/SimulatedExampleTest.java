package org.chiasma.symmetric.internal.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.PackedSymmetricMatrix;
import org.chiasma.symmetric.internal.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedExampleTest {
    private static final Map<Family, String> REFERENCE_NAMES =
            Map.of(Family.PSD, "psd", Family.INDEFINITE, "indef", Family.NETWORK, "network", Family.CONTACTS, "hic");

    private static SimulatedExample example(Family family, int columns, long seed) {
        return new Simulation(family, 20, columns, seed, 0, 0.8).example();
    }

    private static PackedSymmetricMatrix observed(SimulatedExample example) {
        return example.observed(Axis.anonymous("columns", example.simulation().columns()));
    }

    private static PackedSymmetricMatrix signal(SimulatedExample example) {
        return example.signal(Axis.anonymous("columns", example.simulation().columns()));
    }

    private static float[] block(Matrix matrix, long row, long column, int rows, int columns) {
        float[] block = new float[rows * columns];
        matrix.copyBlock(row, column, rows, columns, block, 0, columns);
        return block;
    }

    private static void assertNear(float[] expected, float[] found) {
        assertEquals(expected.length, found.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], 1e-6 * Math.max(1, Math.abs(expected[i])), "entry " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheReference(Family family) {
        String golden = "fam_" + REFERENCE_NAMES.get(family);
        SimulatedExample example = example(family, 64, 5);
        double[][] x = Goldens.matrix(golden + "_X");
        for (int n = 0; n < 20; n++) {
            for (int j = 0; j < 8; j++) {
                assertEquals(x[n][j], example.x()[n][j], 1e-6 * Math.max(1, Math.abs(x[n][j])));
            }
        }
        assertNear(Goldens.floats(golden + "_signal"), block(signal(example), 0, 0, 16, 16));
        assertNear(Goldens.floats(golden + "_Z"), block(observed(example), 0, 0, 16, 16));
    }

    /** More entries than an int counts, in tiles that lie across the diagonal and differ in all extents. */
    @ParameterizedTest
    @EnumSource
    void isSymmetricToTheBitAndTheSameInEveryTile(Family family) {
        SimulatedExample example = example(family, 70_000, 8);
        for (Matrix matrix : new Matrix[] {observed(example), signal(example)}) {
            float[] upper = block(matrix, 60_000, 60_100, 130, 1_100);
            float[] lower = block(matrix, 60_100, 60_000, 1_100, 130);
            float[] part = block(matrix, 60_017, 60_090, 50, 70);
            for (int i = 0; i < 130; i++) {
                for (int j = 0; j < 1_100; j++) {
                    assertEquals(upper[i * 1_100 + j], lower[j * 130 + i]);
                }
            }
            for (int i = 0; i < 50; i++) {
                for (int j = 10; j < 70; j++) {
                    assertEquals(upper[(17 + i) * 1_100 + j - 10], part[i * 70 + j]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameSeedGivesTheSameExample(Family family) {
        float[] once = block(observed(example(family, 300, 8)), 0, 0, 300, 300);
        assertArrayEquals(once, block(observed(example(family, 300, 8)), 0, 0, 300, 300));
        assertFalse(Arrays.equals(once, block(observed(example(family, 300, 9)), 0, 0, 300, 300)));
    }

    @ParameterizedTest
    @EnumSource
    void rowsPackedEntriesAndBlocksAgree(Family family) {
        PackedSymmetricMatrix z = observed(example(family, 37, 2));
        double[] packed = new double[37 * 38 / 2];
        z.copyPacked(0, 300, packed, 0);
        z.copyPacked(300, packed.length - 300, packed, 300);
        double[] all = new double[37 * 37];
        z.copyBlock(0, 0, 37, 37, all, 0, 37);
        int entry = 0;
        for (int i = 0; i < 37; i++) {
            for (int j = i; j < 37; j++) {
                assertEquals(all[i * 37 + j], packed[entry++]);
                assertEquals(all[i * 37 + j], all[j * 37 + i]);
            }
        }
        assertThrows(IndexOutOfBoundsException.class, () -> z.copyBlock(30, 0, 8, 1, new double[8], 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> z.copyBlock(0, 0, 2, 37, new float[73], 0, 37));
        assertThrows(IndexOutOfBoundsException.class, () -> z.copyPacked(700, 4, new double[4], 0));
    }

    /** Noise by the formula of Box and Muller in double precision, on the numbers of the unordered pair. */
    @Test
    void noiseIsAccurate() {
        SimulatedExample example = example(Family.PSD, 47_000, 4);
        float[] z = block(observed(example), 40_000, 0, 2, 47_000);
        float[] signal = block(signal(example), 40_000, 0, 2, 47_000);
        CounterRandom random = new CounterRandom(4, 99);
        double sigma = 0.5;
        for (int i = 0; i < 2; i++) {
            long row = 40_000L + i;
            for (int j = 0; j < 47_000; j++) {
                double noise = random.normal(Math.min(row, j) * 47_000 + Math.max(row, j));
                double expected = signal[i * 47_000 + j] + sigma * noise;
                assertEquals(expected, z[i * 47_000 + j], 1e-6 * Math.max(1, Math.abs(expected)));
            }
        }
    }

    /** Variance one of the signal, so that R2 of the signal is the ceiling, for any D and seed. */
    @ParameterizedTest
    @EnumSource(names = {"PSD", "INDEFINITE"})
    void signalExplainsTheCeiling(Family family) {
        for (int columns : new int[] {700, 2_000}) {
            SimulatedExample example = example(family, columns, 11);
            float[] z = block(observed(example), 0, 0, columns, columns);
            float[] signal = block(signal(example), 0, 0, columns, columns);
            double sum = 0;
            double squares = 0;
            double errors = 0;
            long pairs = columns * (columns - 1L) / 2;
            for (int i = 0; i < columns; i++) {
                for (int j = i + 1; j < columns; j++) {
                    double entry = z[i * columns + j];
                    sum += entry;
                    squares += entry * entry;
                    errors += Math.pow(entry - signal[i * columns + j], 2);
                }
            }
            assertEquals(0.25, errors / pairs, 0.01);
            assertEquals(0.8, 1 - errors / (squares - sum * sum / pairs), 0.06);
        }
    }

    @Test
    void networksAreSparseAndCountsFallWithDistance() {
        float[] edges = block(observed(example(Family.NETWORK, 1_000, 3)), 0, 0, 1_000, 1_000);
        double density = 0;
        for (float edge : edges) {
            assertTrue(edge == 0 || edge == 1);
            density += edge / edges.length;
        }
        assertTrue(density > 0.005 && density < 0.1, "density " + density);
        Matrix contacts = observed(example(Family.CONTACTS, 1_000, 3));
        double near = 0;
        double far = 0;
        for (int i = 0; i < 500; i++) {
            float[] row = block(contacts, i, i, 1, 401);
            near += row[4];
            far += row[400];
        }
        assertTrue(near > 10 * far, near + " against " + far);
    }

    @Test
    void examplesOfAModelShareTheMechanismOnly() {
        float[] one = block(signal(example(Family.PSD, 50, 1)), 0, 0, 50, 50);
        float[] two = block(signal(example(Family.PSD, 50, 2)), 0, 0, 50, 50);
        float[] other = block(signal(new Simulation(Family.PSD, 20, 50, 1, 7, 0.8).example()), 0, 0, 50, 50);
        assertFalse(Arrays.equals(one, two));
        assertFalse(Arrays.equals(one, other));
    }

    @Test
    void withoutNoiseTheEntriesAreTheSignal() {
        SimulatedExample example = new Simulation(Family.INDEFINITE, 5, 90, 1, 0, 1).example();
        assertArrayEquals(block(signal(example), 0, 0, 90, 90), block(observed(example), 0, 0, 90, 90));
    }

    @Test
    void refusesWhatIsNoExample() {
        assertThrows(IllegalArgumentException.class, () -> new Simulation(Family.PSD, 0, 5, 1, 0, 0.8));
        assertThrows(IllegalArgumentException.class, () -> new Simulation(Family.PSD, 5, 5, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Simulation(Family.PSD, 5, 5, 1, 0, Double.NaN));
        SimulatedExample example = example(Family.PSD, 5, 1);
        assertThrows(IllegalArgumentException.class, () -> example.signal(Axis.anonymous("columns", 6)));
    }
}

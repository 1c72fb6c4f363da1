package org.chiasma.inverter.internal.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
    @ParameterizedTest
    @EnumSource(Preset.class)
    void readsTargetsBackAsInverses(Preset preset) {
        double[] matrices = Batches.uniform(4, 100, 1);
        for (int e = 0; e < matrices.length; e++) {
            matrices[e] *= Math.exp(e / 16 % 7 - 3);
        }
        double[] inverses = Batches.inverses(4, matrices);
        Encoding.Encoded batch = NetworkSpec.of(preset, 4).encoding().encode(4, 100, matrices);
        double[] decoded = new double[inverses.length];
        batch.decode(batch.targets(inverses), decoded);
        for (int e = 0; e < inverses.length; e++) {
            assertEquals(1, decoded[e] / inverses[e], 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void canonicalFormIsTheSameForAllScalesOrdersAndSigns(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[] matrix = Batches.uniform(n, 1, 1e-3, n);
        Encoding encoding = new CanonicalEncoding();
        float[] expected = encoding.encode(n, 1, matrix).inputs();
        for (int trial = 0; trial < 50; trial++) {
            int[] rows = permutation(n, random);
            int[] columns = permutation(n, random);
            int[] signs = random.ints(2L * n, 0, 2).map(bit -> 2 * bit - 1).toArray();
            double scale = Math.scalb(1.0, random.nextInt(-40, 40));
            double[] changed = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    changed[i * n + j] = scale * signs[i] * signs[n + j] * matrix[rows[i] * n + columns[j]];
                }
            }
            assertArrayEquals(expected, encoding.encode(n, 1, changed).inputs());
        }
    }

    private static int[] permutation(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 1; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    @Test
    void canonicalFormHasADescendingPositiveDiagonal() {
        float[] inputs = new CanonicalEncoding()
                .encode(3, 1, new double[] {1, -9, 2, 3, 4, -5, -7, 0.5, 8})
                .inputs();
        assertTrue(inputs[0] >= inputs[4] && inputs[4] >= inputs[8] && inputs[8] >= 0);
        assertTrue(inputs[1] >= 0 && inputs[2] >= 0);
    }

    @Test
    void canonicalFormHasRowsAndColumnsOfLikeLength() {
        float[] inputs = new CanonicalEncoding()
                .encode(3, 1, new double[] {1, -9, 2, 3, 4, -5, -7, 0.5, 8})
                .inputs();
        for (int line = 0; line < 3; line++) {
            double row = 0;
            double column = 0;
            for (int e = 0; e < 3; e++) {
                row += inputs[line * 3 + e] * inputs[line * 3 + e];
                column += inputs[e * 3 + line] * inputs[e * 3 + line];
            }
            assertEquals(1 / 3.0, row, 0.03);
            assertEquals(1 / 3.0, column, 1e-6);
        }
    }

    @Test
    void canonicalFormIsTheSameForAllScalesOfRows() {
        double[] matrix = {1, -9, 2, 3, 4, -5, -7, 0.5, 8};
        double[] scaled = {1e9, -9e9, 2e9, 3, 4, -5, -7e-9, 0.5e-9, 8e-9};
        Encoding encoding = new CanonicalEncoding();
        assertArrayEquals(
                encoding.encode(3, 1, matrix).inputs(),
                encoding.encode(3, 1, scaled).inputs(),
                1e-6f);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void takesMatricesOfZerosAndExtremeOnes(Preset preset) {
        double[] matrices = new double[27];
        matrices[9] = 1e300;
        matrices[13] = -1e300;
        matrices[17] = 1e300;
        matrices[18] = 1e-300;
        matrices[22] = 1e-300;
        matrices[26] = 1e-300;
        Encoding.Encoded batch = NetworkSpec.of(preset, 3).encoding().encode(3, 3, matrices);
        for (float input : batch.inputs()) {
            assertTrue(Float.isFinite(input));
        }
        batch.decode(new float[27], new double[27]);
    }

    @Test
    void networksOfTheSourcesSeeOnlyTheirRange() {
        Encoding.Encoded batch =
                NetworkSpec.of(Preset.SEED, 2).encoding().encode(2, 2, new double[] {1, 0.5, 0, -1.5, 8, 0, 0, 4});
        assertArrayEquals(new float[] {1, 0.5f, 0, -1.5f, 2, 0, 0, 1}, batch.inputs());
        double[] inverses = {1, 2, 3, 4, 1 / 8.0, 0, 0, 1 / 4.0};
        assertArrayEquals(new float[] {0.2f, 0.4f, 0.6f, 0.8f, 0.1f, 0, 0, 0.2f}, batch.targets(inverses));
    }
}

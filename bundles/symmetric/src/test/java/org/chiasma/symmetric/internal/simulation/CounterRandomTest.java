package org.chiasma.symmetric.internal.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.chiasma.symmetric.internal.Goldens;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
    private final CounterRandom random = new CounterRandom(1, 2);

    @Test
    void drawsTheReferenceNumbers() {
        JsonObject golden = Goldens.json().getAsJsonObject("prng");
        assertEquals(golden.get("key(seed=1,stream=2)").getAsString(), Long.toUnsignedString(random.key()));
        JsonArray uniforms = golden.getAsJsonArray("uniforms(1,2,0..7)");
        JsonArray normals = golden.getAsJsonArray("normals(1,2,8)");
        for (int i = 0; i < 8; i++) {
            assertEquals(uniforms.get(i).getAsDouble(), random.uniform(i), 1e-15);
            assertEquals(normals.get(i).getAsDouble(), random.normal(i), 1e-15);
        }
    }

    @Test
    void isNormal() {
        int n = 200_000;
        double[] moments = new double[4];
        for (double z : random.normals(n)) {
            for (int power = 0; power < 4; power++) {
                moments[power] += Math.pow(z, power + 1) / n;
            }
        }
        assertArrayEquals(new double[] {0, 1, 0, 3}, moments, 0.05);
    }

    /** Pairs along a row have the same bits as the stream at their numbers, on both sides of the diagonal. */
    @Test
    void pairsHaveTheNumbersOfTheSmallerColumnFirst() {
        long size = 3_000_000_000L;
        PairCounters counters = new PairCounters(random, size, 2);
        long row = 2_000_000_100L;
        long[] bits = new long[300];
        for (int draw = 0; draw < 2; draw++) {
            counters.bits(row, row - 150, 0, 300, draw, bits);
            for (int t = 0; t < 300; t++) {
                long column = row - 150 + t;
                long pair = Math.min(row, column) * size + Math.max(row, column);
                assertEquals(random.bits(2 * pair + draw), bits[t]);
            }
        }
    }
}

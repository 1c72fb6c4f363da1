package org.chiasma.symmetric.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.symmetric.internal.Goldens;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.storage.ArrayMatrix;
import org.chiasma.symmetric.internal.storage.FactorBounds;
import org.chiasma.symmetric.internal.storage.FactoredMatrix;
import org.chiasma.symmetric.internal.storage.TileGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairQueriesTest {
    private static PairQueries queries(Matrix matrix, Ranking ranking) {
        return new PairQueries(matrix, ranking, Progress.NONE);
    }

    /** All pairs by plain sorting. */
    private static List<Pair> sorted(Matrix matrix, Ranking ranking) {
        double[][] entries = ArrayMatrix.entries(matrix);
        List<Pair> all = new ArrayList<>();
        for (int i = 0; i < entries.length; i++) {
            for (int j = i + 1; j < entries.length; j++) {
                if (!Double.isNaN(entries[i][j])) {
                    all.add(new Pair(i, j, (float) entries[i][j]));
                }
            }
        }
        // The sort is stable, so equal scores stay in the order of rows and columns.
        all.sort((a, b) -> Float.compare(ranking.score(b.value()), ranking.score(a.value())));
        return all;
    }

    private static FactoredMatrix golden() {
        float[] factors = Goldens.floats("q_E");
        double[] core = new double[36];
        double[] signs = {1, -1, 1, -1, 1, 1};
        for (int k = 0; k < 6; k++) {
            core[7 * k] = signs[k];
        }
        Axis axis = Axis.anonymous("columns", 500);
        return new FactoredMatrix(axis, axis, factors, core, new float[500], 0, Link.IDENTITY);
    }

    @Test
    void findsTheTopPairsOfTheReference() {
        JsonArray expected = Goldens.json().getAsJsonArray("topk20");
        List<Pair> found = queries(golden(), Ranking.VALUE).top(20).pairs();
        assertEquals(20, found.size());
        for (int k = 0; k < 20; k++) {
            JsonArray pair = expected.get(k).getAsJsonArray();
            assertEquals(pair.get(0).getAsLong(), found.get(k).row());
            assertEquals(pair.get(1).getAsLong(), found.get(k).column());
            assertEquals(pair.get(2).getAsDouble(), found.get(k).value(), 1e-5);
        }
    }

    @Test
    void countsThePairsAboveTheThresholdOfTheReference() {
        long expected = Goldens.json().get("count_gt_5").getAsLong();
        PairQueries queries = queries(golden(), Ranking.VALUE);
        assertEquals(expected, queries.countAbove(5));
        Answer above = queries.above(5, 10_000);
        assertEquals(expected, above.pairs().size());
        assertEquals(queries.top(20).pairs(), above.pairs().subList(0, 20));
    }

    @Test
    void findsTheTopOfTheReferencesFirstRow() {
        JsonArray expected = Goldens.json().getAsJsonArray("row0_top5");
        List<Pair> found = queries(golden(), Ranking.VALUE).topOfRow(0, 5);
        Neighbours every = queries(golden(), Ranking.VALUE).topOfEveryRow(5);
        for (int k = 0; k < 5; k++) {
            assertEquals(expected.get(k).getAsLong(), found.get(k).column());
        }
        assertEquals(found, every.of(0));
    }

    @ParameterizedTest
    @EnumSource
    void searchesOfEntriesAgreeWithSorting(Ranking ranking) {
        int n = 1300;
        double[][] entries = ArrayMatrix.symmetric(n, 1);
        Random random = new Random(2);
        for (int k = 0; k < 3000; k++) { // ties and missing entries
            int i = random.nextInt(n);
            int j = random.nextInt(n);
            entries[i][j] = k % 3 == 0 ? Double.NaN : (k % 2 == 0 ? 4 : -4);
            entries[j][i] = entries[i][j];
        }
        Matrix matrix = ArrayMatrix.of(entries);
        List<Pair> expected = sorted(matrix, ranking);
        Answer answer = queries(matrix, ranking).top(500);
        assertEquals(expected.subList(0, 500), answer.pairs());
        assertEquals(1, answer.tiles());
        assertEquals(1, answer.entries());
        long above =
                expected.stream().filter(p -> ranking.score(p.value()) > 3.5f).count();
        assertEquals(
                expected.subList(0, (int) above),
                queries(matrix, ranking).above(3.5, 100_000).pairs());
    }

    @ParameterizedTest
    @EnumSource
    void searchesOfFactorsAgreeWithSortingAndSkip(Ranking ranking) {
        FactoredMatrix matrix = heavyTailed(1500, ranking == Ranking.VALUE ? Link.IDENTITY : Link.LOG1P);
        List<Pair> expected = sorted(matrix, ranking);
        Answer answer = queries(matrix, ranking).top(50);
        assertEquals(expected.subList(0, 50), answer.pairs());
        assertTrue(answer.entries() < 0.5, "visited " + answer.entries());
        float threshold = ranking.score(expected.get(70).value());
        assertEquals(
                expected.stream()
                        .filter(p -> ranking.score(p.value()) > threshold)
                        .toList(),
                queries(matrix, ranking).above(threshold, 100).pairs());
    }

    /** Rows of very different lengths. */
    private static FactoredMatrix heavyTailed(int n, Link link) {
        Random random = new Random(3);
        float[] factors = new float[n * 4];
        for (int i = 0; i < n; i++) {
            double length = 0.1 / (0.02 + random.nextDouble());
            for (int k = 0; k < 4; k++) {
                factors[4 * i + k] = (float) (length * random.nextGaussian());
            }
        }
        double[] core = {1, 0.2, 0, 0, 0.2, -0.5, 0, 0, 0, 0, 0.3, 0, 0, 0, 0, 0};
        float[] biases = new float[n];
        for (int i = 0; i < n; i++) {
            biases[i] = (float) (0.1 * random.nextGaussian());
        }
        Axis axis = Axis.anonymous("loci", n);
        return new FactoredMatrix(axis, axis, factors, core, biases, 0.05f, link);
    }

    @ParameterizedTest
    @EnumSource
    void boundsHoldForEveryTileAndRow(Link link) {
        FactoredMatrix matrix = ArrayMatrix.factored(90, 4, link, 7);
        TileGrid grid = new TileGrid(90, 16);
        FactorBounds bounds = new FactorBounds(matrix, grid);
        double[][] entries = ArrayMatrix.entries(matrix);
        for (int i = 0; i < 90; i++) {
            for (int j = i; j < 90; j++) {
                int a = grid.tileOf(i);
                int b = grid.tileOf(j);
                assertTrue(bounds.lowest(a, b) <= entries[i][j] && entries[i][j] <= bounds.highest(a, b));
                assertTrue(bounds.lowest((long) i, b) <= entries[i][j] && entries[i][j] <= bounds.highest((long) i, b));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRowsNeighboursAgreeWithSearchesOfTheRow(Ranking ranking) {
        double[][] entries = ArrayMatrix.symmetric(1100, 5);
        entries[3][9] = Double.NaN;
        entries[9][3] = Double.NaN;
        entries[20][30] = 2.5;
        entries[30][20] = 2.5;
        entries[20][31] = 2.5;
        entries[31][20] = 2.5;
        PairQueries queries = queries(ArrayMatrix.of(entries), ranking);
        Neighbours neighbours = queries.topOfEveryRow(7);
        for (int row = 0; row < 1100; row++) {
            assertEquals(queries.topOfRow(row, 7), neighbours.of(row));
        }
    }

    @Test
    void smallMatricesHaveFewPairs() {
        for (int n = 0; n < 3; n++) {
            PairQueries queries = queries(ArrayMatrix.of(ArrayMatrix.symmetric(n, 1)), Ranking.VALUE);
            assertEquals(n * (n - 1) / 2, queries.top(10).pairs().size());
            Neighbours neighbours = queries.topOfEveryRow(10);
            for (int row : IntStream.range(0, n).toArray()) {
                assertEquals(n - 1, neighbours.of(row).size());
            }
        }
    }

    @Test
    void refusesMorePairsThanWanted() {
        Matrix matrix = ArrayMatrix.of(ArrayMatrix.symmetric(60, 1));
        DataException refusal = assertThrows(
                DataException.class, () -> queries(matrix, Ranking.VALUE).above(-10, 1769));
        assertEquals("E-QUERY-PAIRS", refusal.code());
        assertTrue(refusal.getMessage().contains("more than 1769"), refusal.getMessage());
        assertEquals(
                1770, queries(matrix, Ranking.VALUE).above(-10, 1770).pairs().size());
    }
}

package org.chiasma.symmetric.internal.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.DoubleAdder;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.query.Answer;
import org.chiasma.symmetric.internal.query.PairQueries;
import org.chiasma.symmetric.internal.query.Ranking;

/** {@code StorageBenchmark DIRECTORY D RANK}: what storing and asking costs, one line each. */
final class StorageBenchmark {
    private static final double MILLION = 1e6;

    private StorageBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        int n = Integer.parseInt(arguments[1]);
        int rank = Integer.parseInt(arguments[2]);
        FactoredMatrix uniform = matrix(n, rank, false);
        Path factors = directory.resolve("benchmark.factors");
        Path tiles = directory.resolve("benchmark.tiles");
        try {
            FactorsFile.write(uniform, factors, Progress.NONE);
            say("factors", "%.1f MB", Files.size(factors) / MILLION);
            FactoredMatrix read = FactorsFile.read(factors, Progress.NONE);
            say("row of factors", "%.3f ms", rowMillis(read));
            say("block 1024 x 1024 of factors", "%.2f ms", blockMillis(read));
            write(uniform, tiles);
            read(tiles);
            top("uniform", uniform);
            top("heavy-tailed", matrix(n, rank, true));
        } finally {
            Files.deleteIfExists(factors);
            Files.deleteIfExists(tiles);
        }
    }

    private static void write(FactoredMatrix matrix, Path tiles) throws IOException {
        long start = System.nanoTime();
        TilesFile.write(matrix, tiles, StoredType.FLOAT32, TileGrid.DEFAULT_EDGE, Progress.NONE);
        double seconds = seconds(start);
        say("write tiles", "%.0f MB/s", Files.size(tiles) / MILLION / seconds);
        say("write tiles, wall", "%.2f s", seconds);
    }

    /** One pass over all tiles on all processors, adding up. */
    private static void read(Path tiles) throws IOException {
        TiledMatrix matrix = TilesFile.open(tiles);
        TileGrid grid = matrix.grid();
        DoubleAdder sum = new DoubleAdder();
        long start = System.nanoTime();
        Workers.forEach(grid.tiles(), () -> {
            float[] row = new float[grid.edge()];
            return number -> {
                int a = grid.rowOf(number);
                int b = grid.columnOf(number);
                float own = 0;
                for (int i = 0; i < grid.extent(a); i++) {
                    matrix.copyBlock(grid.first(a) + i, grid.first(b), 1, grid.extent(b), row, 0, grid.edge());
                    for (int j = 0; j < grid.extent(b); j++) {
                        own += row[j];
                    }
                }
                sum.add(own);
            };
        });
        double seconds = seconds(start);
        say("read tiles", "%.0f MB/s", Files.size(tiles) / MILLION / seconds);
        say("read tiles, mean entry", "%.5f", sum.sum() / ((double) matrix.storedEntries()));
    }

    private static void top(String name, FactoredMatrix matrix) {
        long start = System.nanoTime();
        Answer answer = new PairQueries(matrix, Ranking.VALUE, Progress.NONE).top(100);
        say("top 100, " + name, "%.2f s", seconds(start));
        say("top 100, " + name + ", tiles visited", "%.3f", answer.tiles());
        say("top 100, " + name + ", entries computed", "%.4f", answer.entries());
    }

    private static double rowMillis(FactoredMatrix matrix) {
        int n = (int) matrix.rowCount();
        float[] row = new float[n];
        double[] times = new double[500];
        Random random = new Random(1);
        for (int k = 0; k < times.length; k++) {
            long start = System.nanoTime();
            matrix.copyBlock(random.nextInt(n), 0, 1, n, row, 0, n);
            times[k] = 1000 * seconds(start);
        }
        return median(times);
    }

    private static double blockMillis(FactoredMatrix matrix) {
        float[] block = new float[TileGrid.DEFAULT_EDGE * TileGrid.DEFAULT_EDGE];
        double[] times = new double[50];
        for (int k = 0; k < times.length; k++) {
            long start = System.nanoTime();
            matrix.copyBlock(0, 2048, 1024, 1024, block, 0, 1024);
            times[k] = 1000 * seconds(start);
        }
        return median(times);
    }

    private static FactoredMatrix matrix(int n, int rank, boolean heavyTailed) {
        Random random = new Random(7);
        float[] factors = new float[n * rank];
        for (int i = 0; i < n; i++) {
            // Student's t with 3 degrees of freedom has normal factors of such lengths.
            double chi = 0;
            for (int k = 0; k < 3; k++) {
                chi += Math.pow(random.nextGaussian(), 2);
            }
            double length = heavyTailed ? Math.sqrt(3 / chi) : 1;
            for (int k = 0; k < rank; k++) {
                factors[i * rank + k] = (float) (length * random.nextGaussian());
            }
        }
        double[] core = new double[rank * rank];
        for (int k = 0; k < rank; k++) {
            core[k * rank + k] = (k % 3 == 2 ? -1.0 : 1.0) / (k + 1);
        }
        Axis axis = Axis.anonymous("columns", n);
        return new FactoredMatrix(axis, axis, factors, core, new float[n], 0, Link.IDENTITY);
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    private static void say(String what, String format, double value) {
        System.out.println(
                what + "\t" + format.formatted(value).toLowerCase(Locale.ROOT).replace("mb", "MB"));
    }
}

package org.chiasma.symmetric.internal.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.storage.TilesFile;

/** The pass over a .tiles file beside products of the same shape in the same process: GFLOP/s of wall time. */
final class PairPassBenchmark {
    private PairPassBenchmark() {}

    public static void main(String[] arguments) throws java.io.IOException {
        Matrix z = TilesFile.open(Path.of(arguments[0]));
        int p = Integer.parseInt(arguments[1]);
        int size = (int) z.rowCount();
        LinearAlgebra algebra = new LinearAlgebra();
        FloatMatrix phi = random(size, p);
        Target target = new MatrixTarget(z, IntStream.range(0, size).toArray(), Link.IDENTITY);
        SingleFeatures features = new SingleFeatures(algebra, phi);
        Coverage coverage = Coverage.of(target, Progress.NONE);
        int tiles = FoldLayout.whole(size).tiles();
        double flops = (double) tiles * (tiles + 1) / 2 * 2.0 * 1024 * 1024 * p + 2.0 * size * p * p;
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            PairPass.of(algebra, features, coverage, target, FoldLayout.whole(size), Progress.NONE);
            double pass = flops / (System.nanoTime() - start);
            start = System.nanoTime();
            int calls = products(algebra, phi, p, tiles);
            double gemm = calls * 2.0 * 1024 * 1024 * p / (System.nanoTime() - start);
            System.out.printf(
                    Locale.ROOT,
                    "D %d, p %d: pass %.1f GFLOP/s, products %.1f GFLOP/s, ratio %.2f%n",
                    size,
                    p,
                    pass,
                    gemm,
                    pass / gemm);
        }
    }

    /** Products of one tile, which stays in cache, with the features, on all threads. */
    private static int products(LinearAlgebra algebra, FloatMatrix phi, int p, int tiles) {
        int strips = Math.min(tiles, 16);
        algebra.concurrently(strips, strip -> {
            try (FloatMatrix tile = random(1024, 1024);
                    FloatMatrix sum = FloatMatrix.zeros(1024, p)) {
                for (int k = 0; k < 16; k++) {
                    algebra.multiply(1, tile, false, phi.block(0, 0, 1024, p), false, 1, sum);
                }
            }
        });
        return strips * 16;
    }

    private static FloatMatrix random(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(1);
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        float[] row = new float[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) random.nextDouble() - 0.5f;
            }
            matrix.writeRow(i, 0, row, 0, columns);
        }
        return matrix;
    }
}

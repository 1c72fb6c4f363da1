package org.chiasma.symmetric.internal.network;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.symmetric.internal.model.ColumnFeatures;
import org.chiasma.symmetric.internal.model.ColumnValues;
import org.chiasma.symmetric.internal.model.FeatureSpec;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.model.MatrixTarget;
import org.chiasma.symmetric.internal.model.TrainingExample;

/** A small map z_ij = a_i a_j - log(1 + boundaries between i and j), a and the boundaries being rows of X and Y. */
final class Synthetic {
    private final ColumnValues columns;
    private final Matrix z;

    Synthetic(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[1][size];
        double[][] y = new double[1][size];
        double[] before = new double[size + 1];
        for (int j = 0; j < size; j++) {
            x[0][j] = random.nextDouble() * 2 - 1;
            y[0][j] = random.nextInt(8) == 0 ? 1 : 0;
            before[j + 1] = before[j] + y[0][j];
        }
        double[][] entries = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                entries[i][j] = x[0][i] * x[0][j] - Math.log1p(before[j] - before[i]);
                entries[j][i] = entries[i][j];
            }
        }
        this.z = matrix(entries);
        this.columns = ColumnValues.of(matrix(x), matrix(y), new int[] {0});
    }

    ColumnFeatures features() {
        return ColumnFeatures.fit(FeatureSpec.LINEAR, List.of(columns));
    }

    TrainingExample example() {
        return new TrainingExample("synthetic", columns, new MatrixTarget(z, positions(), Link.IDENTITY));
    }

    int[] positions() {
        return IntStream.range(0, columns.columns()).toArray();
    }

    /** Of a prediction, over pairs. */
    double r2(float[] predicted) {
        int size = columns.columns();
        double[] row = new double[size];
        double error = 0;
        double sum = 0;
        double squares = 0;
        int pairs = 0;
        for (int i = 0; i < size; i++) {
            z.copyRow(i, row, 0);
            for (int j = i + 1; j < size; j++) {
                double difference = row[j] - predicted[i * size + j];
                error += difference * difference;
                sum += row[j];
                squares += row[j] * row[j];
                pairs++;
            }
        }
        return 1 - error / (squares - sum * sum / pairs);
    }

    private static Matrix matrix(double[][] rows) {
        MatrixSpec spec =
                MatrixSpec.dense(Axis.anonymous("rows", rows.length), Axis.anonymous("columns", rows[0].length));
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            for (int i = 0; i < rows.length; i++) {
                draft.writeRow(i, rows[i], 0);
            }
            return draft.seal();
        }
    }
}

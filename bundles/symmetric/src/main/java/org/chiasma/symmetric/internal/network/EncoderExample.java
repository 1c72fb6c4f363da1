package org.chiasma.symmetric.internal.network;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.ColumnFeatures;
import org.chiasma.symmetric.internal.model.Target;
import org.chiasma.symmetric.internal.model.TrainingExample;

/** One example during the training of an encoder: its features, and which of its columns are held out. */
final class EncoderExample implements AutoCloseable {
    private final FloatMatrix phi;
    private final Target target;
    private final int run;
    private final int[] trainingRuns;
    private final int[] heldOut;
    private final float[] heldOutEntries;

    private EncoderExample(FloatMatrix phi, Target target, int run, int[] trainingRuns, int[] heldOut) {
        this.phi = phi;
        this.target = target;
        this.run = run;
        this.trainingRuns = trainingRuns;
        this.heldOut = heldOut;
        this.heldOutEntries = ColumnBlock.entries(target, heldOut);
    }

    /**
     * Prepares an example.
     *
     * @param share of its columns to hold out
     * @param fewest held-out columns at least, as far as half of the columns are enough
     * @param most held-out columns at most
     */
    static EncoderExample of(
            ColumnFeatures features,
            TrainingExample example,
            double share,
            int fewest,
            int most,
            LinearAlgebra algebra) {
        int size = example.target().size();
        int run = ColumnBlock.run(size);
        int runs = (size + run - 1) / run;
        int held = (int) Math.max(fewest, Math.min(most, share * size));
        int heldRuns = Math.max(1, Math.min(runs / 2, held / run));
        int[] heldOut = IntStream.range(0, heldRuns)
                .map(k -> (int) ((k + 0.5) * runs / heldRuns))
                .toArray();
        boolean[] taken = new boolean[runs];
        IntStream.of(heldOut).forEach(k -> taken[k] = true);
        int[] training = IntStream.range(0, runs).filter(k -> !taken[k]).toArray();
        return new EncoderExample(
                features.matrix32(example.columns(), algebra),
                example.target(),
                run,
                training,
                ColumnBlock.columns(heldOut, run, size));
    }

    Target target() {
        return target;
    }

    /** q. */
    int width() {
        return Math.toIntExact(phi.columns());
    }

    /** Whether a pair among the held-out columns is missing, as a sign of the others. */
    boolean hasMissing() {
        int b = heldOut.length;
        for (int i = 0; i < b; i++) {
            for (int j = 0; j < i; j++) {
                if (Float.isNaN(heldOutEntries[i * b + j])) {
                    return true;
                }
            }
        }
        return false;
    }

    int[] trainingColumns() {
        return ColumnBlock.columns(trainingRuns, run, target.size());
    }

    int[] draw(int wanted, SplittableRandom random) {
        return ColumnBlock.draw(trainingRuns, run, target.size(), wanted, random);
    }

    /** Features of some columns, row-major. */
    float[] features(int[] columns) {
        int q = width();
        float[] rows = new float[Math.multiplyExact(columns.length, q)];
        for (int k = 0; k < columns.length; k++) {
            phi.readRow(columns[k], 0, rows, k * q, q);
        }
        return rows;
    }

    /** The same outside the heap; to be closed. */
    FloatMatrix matrix(int[] columns) {
        int q = width();
        FloatMatrix rows = FloatMatrix.zeros(columns.length, q);
        float[] row = new float[q];
        for (int k = 0; k < columns.length; k++) {
            phi.readRow(columns[k], 0, row, 0, q);
            rows.writeRow(k, 0, row, 0, q);
        }
        return rows;
    }

    /** The mean loss over observed pairs among the held-out columns. */
    double heldOutLoss(LinearAlgebra algebra, ColumnEncoder encoder, PairLoss loss) {
        int b = heldOut.length;
        float[] outputs;
        try (FloatMatrix rows = matrix(heldOut)) {
            outputs = encoder.encode(algebra, rows);
        }
        int[] signs = encoder.weights().signs();
        int width = signs.length + 1;
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < b; i++) {
            for (int j = 0; j < i; j++) {
                float entry = heldOutEntries[i * b + j];
                if (!Float.isNaN(entry)) {
                    double predicted = outputs[i * width + width - 1] + outputs[j * width + width - 1];
                    for (int k = 0; k < signs.length; k++) {
                        predicted += signs[k] * outputs[i * width + k] * outputs[j * width + k];
                    }
                    sum += loss.of(entry, predicted);
                    pairs++;
                }
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    @Override
    public void close() {
        phi.close();
    }
}

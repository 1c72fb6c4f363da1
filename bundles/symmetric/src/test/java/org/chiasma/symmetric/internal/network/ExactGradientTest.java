package org.chiasma.symmetric.internal.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.Target;
import org.junit.jupiter.api.Test;

class ExactGradientTest {
    private static final int SIZE = 40;
    private static final int[] SIGNS = {1, -1, 1};

    @Test
    void isTheDerivativeOfTheMeanSquaredErrorOverPairsOfTheColumns() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] z = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j <= i; j++) {
                z[i][j] = z[j][i] = random.nextDouble() - 0.5;
            }
        }
        int[] columns = {0, 1, 2, 5, 9, 10, 11, 20, 33, 39};
        float[] outputs = new float[columns.length * 4];
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] = (float) random.nextDouble() - 0.5f;
        }
        float[] gradient = new ExactGradient(new LinearAlgebra(), target(z), columns).of(outputs, SIGNS, Progress.NONE);
        for (int k = 0; k < outputs.length; k++) {
            double[] moved = new double[outputs.length];
            for (int l = 0; l < moved.length; l++) {
                moved[l] = outputs[l];
            }
            moved[k] += 1e-5;
            double above = error(z, columns, moved);
            moved[k] -= 2e-5;
            double below = error(z, columns, moved);
            assertEquals((above - below) / 2e-5, gradient[k], 1e-5, "output " + k);
        }
    }

    private static double error(double[][] z, int[] columns, double[] outputs) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                if (i != j) {
                    double predicted = outputs[i * 4 + 3] + outputs[j * 4 + 3];
                    for (int k = 0; k < 3; k++) {
                        predicted += SIGNS[k] * outputs[i * 4 + k] * outputs[j * 4 + k];
                    }
                    double difference = z[columns[i]][columns[j]] - predicted;
                    sum += difference * difference;
                }
            }
        }
        return sum / (columns.length * (columns.length - 1));
    }

    private static Target target(double[][] z) {
        return new Target() {
            @Override
            public int size() {
                return SIZE;
            }

            @Override
            public boolean isSingle() {
                return false;
            }

            @Override
            public void copy(int firstRow, int firstColumn, int rows, int columns, double[] target) {
                for (int i = 0; i < rows; i++) {
                    System.arraycopy(z[firstRow + i], firstColumn, target, i * columns, columns);
                }
            }
        };
    }
}

package org.chiasma.completion.internal.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chiasma.api.Progress;
import org.chiasma.completion.internal.Golden;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.junit.jupiter.api.Test;

class SoftImputeTest {
    @Test
    void completeMatrixIsShrunkOnce() {
        double[][] diagonal = {{4, 0, 0}, {0, 2, 0}, {0, 0, 0.5}};
        try (OffHeapMatrix observed = Golden.matrix(diagonal);
                OffHeapMatrix shrunk = new SoftImpute(new LinearAlgebra(), 0.25).complete(observed, Progress.NONE)) {
            Golden.assertClose(new double[][] {{3, 0, 0}, {0, 1, 0}, {0, 0, 0}}, Golden.array(shrunk), 1e-14);
        }
    }

    @Test
    void recoversAMatrixOfRankOne() {
        double[][] values = new double[20][15];

        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 15; j++) {
                values[i][j] = Math.sin(i + 1.0) * Math.cos(j + 2.0);
            }
        }
        double truth = values[3][4];
        values[3][4] = Double.NaN;
        try (OffHeapMatrix observed = Golden.matrix(values);
                OffHeapMatrix completed = new SoftImpute(new LinearAlgebra(), 0.01).complete(observed, Progress.NONE)) {
            assertEquals(truth, completed.get(3, 4), 0.02);
        }
    }
}

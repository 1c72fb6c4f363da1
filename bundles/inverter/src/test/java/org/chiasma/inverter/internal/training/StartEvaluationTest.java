package org.chiasma.inverter.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.inversion.StartingGuess;
import org.chiasma.inverter.internal.sampling.Distribution;
import org.chiasma.inverter.internal.sampling.Distribution.Settings;
import org.chiasma.inverter.internal.sampling.MatrixSampler;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;

class StartEvaluationTest {
    private static final int COUNT = 500;

    private final LinearAlgebra algebra = new LinearAlgebra();
    private final MatrixSampler sampler = Distribution.UNIFORM.sampler(3, 4, new Settings(-1, 1, 0.1, 1));
    private final StartEvaluation evaluation = new StartEvaluation(algebra, sampler, COUNT, true);

    /** Inverses times a factor. */
    private StartingGuess scaledInverse(double factor) {
        return new StartingGuess() {
            @Override
            public Start start() {
                return Start.NETWORK;
            }

            @Override
            public void guess(int n, int count, double[] matrices, double[] inverses) {
                double[] entries = new BatchInversion(algebra, Method.AUTO)
                        .invert(n, count, matrices, Progress.NONE)
                        .entries();
                for (int i = 0; i < entries.length; i++) {
                    inverses[i] = factor * entries[i];
                }
            }
        };
    }

    @Test
    void guessNearTheInverseIsUsedAndNeedsFewSteps() {
        StartQuality quality = evaluation.evaluate("near", scaledInverse(0.9), Progress.NONE);
        assertEquals(0.1 * Math.sqrt(3), quality.residual().median(), 1e-12);
        assertEquals(0.1 * Math.sqrt(3), quality.residual().max(), 1e-12);
        assertEquals(COUNT, quality.inBasin());
        assertEquals(COUNT, quality.used());
        assertEquals(COUNT, quality.inverted());
        assertTrue(quality.steps().median() >= 4 && quality.steps().median() <= 6, quality::toString);
    }

    @Test
    void guessOutsideTheBasinIsReplaced() {
        StartQuality quality = evaluation.evaluate("far", scaledInverse(-1), Progress.NONE);
        assertEquals(0, quality.inBasin());
        assertEquals(0, quality.used());
        assertEquals(COUNT, quality.inverted());
    }

    @Test
    void safeStartKeepsGoodGuessesAndReplacesTheOthers() {
        StartQuality kept = evaluation.evaluate("kept", new SafeStart(scaledInverse(0.9)), Progress.NONE);
        assertEquals(0.1 * Math.sqrt(3), kept.residual().max(), 1e-12);
        StartQuality replaced = evaluation.evaluate("replaced", new SafeStart(scaledInverse(-1)), Progress.NONE);
        assertEquals(COUNT, replaced.inBasin());
        assertEquals(
                evaluation
                        .evaluate("transpose", new TransposeStart(), Progress.NONE)
                        .residual(),
                replaced.residual());
    }

    @Test
    void agreementIsThatOfTheEntries() {
        assertEquals(
                1,
                evaluation
                        .evaluate("exact", scaledInverse(1), Progress.NONE)
                        .agreement()
                        .determination(),
                1e-12);
        StartQuality.Agreement agreement =
                evaluation.evaluate("zero", scaledInverse(0), Progress.NONE).agreement();
        assertEquals(0, agreement.determination(), 0.01);
        assertNotNull(agreement);
    }

    @Test
    void thereIsNoAgreementNearSingularMatrices() {
        MatrixSampler unfiltered = Distribution.UNFILTERED.sampler(3, 4, new Settings(-1, 1, 0, 1));
        StartEvaluation other = new StartEvaluation(algebra, unfiltered, COUNT, false);
        assertNull(other.evaluate("near", scaledInverse(0.9), Progress.NONE).agreement());
    }

    @Test
    void transposeStartIsInTheBasinOfEveryMatrix() {
        StartQuality quality = evaluation.evaluate("transpose", new TransposeStart(), Progress.NONE);
        assertEquals(COUNT, quality.inBasin());
        assertTrue(quality.steps().median() > 10, quality::toString);
    }

    @Test
    void transposeStartIsScaledByBothNorms() {
        double[] inverses = new double[4];
        new TransposeStart().guess(2, 1, new double[] {1, -2, 3, 4}, inverses);
        assertArrayEquals(new double[] {1 / 42.0, 3 / 42.0, -2 / 42.0, 4 / 42.0}, inverses, 1e-16);
    }
}

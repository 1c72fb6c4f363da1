package org.chiasma.completion.internal.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.chiasma.completion.internal.Golden;
import org.junit.jupiter.api.Test;

class AgreementTest {
    @Test
    void keepsItsDigitsFarFromZero() {
        double[] truth = {1, 2.5, -3, 0.25};
        double[] predicted = {1.5, 2, -1, 0};
        Agreement agreement = new Agreement();
        for (int i = 0; i < truth.length; i++) {
            agreement.add(truth[i] + 1e6, predicted[i] + 1e6);
        }
        assertEquals(4, agreement.count());
        assertEquals(Math.sqrt((0.25 + 0.25 + 4 + 0.0625) / 4), agreement.rootMeanSquare(), 1e-15);
        assertEquals(new PearsonsCorrelation().correlation(truth, predicted), agreement.correlation(), 1e-9);
    }

    @Test
    void equalsTheReferenceCorrelation() {
        double[][] truth = Golden.read("metrics/true_5x9.csv");
        double[][] predicted = Golden.read("metrics/pred_5x9.csv");
        double[] flatTruth = Golden.flat(truth);
        double[] flatPredicted = Golden.flat(predicted);
        Agreement agreement = new Agreement();
        for (int i = 0; i < flatTruth.length; i++) {
            agreement.add(flatTruth[i], flatPredicted[i]);
        }
        assertEquals(new PearsonsCorrelation().correlation(flatTruth, flatPredicted), agreement.correlation(), 1e-14);
    }

    @Test
    void constantPredictionsHaveNoCorrelation() {
        Agreement agreement = new Agreement();
        agreement.add(1, 2);
        agreement.add(3, 2);
        assertTrue(Double.isNaN(agreement.correlation()));
    }
}

package org.chiasma.completion.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chiasma.completion.internal.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArcCosineLayerTest {
    private static double[] kappas(double rho) {
        double[] correlation = {rho};
        double[] theta = {1};
        new ArcCosineLayer().apply(correlation, theta, 1);
        return new double[] {theta[0] - correlation[0], correlation[0]};
    }

    /** From acos at 30 digits. */
    @ParameterizedTest
    @CsvSource({
        "-1.0, 0.0, 0.0",
        "-0.5, 0.33333333333333333333, 0.10899778104422936",
        "0.0, 0.5, 0.31830988618379067",
        "0.25, 0.58043062325516624, 0.45330987784454146",
        "0.5, 0.66666666666666666667, 0.60899778104422936",
        "1.0, 1.0, 1.0"
    })
    void knowsExactAngles(double rho, double kappa0, double kappa1) {
        double[] actual = kappas(rho);
        assertEquals(kappa0, actual[0], 4e-16);
        assertEquals(kappa1, actual[1], 4e-16);
    }

    @Test
    void equalsTheTableOfFortyDigits() {
        for (double[] line : Golden.read("fc/kappa_table_rho_k0_k1.csv")) {
            double[] actual = kappas(line[0]);
            // rho itself carries half an ulp, which the square-root end of acos turns into this
            double reach = 4e-16 / Math.sqrt(Math.max(1e-16, 1 - Math.abs(line[0])));
            assertEquals(line[1], actual[0], 4e-16 + reach, "kappa0 at " + line[0]);
            assertEquals(line[2], actual[1], 8e-16, "kappa1 at " + line[0]);
        }
    }
}

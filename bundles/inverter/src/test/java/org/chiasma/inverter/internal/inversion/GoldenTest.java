package org.chiasma.inverter.internal.inversion;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference matrices: 90 invertible, 22 ill-conditioned, 11 nearly singular, 16 singular, 3 to be refused. */
class GoldenTest {
    private static final LinearAlgebra ALGEBRA = new LinearAlgebra();

    /** A method, with what its guess makes of each entry of the true inverse. */
    record Way(String name, Method method, DoubleUnaryOperator change) {
        Inverses invert(GoldenMatrix golden) {
            int n = golden.rows();
            StartingGuess guess = null;
            if (method == Method.NETWORK) {
                guess = FixedGuess.near(golden.has("INV") ? golden.inverse() : new double[n * n], change);
            }
            return new BatchInversion(ALGEBRA, method, guess, 1).invert(n, 1, golden.matrix(), Progress.NONE);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("auto", Method.AUTO, x -> x),
                new Way("newton", Method.NEWTON, x -> x),
                new Way("lapack", Method.LAPACK, x -> x),
                new Way("network, perfect", Method.NETWORK, x -> x),
                new Way("network, off by 1e-3", Method.NETWORK, x -> x * (1 + 1e-3 * Math.cos(1e3 * x))),
                new Way("network, transposed sign", Method.NETWORK, x -> -x),
                new Way("network, nonsense", Method.NETWORK, x -> 1e200),
                new Way("network, NaN", Method.NETWORK, x -> Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void invertibleMatricesAreCertifiedWithinTheirBounds(Way way) {
        List<GoldenMatrix> all = of("invertible", "ill");
        assertEquals(112, all.size());
        assertAll(all.stream().map(golden -> () -> {
            Inverses inverses = way.invert(golden);
            Certificate certificate = inverses.certificate(0);
            String name = golden + ": " + certificate;
            assertTrue(certificate.verdict().isInverted(), name);
            assertTrue(certificate.residual() <= 1e-14 * golden.rows() * golden.condition(), name);
            assertTrue(forwardError(golden, inverses) <= certificate.error(), name);
            assertEquals(golden.rows(), certificate.rank(), name);
        }));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nearlySingularMatricesAreCertifiedOnlyWithinTheirBounds(Way way) {
        List<GoldenMatrix> all = of("near_singular");
        assertEquals(11, all.size());
        assertAll(all.stream().map(golden -> () -> {
            Inverses inverses = way.invert(golden);
            Certificate certificate = inverses.certificate(0);
            String name = golden + ": " + certificate;
            if (certificate.verdict().isInverted()) {
                assertEquals(Verdict.ILL_CONDITIONED, certificate.verdict(), name);
                assertTrue(forwardError(golden, inverses) <= certificate.error(), name);
                assertTrue(certificate.residual() <= 1e-14 * golden.rows() * golden.condition(), name);
            } else {
                assertTrue(Double.isNaN(inverses.entries()[0]), name);
            }
        }));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void singularMatricesAreRefusedWithTheirRank(Way way) {
        List<GoldenMatrix> all = of("singular");
        assertEquals(16, all.size());
        assertAll(all.stream().map(golden -> () -> {
            Inverses inverses = way.invert(golden);
            assertEquals(Verdict.SINGULAR, inverses.verdict(0), golden.name());
            assertEquals(golden.rank(), inverses.certificate(0).rank(), golden.name());
            assertTrue(Arrays.stream(inverses.entries()).allMatch(Double::isNaN), golden.name());
        }));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void matricesThatAreNotFiniteOrNotSquareAreRefused(Way way) {
        List<GoldenMatrix> all = of("refuse");
        assertEquals(3, all.size());
        assertAll(all.stream().map(golden -> () -> {
            if (golden.rows() == golden.columns()) {
                assertEquals(Verdict.NOT_FINITE, way.invert(golden).verdict(0), golden.name());
            } else {
                DataException refusal = assertThrows(
                        DataException.class,
                        () -> BatchInversion.requireSquare(golden.name(), golden.rows(), golden.columns()));
                assertEquals("E-INVERT-SHAPE", refusal.code());
            }
        }));
    }

    @Test
    void nearlySingularMatricesKeepAllDigitsOrAreSingularToWorkingPrecision() {
        assertAll(of("near_singular").stream().map(golden -> () -> {
            Inverses inverses =
                    new BatchInversion(ALGEBRA, Method.AUTO).invert(golden.rows(), 1, golden.matrix(), Progress.NONE);
            Certificate certificate = inverses.certificate(0);
            if (certificate.verdict().isInverted()) {
                assertTrue(forwardError(golden, inverses) <= 1e-15, golden + ": " + certificate);
            } else {
                assertEquals(Verdict.SINGULAR, certificate.verdict(), golden.name());
                assertTrue(golden.condition() * golden.rows() * Math.ulp(1.0) > 0.1, golden.name());
            }
        }));
    }

    @Test
    void pseudoInversesAreThoseOfTheExactMatrices() {
        List<GoldenMatrix> all =
                GoldenMatrix.all().filter(golden -> golden.has("PINV")).toList();
        assertEquals(17, all.size());
        assertAll(all.stream().map(golden -> () -> {
            double[] inverse = new double[golden.rows() * golden.columns()];
            int rank = PseudoInverse.of(ALGEBRA, golden.rows(), golden.columns(), golden.matrix(), inverse);
            assertEquals(golden.kind().equals("refuse") ? 3 : golden.rank(), rank, golden.name());
            double scale = Residual.frobenius(golden.pseudoInverse());
            assertTrue(distance(inverse, golden.pseudoInverse()) <= 1e-12 * scale, golden.name());
        }));
    }

    /** |Xs - As^-1|_F / |Xs|_F in the scaling that the certificate is about, known by its condition number. */
    private static double forwardError(GoldenMatrix golden, Inverses inverses) {
        int n = golden.rows();
        double plain = Residual.frobenius(golden.matrix()) * Residual.frobenius(inverses.entries());
        Equilibration scaling = new Equilibration(n);
        if (Math.abs(plain / inverses.certificate(0).condition() - 1) > 1e-12) {
            scaling.fit(golden.matrix(), 0);
        }
        double[] found = new double[n * n];
        double[] expected = new double[n * n];
        scaling.scaleInverse(inverses.entries(), 0, found);
        scaling.scaleInverse(golden.inverse(), 0, expected);
        return distance(found, expected) / Residual.frobenius(found);
    }

    private static double distance(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return Residual.frobenius(difference);
    }

    private static List<GoldenMatrix> of(String... kinds) {
        return GoldenMatrix.all()
                .filter(golden -> Arrays.asList(kinds).contains(golden.kind()))
                .toList();
    }
}

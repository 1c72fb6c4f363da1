package org.chiasma.inverter.internal.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.chiasma.api.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixSamplerTest {
    private static final Distribution.Settings SETTINGS = new Distribution.Settings(-1, 1, 0.1, 1e4);

    private static Stream<MatrixSampler> samplers() {
        return Stream.concat(
                Arrays.stream(Distribution.values()).map(family -> family.sampler(4, 7, SETTINGS)),
                Stream.of(new SingularSampler(4, 7, -1, 1)));
    }

    private static double[] sample(MatrixSampler sampler, long first, int count) {
        double[] matrices = new double[count * sampler.size() * sampler.size()];
        sampler.sample(first, count, matrices);
        return matrices;
    }

    private static RealMatrix matrix(MatrixSampler sampler, long k) {
        int n = sampler.size();
        double[] entries = sample(sampler, k, 1);
        return new Array2DRowRealMatrix(IntStream.range(0, n)
                .mapToObj(i -> Arrays.copyOfRange(entries, i * n, (i + 1) * n))
                .toArray(double[][]::new));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void matrixDependsOnItsNumberAlone(MatrixSampler sampler) {
        double[] together = sample(sampler, 1_000_000_000_000L, 50);
        for (int k = 49; k >= 0; k--) {
            double[] alone = sample(sampler, 1_000_000_000_000L + k, 1);
            assertArrayEquals(Arrays.copyOfRange(together, 16 * k, 16 * (k + 1)), alone);
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void threadsDoNotDisturbEachOther(MatrixSampler sampler) {
        double[] alone = sample(sampler, 0, 400);
        double[] shared = new double[alone.length];
        IntStream.range(0, 400).parallel().forEach(k -> System.arraycopy(sample(sampler, k, 1), 0, shared, 16 * k, 16));
        assertArrayEquals(alone, shared);
    }

    @ParameterizedTest
    @EnumSource(Distribution.class)
    void seedsGiveDifferentStreams(Distribution family) {
        assertArrayEquals(sample(family.sampler(3, 5, SETTINGS), 0, 9), sample(family.sampler(3, 5, SETTINGS), 0, 9));
        double[] first = sample(family.sampler(3, 5, SETTINGS), 0, 1);
        assertFalse(Arrays.equals(first, sample(family.sampler(3, 6, SETTINGS), 0, 1)));
        assertFalse(Arrays.equals(first, sample(family.sampler(3, 5, SETTINGS), 1, 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9})
    void uniformKeepsRangeAndBound(int size) {
        MatrixSampler sampler = Distribution.UNIFORM.sampler(size, 11, new Distribution.Settings(-2, 0.5, 0.2, 1));
        for (int k = 0; k < 300; k++) {
            RealMatrix matrix = matrix(sampler, k);
            assertTrue(Math.abs(new LUDecomposition(matrix, 0).getDeterminant()) > 0.2);
            for (double[] row : matrix.getData()) {
                assertTrue(Arrays.stream(row).allMatch(entry -> entry >= -2 && entry < 0.5));
            }
        }
    }

    @Test
    void boundLeavesOutWhatTheUnfilteredStreamHas() {
        MatrixSampler unfiltered = Distribution.UNFILTERED.sampler(3, 3, SETTINGS);
        MatrixSampler uniform = Distribution.UNIFORM.sampler(3, 3, SETTINGS);
        long small = IntStream.range(0, 2000)
                .filter(k -> Math.abs(new LUDecomposition(matrix(unfiltered, k), 0).getDeterminant()) <= 0.1)
                .count();
        // P(|det| <= 0.1) = 0.2382 for uniform [-1, 1] and n = 3, from 2,000,000 matrices of numpy.random
        assertEquals(0.2382, small / 2000.0, 0.04);
        long kept = IntStream.range(0, 2000)
                .filter(k -> matrix(unfiltered, k).equals(matrix(uniform, k)))
                .count();
        assertEquals(2000 - small, kept);
    }

    @Test
    void uniformEntriesAreUniform() {
        double[] entries = sample(Distribution.UNFILTERED.sampler(3, 1, SETTINGS), 0, 1000);
        double p = new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(
                        new org.apache.commons.math3.distribution.UniformRealDistribution(-1, 1), entries);
        assertTrue(p > 0.001, "p = " + p);
    }

    @Test
    void gaussiansAreNormal() {
        RandomStream random = new RandomStream(4);
        double[] values = IntStream.range(0, 5000)
                .mapToDouble(i -> {
                    random.seek(i);
                    return random.nextGaussian();
                })
                .toArray();
        double p = new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(new org.apache.commons.math3.distribution.NormalDistribution(), values);
        assertTrue(p > 0.001, "p = " + p);
    }

    @Test
    void refusesABoundThatHardlyAnyMatrixReaches() {
        UsageException refusal = assertThrows(
                UsageException.class,
                () -> Distribution.UNIFORM.sampler(3, 1, new Distribution.Settings(-0.1, 0.1, 0.1, 1)));
        assertEquals("E-DATASET-DETERMINANT", refusal.code());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 100, 1e9})
    void singularValuesReachTheCondition(double condition) {
        MatrixSampler sampler = Distribution.RANDSVD.sampler(7, 2, new Distribution.Settings(-1, 1, 0.1, condition));
        double[] values = new SingularValueDecomposition(matrix(sampler, 5)).getSingularValues();
        for (int i = 0; i < 7; i++) {
            double expected = Math.pow(condition, -i / 6.0);
            assertEquals(expected, values[i], 1e-14 + 1e-6 * expected);
        }
    }

    @Test
    void rotationsAreOrthogonalAndOfBothOrientations() {
        int left = 0;
        for (int k = 0; k < 200; k++) {
            RandomStream random = new RandomStream(8);
            random.seek(k);
            double[] rotation = {1, 0, 0, 0, 1, 0, 0, 0, 1};
            RandomRotation.apply(random, 3, rotation, 0, new double[3]);
            RealMatrix q = new Array2DRowRealMatrix(new double[][] {
                Arrays.copyOfRange(rotation, 0, 3),
                Arrays.copyOfRange(rotation, 3, 6),
                Arrays.copyOfRange(rotation, 6, 9)
            });
            RealMatrix gram = q.multiply(q.transpose());
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    assertEquals(i == j ? 1 : 0, gram.getEntry(i, j), 1e-14);
                }
            }
            left += new LUDecomposition(q).getDeterminant() < 0 ? 1 : 0;
        }
        assertEquals(100, left, 35); // five standard deviations of a fair coin
    }

    @ParameterizedTest
    @EnumSource(
            value = Distribution.class,
            names = {"SPD", "COVARIANCE"})
    void symmetricFamiliesAreExactlySymmetricAndPositive(Distribution family) {
        MatrixSampler sampler = family.sampler(12, 9, SETTINGS);
        for (int k = 0; k < 30; k++) {
            RealMatrix matrix = matrix(sampler, k);
            assertEquals(matrix.transpose(), matrix);
            double[] eigenvalues = new EigenDecomposition(matrix).getRealEigenvalues();
            double least = Arrays.stream(eigenvalues).min().orElseThrow();
            double most = Arrays.stream(eigenvalues).max().orElseThrow();
            if (family == Distribution.SPD) {
                assertEquals(1, most, 1e-12);
                assertEquals(1e-4, least, 1e-13);
            } else {
                assertTrue(least >= DosageCorrelationSampler.SHRINKAGE - 1e-12, "least " + least);
            }
        }
    }

    @Test
    void correlationDecaysAlongTheChromosome() {
        MatrixSampler sampler = Distribution.COVARIANCE.sampler(20, 1, SETTINGS);
        double near = 0;
        double far = 0;
        for (int k = 0; k < 40; k++) {
            RealMatrix matrix = matrix(sampler, k);
            near += matrix.getEntry(9, 10) / 40;
            far += matrix.getEntry(0, 19) / 40;
        }
        assertTrue(near > 0.3, "neighbours " + near);
        assertTrue(Math.abs(far) < 0.06, "far apart " + far);
    }

    @Test
    void singularMatricesHaveTheirRank() {
        SingularSampler sampler = new SingularSampler(5, 3, -2, 2);
        boolean[] seen = new boolean[5];
        for (int k = 0; k < 100; k++) {
            double[] values = new SingularValueDecomposition(matrix(sampler, k)).getSingularValues();
            int rank = sampler.rank(k);
            seen[rank] = true;
            assertTrue(values[rank - 1] > 1e-10 * values[0]);
            assertTrue(values[rank] < 1e-14 * values[0]);
        }
        assertTrue(seen[1] && seen[2] && seen[3] && seen[4] && !seen[0]);
    }

    @Test
    void singularMatricesAreSingularExactly() {
        SingularSampler sampler = new SingularSampler(3, 3, -1.7, 0.3);
        for (int k = 0; k < 200; k++) {
            double[] a = sample(sampler, k, 1);
            java.math.BigDecimal[] e =
                    Arrays.stream(a).mapToObj(java.math.BigDecimal::new).toArray(java.math.BigDecimal[]::new);
            java.math.BigDecimal determinant = e[0].multiply(e[4].multiply(e[8]).subtract(e[5].multiply(e[7])))
                    .subtract(e[1].multiply(e[3].multiply(e[8]).subtract(e[5].multiply(e[6]))))
                    .add(e[2].multiply(e[3].multiply(e[7]).subtract(e[4].multiply(e[6]))));
            assertEquals(0, determinant.signum());
        }
    }

    @Test
    void refusesFactorsWithTooFewValues() {
        assertThrows(IllegalArgumentException.class, () -> new SingularSampler(3, 1, 1, 1.0001));
        assertThrows(IllegalArgumentException.class, () -> new SingularSampler(1, 1, -1, 1));
    }

    @Test
    void refusesATooSmallArray() {
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> Distribution.SPD.sampler(3, 1, SETTINGS).sample(0, 2, new double[17]));
    }
}

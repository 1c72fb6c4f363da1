package org.chiasma.inverter.internal.sampling;

import java.util.Arrays;

/**
 * Correlation matrices of simulated genotypes, as linkage disequilibrium gives them: n neighbouring variants in
 * max(100, 2 n) unrelated diploid individuals, shrunk towards the identity by {@link #SHRINKAGE}.
 *
 * <p>Minor allele frequencies are uniform in [0.05, 0.5]. Along a haplotype a latent uniform number is carried from
 * variant to variant with a probability that belongs to the gap between them (the square root of a uniform number, 2/3 on
 * average), and drawn anew otherwise; a haplotype carries the allele where its number is below the frequency. So the
 * correlation of two variants decays with the gaps between them. A dosage is the sum of two haplotypes, and the matrix
 * is (1 - shrinkage) times the dosages' sample correlations, with ones on the diagonal: exactly symmetric and positive
 * definite, with a condition number of at most n / shrinkage. About n^2 max(100, 2 n) operations.
 */
final class DosageCorrelationSampler extends StreamSampler {
    static final double SHRINKAGE = 0.1;

    private final int individuals;

    DosageCorrelationSampler(int size, long seed) {
        super(size, seed);
        this.individuals = Math.max(100, Math.multiplyExact(2, size));
    }

    /** Frequencies and gaps, then the dosages, variant by variant. */
    @Override
    int scratchLength() {
        return Math.multiplyExact(size(), individuals + 2);
    }

    @Override
    void draw(RandomStream random, double[] target, int offset, double[] scratch) {
        simulate(random, scratch);
        for (int i = 0; i < size(); i++) {
            standardize(scratch, dosages(i));
        }
        int n = size();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = 0; k < individuals; k++) {
                    sum += scratch[dosages(i) + k] * scratch[dosages(j) + k];
                }
                target[offset + i * n + j] = (1 - SHRINKAGE) * sum;
                target[offset + j * n + i] = (1 - SHRINKAGE) * sum;
            }
            target[offset + i * n + i] = 1;
        }
    }

    private int dosages(int variant) {
        return 2 * size() + variant * individuals;
    }

    private void simulate(RandomStream random, double[] scratch) {
        int n = size();
        for (int i = 0; i < n; i++) {
            scratch[i] = random.uniform(0.05, 0.5);
            scratch[n + i] = Math.sqrt(random.nextDouble());
        }
        Arrays.fill(scratch, 2 * n, scratch.length, 0);
        for (int haplotype = 0; haplotype < 2 * individuals; haplotype++) {
            double latent = random.nextDouble();
            for (int i = 0; i < n; i++) {
                if (random.nextDouble() >= scratch[n + i]) {
                    latent = random.nextDouble();
                }
                if (latent < scratch[i]) {
                    scratch[dosages(i) + haplotype / 2] += 1;
                }
            }
        }
    }

    /** Mean zero and length one; a variant that does not vary is correlated with none, and becomes zero. */
    private void standardize(double[] values, int at) {
        double sum = 0;
        for (int k = 0; k < individuals; k++) {
            sum += values[at + k];
        }
        double mean = sum / individuals;
        double squares = 0;
        for (int k = 0; k < individuals; k++) {
            values[at + k] -= mean;
            squares += values[at + k] * values[at + k];
        }
        double scale = squares > 1e-9 ? 1 / Math.sqrt(squares) : 0;
        for (int k = 0; k < individuals; k++) {
            values[at + k] *= scale;
        }
    }
}

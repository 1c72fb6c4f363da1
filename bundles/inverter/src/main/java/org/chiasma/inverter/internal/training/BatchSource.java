package org.chiasma.inverter.internal.training;

import java.util.Arrays;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Inverses;
import org.chiasma.inverter.internal.network.Encoding;
import org.chiasma.inverter.internal.sampling.MatrixSampler;

/**
 * Batches by step: step s has the matrices s * size to (s + 1) * size - 1 of the stream, so that each matrix is seen once
 * and training can begin anywhere.
 */
final class BatchSource {
    private final MatrixSampler sampler;
    private final Encoding encoding;
    private final BatchInversion inversion;
    private final int size;

    /**
     * @param sampler the stream
     * @param encoding what the network sees
     * @param inversion gives the targets
     * @param size matrices of a batch
     */
    BatchSource(MatrixSampler sampler, Encoding encoding, BatchInversion inversion, int size) {
        this.sampler = sampler;
        this.encoding = encoding;
        this.inversion = inversion;
        this.size = size;
    }

    /** The batch of step {@code step}. */
    Batch batch(long step) {
        int n = sampler.size();
        double[] matrices = new double[size * n * n];
        sampler.sample(step * size, size, matrices);
        Inverses inverses = inversion.invert(n, size, matrices, Progress.NONE);
        for (int k = 0; k < size; k++) {
            if (!inverses.verdict(k).isInverted()) {
                // Of probability zero in every distribution that has inverses; one identity does no harm.
                fillIdentity(n, k, matrices);
                fillIdentity(n, k, inverses.entries());
            }
        }
        Encoding.Encoded encoded = encoding.encode(n, size, matrices);
        return new Batch(encoded.inputs(), encoded.targets(inverses.entries()));
    }

    private static void fillIdentity(int n, int k, double[] matrices) {
        Arrays.fill(matrices, k * n * n, (k + 1) * n * n, 0);
        for (int i = 0; i < n; i++) {
            matrices[(k * n + i) * n + i] = 1;
        }
    }
}

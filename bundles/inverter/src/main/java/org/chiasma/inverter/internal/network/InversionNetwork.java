package org.chiasma.inverter.internal.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chiasma.api.UsageException;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.inversion.StartingGuess;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The guess of one trained network, or the mean of several.
 *
 * <p>A smaller matrix A than the network was made for is set into the corner of diag(A, s I), whose inverse has that of A
 * in the same corner; s = |A|_F / sqrt(n) is a typical singular value.
 */
public final class InversionNetwork implements StartingGuess {
    /** Matrices that go through the graph at once: enough that its fixed cost does not count. */
    private static final int CHUNK = 4096;

    private final NetworkSpec spec;
    private final Encoding encoding;
    private final List<NetworkGraph> networks;

    /**
     * @param spec what every network is made of
     * @param networks at least one, with float32 parameters; a network that is still being trained answers as it stands
     */
    public InversionNetwork(NetworkSpec spec, List<NetworkGraph> networks) {
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("no network");
        }
        this.spec = spec;
        this.encoding = spec.encoding();
        this.networks = List.copyOf(networks);
    }

    /** What the networks are made of. */
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public Start start() {
        return Start.NETWORK;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UsageException {@code E-MODEL-SIZE} if the matrices are larger than those that the network was made for
     */
    @Override
    public void guess(int n, int count, double[] matrices, double[] inverses) {
        if (n > spec.n()) {
            throw new UsageException(
                    "E-MODEL-SIZE",
                    "model: found matrices of %1$d x %1$d, expected at most %2$d x %2$d; train a model with --size %1$d"
                            .formatted(n, spec.n()));
        }
        for (int first = 0; first < count; first += CHUNK) {
            guessChunk(n, first, Math.min(CHUNK, count - first), matrices, inverses);
        }
    }

    private void guessChunk(int n, int first, int count, double[] matrices, double[] inverses) {
        int size = spec.n();
        double[] padded = n == size
                ? Arrays.copyOfRange(matrices, first * n * n, (first + count) * n * n)
                : padded(n, first, count, matrices);
        Encoding.Encoded batch = encoding.encode(size, count, padded);
        double[] sums = new double[padded.length];
        double[] answers = new double[padded.length];
        for (NetworkGraph network : networks) {
            batch.decode(outputs(network, batch.inputs(), count), answers);
            for (int e = 0; e < sums.length; e++) {
                sums[e] += answers[e] / networks.size();
            }
        }
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(sums, (k * size + i) * size, inverses, ((first + k) * n + i) * n, n);
            }
        }
    }

    private double[] padded(int n, int first, int count, double[] matrices) {
        int size = spec.n();
        double[] padded = new double[count * size * size];
        for (int k = 0; k < count; k++) {
            int from = (first + k) * n * n;
            double scale = Frobenius.norm(matrices, from, n * n) / Math.sqrt(n);
            for (int i = 0; i < n; i++) {
                System.arraycopy(matrices, from + i * n, padded, (k * size + i) * size, n);
            }
            for (int i = n; i < size; i++) {
                padded[(k * size + i) * size + i] = scale;
            }
        }
        return padded;
    }

    /** SameDiff keeps one session for each thread, but the networks share ND4J's threads: one batch at a time. */
    private synchronized float[] outputs(NetworkGraph network, float[] inputs, int count) {
        try (INDArray matrices = Nd4j.createFromArray(inputs).reshape('c', count, inputs.length / count);
                INDArray answers = Objects.requireNonNull(network.graph()
                        .output(Map.of(NetworkGraph.MATRICES, matrices), NetworkGraph.INVERSES)
                        .get(NetworkGraph.INVERSES))) {
            return answers.dup('c').data().asFloat();
        }
    }
}

package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.chiasma.linalg.SingularValues;
import org.jspecify.annotations.Nullable;

/**
 * Inverses of many small dense matrices, each with a certificate; no inverse is given out without a proof. Safe for use by
 * several threads; a matrix's result depends on nothing but the matrix, the method and the guess for it.
 *
 * <p>Matrices that are not proven invertible, or whose condition times n eps reaches one, get a rank by singular values:
 * those above n eps times the largest of the equilibrated matrix. Less than full rank is refused.
 */
public final class BatchInversion {
    private static final double EPSILON = Math.ulp(1.0);

    private static final double[] NO_GUESSES = {};

    private final LinearAlgebra algebra;
    private final Method method;
    private final @Nullable StartingGuess guess;
    private final int threads;
    private final Queue<Worker> idle = new ConcurrentLinkedQueue<>();

    /**
     * Inverts without guesses, on all threads of {@code algebra}.
     *
     * @param algebra for the singular values of matrices without a proven inverse
     * @param method any but {@link Method#NETWORK}
     */
    public BatchInversion(LinearAlgebra algebra, Method method) {
        this(algebra, method, null, algebra.threads());
    }

    /**
     * Inverts with guesses.
     *
     * @param algebra for the singular values of matrices without a proven inverse
     * @param method how to find the first inverse
     * @param guess what iteration starts from: a network for {@link Method#NETWORK}, a warm start or {@code null} for
     *     {@link Method#NEWTON}; {@code null} for direct methods
     * @param threads threads to use at most
     * @throws IllegalArgumentException if method and guess do not fit, or there are no threads
     */
    public BatchInversion(LinearAlgebra algebra, Method method, @Nullable StartingGuess guess, int threads) {
        boolean needless = guess != null && (method == Method.AUTO || method == Method.LAPACK);
        boolean missing = guess == null && method == Method.NETWORK;
        if (needless || missing) {
            throw new IllegalArgumentException(
                    "method " + method + (guess == null ? " needs a guess" : " takes no guess"));
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        this.algebra = algebra;
        this.method = method;
        this.guess = guess;
        this.threads = threads;
    }

    /**
     * Refuses what is not square.
     *
     * @param where names the matrix in the message
     * @throws DataException {@code E-INVERT-SHAPE}
     */
    public static void requireSquare(String where, long rows, long columns) {
        if (rows != columns || rows == 0) {
            throw new DataException(
                    "E-INVERT-SHAPE",
                    "%s: found %d x %d, expected a square matrix, use --pinv for a pseudoinverse"
                            .formatted(where, rows, columns));
        }
    }

    /**
     * Inverts a batch: for a certified matrix about 6 n^3 operations by a direct method, 4 n^3 for every step otherwise.
     *
     * @param n rows and columns of each matrix, at least 1
     * @param count number of matrices
     * @param matrices count x n x n, row-major, one after the other
     * @param progress advances by matrices, in the caller's phase
     * @throws IllegalArgumentException if {@code matrices} is too short
     * @throws org.chiasma.api.CancelledException if the user cancelled
     */
    public Inverses invert(int n, int count, double[] matrices, Progress progress) {
        if (n < 1 || count < 0 || (long) count * n * n > matrices.length) {
            throw new IllegalArgumentException(
                    "%d matrices of %d x %d in %d entries".formatted(count, n, n, matrices.length));
        }
        Inverses inverses = new Inverses(n, count);
        double[] guesses = guesses(n, count, matrices);
        int group = LaneGroup.lanes(n);
        int groups = (count + group - 1) / group;
        AtomicInteger next = new AtomicInteger();
        IntStream.range(0, Math.min(threads, groups)).parallel().forEach(thread -> {
            Worker worker = worker(n);
            for (int done = next.getAndIncrement(); done < groups; done = next.getAndIncrement()) {
                progress.checkCancelled();
                int first = done * group;
                int end = Math.min(count, first + group);
                worker.invert(first, end, matrices, guesses, inverses);
                progress.advance((long) end - first);
            }
            idle.add(worker);
        });
        return inverses;
    }

    /** The way to invert single blocks with this method: proven, but without ranks of those that are not. */
    public PivotInverse pivots() {
        return (n, block, inverse) -> {
            SingleInversion single = new SingleInversion(n);
            if (!isFinite(block, 0, n * n) || !single.invert(method, block, 0, guess, guesses(n, 1, block))) {
                return false;
            }
            System.arraycopy(single.inverse(), 0, inverse, 0, n * n);
            return true;
        };
    }

    private double[] guesses(int n, int count, double[] matrices) {
        if (guess == null) {
            return NO_GUESSES;
        }
        double[] finite = matrices;
        for (int k = 0; k < count; k++) {
            if (!isFinite(matrices, k * n * n, n * n)) {
                finite = finite == matrices ? matrices.clone() : finite;
                Arrays.fill(finite, k * n * n, (k + 1) * n * n, 0);
            }
        }
        double[] guesses = new double[count * n * n];
        guess.guess(n, count, finite, guesses);
        return guesses;
    }

    private void refuse(SingleInversion single, int k, Inverses inverses) {
        double[] values = singularValues(single, inverses.size());
        int n = values.length;
        int rank = PseudoInverse.rank(values, n);
        double condition = rank < n ? Double.POSITIVE_INFINITY : values[0] / values[n - 1];
        Verdict verdict = rank < n ? Verdict.SINGULAR : Verdict.NEAR_SINGULAR;
        inverses.refuse(k, verdict, single.start(), single.steps(), condition, rank);
    }

    /**
     * Refuses a matrix with a proven inverse that rounding alone may have made invertible, as it does with centred
     * relationship matrices: the inverse of just these digits consists of rounding errors magnified.
     */
    private void refuseSingular(SingleInversion single, int k, Inverses inverses) {
        int n = inverses.size();
        int rank = PseudoInverse.rank(singularValues(single, n), n);
        if (rank < n) {
            inverses.refuse(k, Verdict.SINGULAR, single.start(), single.steps(), Double.POSITIVE_INFINITY, rank);
        }
    }

    private double[] singularValues(SingleInversion single, int n) {
        try (OffHeapMatrix scaled = OffHeapMatrix.zeros(n, n)) {
            for (int i = 0; i < n; i++) {
                scaled.writeRow(i, 0, single.scaled(), i * n, n);
            }
            try (SingularValues svd = algebra.svd(scaled)) {
                return svd.s();
            }
        }
    }

    private static boolean isFinite(double[] matrices, int offset, int length) {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += 0 * matrices[i];
        }
        return sum == 0;
    }

    /** An idle one if there is one of this size: its scratch space is still in the caches. */
    private Worker worker(int n) {
        Worker worker = idle.poll();
        return worker != null && worker.n == n ? worker : new Worker(n);
    }

    /** What one thread needs for matrices of n x n. */
    private final class Worker {
        private final int n;
        private final @Nullable LaneInversion direct;
        private final @Nullable LaneIteration iteration;
        private final SingleInversion single;

        Worker(int n) {
            this.n = n;
            boolean fits = n <= LaneGroup.LARGEST;
            direct = fits && method == Method.AUTO ? new LaneInversion(n) : null;
            boolean iterates = method == Method.NEWTON || method == Method.NETWORK;
            iteration = fits && iterates ? new LaneIteration(n) : null;
            single = new SingleInversion(n);
        }

        void invert(int first, int end, double[] matrices, double[] guesses, Inverses inverses) {
            if (direct != null) {
                direct.invert(matrices, first, end - first, inverses);
            } else if (iteration != null) {
                iteration.invert(matrices, first, end - first, guess, guesses, inverses);
            }
            for (int k = first; k < end; k++) {
                if (inverses.isOpen(k)) {
                    invert(k, matrices, guesses, inverses);
                }
            }
        }

        private void invert(int k, double[] matrices, double[] guesses, Inverses inverses) {
            int size = n * n;
            int offset = k * size;
            if (!isFinite(matrices, offset, size)) {
                inverses.refuse(k, Verdict.NOT_FINITE, Start.TRANSPOSE, 0, Double.NaN, -1);
            } else if (single.invert(method, matrices, offset, guess, guesses)) {
                System.arraycopy(single.inverse(), 0, inverses.entries(), offset, size);
                inverses.prove(
                        k,
                        single.start(),
                        single.steps(),
                        single.residual(),
                        single.bound(),
                        single.error(),
                        single.condition());
                if (single.condition() * n * EPSILON >= 1) {
                    refuseSingular(single, k, inverses);
                }
            } else {
                refuse(single, k, inverses);
            }
        }
    }
}

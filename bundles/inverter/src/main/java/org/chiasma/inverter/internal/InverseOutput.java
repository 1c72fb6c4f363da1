package org.chiasma.inverter.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.inverter.internal.inversion.Certificate;
import org.chiasma.inverter.internal.inversion.Verdict;
import org.chiasma.linalg.OffHeapMatrix;
import org.jspecify.annotations.Nullable;

/** Where the inverses of a stack and their certificates go, and the refusal of what has none. */
final class InverseOutput implements AutoCloseable {
    /** Below this condition it is not the condition that prevents a proof. */
    private static final double PROVABLE = 1e12;

    private final MatrixStack stack;
    private final MatrixDraft draft;
    private final CertificateTable certificates;
    private final Map<String, Double> facts = new LinkedHashMap<>();
    private long firstRefused = -1;
    private @Nullable Certificate firstRefusal;

    /** @param mayMiss whether matrices without an inverse are to become NaN */
    InverseOutput(MatrixStack stack, MatrixStore store, boolean mayMiss) {
        this.stack = stack;
        this.certificates = new CertificateTable(stack.count());
        this.draft = store.create(MatrixSpec.dense(rows(stack), columns(stack))
                .withMissing(mayMiss ? MissingValue.NAN : MissingValue.NONE)
                .withBlockRows(stack.columns()));
    }

    /** The rows of an inverse are what the columns of the matrix are. In a stack every matrix has the same. */
    private static Axis rows(MatrixStack stack) {
        Axis columns = stack.matrix().columns();
        return stack.count() == 1
                ? columns
                : Axis.anonymous(columns.name(), Math.multiplyExact(stack.count(), stack.columns()));
    }

    private static Axis columns(MatrixStack stack) {
        Axis rows = stack.matrix().rows();
        return stack.count() == 1 ? rows : Axis.anonymous(rows.name(), stack.rows());
    }

    /** Takes inverses, m x n of n x m matrices, row-major, one after the other. */
    void write(long first, int count, double[] inverses) {
        int width = (int) stack.rows();
        draft.writeBlock(
                first * stack.columns(), 0, Math.toIntExact(count * stack.columns()), width, inverses, 0, width);
    }

    /** Takes one inverse. */
    void write(long k, OffHeapMatrix inverse) {
        double[] row = new double[Math.toIntExact(inverse.columns())];
        for (long i = 0; i < inverse.rows(); i++) {
            inverse.readRow(i, 0, row, 0, row.length);
            draft.writeRow(k * stack.columns() + i, row, 0);
        }
    }

    /** Leaves matrix {@code k} without an inverse. */
    void leaveOut(long k) {
        double[] row = new double[Math.toIntExact(stack.rows())];
        java.util.Arrays.fill(row, Double.NaN);
        for (long i = 0; i < stack.columns(); i++) {
            draft.writeRow(k * stack.columns() + i, row, 0);
        }
    }

    /** Records what is known of matrix {@code k}; they come in order. */
    void certify(long k, Certificate certificate) {
        certificates.set(k, certificate);
        if (firstRefusal == null && !certificate.verdict().isInverted()) {
            firstRefusal = certificate;
            firstRefused = k;
        }
    }

    /** Adds something to the report that only the way of inversion knows. */
    void fact(String name, double value) {
        if (!Double.isNaN(value)) {
            facts.put(name, value);
        }
    }

    Map<String, Double> facts() {
        return facts;
    }

    CertificateTable certificates() {
        return certificates;
    }

    /**
     * Refuses the run if a matrix has no inverse.
     *
     * @param remedies what may help, for the message
     * @throws DataException {@code E-INVERT-SINGULAR}, {@code E-INVERT-NEAR-SINGULAR}, {@code E-INVERT-RANGE} or
     *     {@code E-INVERT-NOT-FINITE}
     */
    void requireAllInverted(String remedies) {
        if (firstRefusal != null) {
            throw refusal(firstRefusal, remedies);
        }
    }

    private DataException refusal(Certificate certificate, String remedies) {
        Verdict verdict = certificate.verdict();
        String where = stack.where(firstRefused);
        String others = certificates.refused() == 1
                ? ""
                : " (%,d of %,d matrices have no inverse)".formatted(certificates.refused(), stack.count());
        if (verdict == Verdict.NOT_FINITE) {
            return new DataException(
                    "E-INVERT-NOT-FINITE",
                    where + ", " + stack.firstNotFinite(firstRefused).orElse("found NaN") + others
                            + ", expected finite entries, fill or drop what is missing"
                            + (stack.count() == 1 ? "" : ", or leave such matrices out with --keep-going"));
        }
        if (verdict == Verdict.SINGULAR) {
            return new DataException(
                    "E-INVERT-SINGULAR",
                    "%s: found rank %d of %d%s, expected full rank, %s"
                            .formatted(where, certificate.rank(), stack.rows(), others, remedies));
        }
        if (certificate.condition() < PROVABLE) {
            return new DataException(
                    "E-INVERT-RANGE",
                    "%s: found entries whose inverse float64 cannot hold to a single proven digit (condition %.1e once rows and columns are scaled)%s, expected entries of more alike sizes, change the units of rows or columns"
                            .formatted(where, certificate.condition(), others));
        }
        return new DataException(
                "E-INVERT-NEAR-SINGULAR",
                "%s: found condition %.1e, too large to prove an inverse%s, expected less, %s"
                        .formatted(where, certificate.condition(), others, remedies));
    }

    /** The inverses. */
    Matrix seal() {
        return draft.seal();
    }

    @Override
    public void close() {
        draft.close();
    }
}

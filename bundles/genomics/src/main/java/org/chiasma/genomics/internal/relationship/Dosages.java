package org.chiasma.genomics.internal.relationship;

import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;

/** A matrix of dosages of the alternate allele, from 0 to 2, NaN where missing, looked at by variant and sample. */
public final class Dosages {
    private final Matrix matrix;
    private final boolean samplesAreRows;

    private Dosages(Matrix matrix, boolean samplesAreRows) {
        this.matrix = matrix;
        this.samplesAreRows = samplesAreRows;
    }

    /**
     * The dosages of {@code matrix}.
     *
     * @throws DataException {@code E-DOSAGE-AXES} if the axes are to be told by names that do not tell
     */
    public static Dosages of(Matrix matrix, DosageAxes axes) {
        boolean samplesAreRows =
                switch (axes) {
                    case SAMPLES -> true;
                    case VARIANTS -> false;
                    case AUTO -> samplesAreRows(matrix);
                };
        return new Dosages(matrix, samplesAreRows);
    }

    private static boolean samplesAreRows(Matrix matrix) {
        String rows = matrix.rows().name();
        String columns = matrix.columns().name();
        if (rows.equals("samples") || columns.equals("variants")) {
            return true;
        }
        if (rows.equals("variants") || columns.equals("samples")) {
            return false;
        }
        throw new DataException(
                "E-DOSAGE-AXES",
                "dosages: found the axes \"" + rows + "\" and \"" + columns
                        + "\", expected \"samples\" and \"variants\"; say what the rows are with --rows samples or variants");
    }

    /** The samples. */
    public Axis samples() {
        return samplesAreRows ? matrix.rows() : matrix.columns();
    }

    /** The variants. */
    public Axis variants() {
        return samplesAreRows ? matrix.columns() : matrix.rows();
    }

    /**
     * Copies dosages, samples x variants and row-major: sample (firstSample + i) at variant (firstVariant + j) goes to
     * {@code target[i * variantCount + j]}.
     *
     * @param scratch as long as {@code target}
     */
    public void copy(
            long firstSample, int sampleCount, long firstVariant, int variantCount, double[] target, double[] scratch) {
        if (samplesAreRows) {
            matrix.copyBlock(firstSample, firstVariant, sampleCount, variantCount, target, 0, variantCount);
            return;
        }
        matrix.copyBlock(firstVariant, firstSample, variantCount, sampleCount, scratch, 0, sampleCount);
        for (int j = 0; j < variantCount; j++) {
            for (int i = 0; i < sampleCount; i++) {
                target[i * variantCount + j] = scratch[j * sampleCount + i];
            }
        }
    }
}

package org.chiasma.genomics.internal.sequence;

import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;

/** What becomes of sequences: takes them one by one as codes of {@link Alphabet}, and ends as a matrix. */
interface SequenceSummary {
    /** The next codes of the current sequence: {@code codes[0]} to {@code codes[count - 1]}. */
    void add(byte[] codes, int count);

    /** Ends a sequence. */
    void end();

    /** The matrix of all sequences that ended. */
    Matrix matrix(Axis sequences, MatrixStore store, Progress progress);
}

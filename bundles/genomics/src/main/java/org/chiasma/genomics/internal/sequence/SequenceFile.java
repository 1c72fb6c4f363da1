package org.chiasma.genomics.internal.sequence;

import java.io.IOException;
import org.chiasma.api.Progress;

/** A file of sequences. */
interface SequenceFile {
    /**
     * Visits the sequences in their order; can be repeated. Stops early when the visitor wants no more.
     *
     * @throws org.chiasma.api.DataException if the file is malformed
     */
    void visit(LetterVisitor visitor, Progress progress) throws IOException;
}

package org.chiasma.inverter.internal;

import org.chiasma.api.Progress;

/** A way to invert all matrices of a stack. */
interface StackInversion {
    /** One sentence for the user: how it is done, and why so. */
    String method();

    /** Inverts, and hands inverses and certificates over in order. */
    void invert(MatrixStack stack, InverseOutput output, Progress progress);
}

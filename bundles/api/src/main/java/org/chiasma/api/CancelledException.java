package org.chiasma.api;

/** The user cancelled (exit status 130). */
public final class CancelledException extends ChiasmaException {
    private static final long serialVersionUID = 1L;

    /** Says that the work was cancelled and nothing was written. */
    public CancelledException() {
        super("E-CANCELLED", ExitCode.INTERRUPTED, "cancelled; no output was written", null);
    }
}

package org.chiasma.shell.internal.command;

import org.jspecify.annotations.Nullable;

/** A step of a script ended the script; the message says where. */
public final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status exit status of the failed step
     * @param message {@code file:line: what was wrong}
     */
    public StepFailure(int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** Exit status of the failed step. */
    public int status() {
        return status;
    }
}

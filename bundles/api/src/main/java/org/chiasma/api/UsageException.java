package org.chiasma.api;

import org.jspecify.annotations.Nullable;

/** The command line or a parameter value is wrong (exit status 64). */
public final class UsageException extends ChiasmaException {
    private static final long serialVersionUID = 1L;

    /**
     * @param code stable identifier, {@code E-AREA-WHAT}
     * @param message {@code where: found, expected, remedy}, one line
     */
    public UsageException(String code, String message) {
        this(code, message, null);
    }

    /**
     * @param code stable identifier, {@code E-AREA-WHAT}
     * @param message {@code where: found, expected, remedy}, one line
     * @param cause what led to it, or {@code null}
     */
    public UsageException(String code, String message, @Nullable Throwable cause) {
        super(code, ExitCode.USAGE, message, cause);
    }
}

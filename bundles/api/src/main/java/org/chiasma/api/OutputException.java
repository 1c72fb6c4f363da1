package org.chiasma.api;

import org.jspecify.annotations.Nullable;

/** Reading or writing failed half-way: disk full, permission, device (exit status 74). */
public final class OutputException extends ChiasmaException {
    private static final long serialVersionUID = 1L;

    /**
     * @param code stable identifier, {@code E-AREA-WHAT}
     * @param message {@code where: found, expected, remedy}, one line
     */
    public OutputException(String code, String message) {
        this(code, message, null);
    }

    /**
     * @param code stable identifier, {@code E-AREA-WHAT}
     * @param message {@code where: found, expected, remedy}, one line
     * @param cause what led to it, or {@code null}
     */
    public OutputException(String code, String message, @Nullable Throwable cause) {
        super(code, ExitCode.IO, message, cause);
    }
}

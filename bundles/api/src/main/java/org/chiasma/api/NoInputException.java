package org.chiasma.api;

import org.jspecify.annotations.Nullable;

/** An input does not exist or cannot be opened (exit status 66). */
public final class NoInputException extends ChiasmaException {
    private static final long serialVersionUID = 1L;

    /**
     * @param code stable identifier, {@code E-AREA-WHAT}
     * @param message {@code where: found, expected, remedy}, one line
     */
    public NoInputException(String code, String message) {
        this(code, message, null);
    }

    /**
     * @param code stable identifier, {@code E-AREA-WHAT}
     * @param message {@code where: found, expected, remedy}, one line
     * @param cause what led to it, or {@code null}
     */
    public NoInputException(String code, String message, @Nullable Throwable cause) {
        super(code, ExitCode.NO_INPUT, message, cause);
    }
}

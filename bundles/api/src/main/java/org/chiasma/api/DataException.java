package org.chiasma.api;

import org.jspecify.annotations.Nullable;

/** An input's content is wrong, or inputs do not fit each other (exit status 65). */
public final class DataException extends ChiasmaException {
    private static final long serialVersionUID = 1L;

    /**
     * @param code stable identifier, {@code E-AREA-WHAT}
     * @param message {@code where: found, expected, remedy}, one line
     */
    public DataException(String code, String message) {
        this(code, message, null);
    }

    /**
     * @param code stable identifier, {@code E-AREA-WHAT}
     * @param message {@code where: found, expected, remedy}, one line
     * @param cause what led to it, or {@code null}
     */
    public DataException(String code, String message, @Nullable Throwable cause) {
        super(code, ExitCode.DATA, message, cause);
    }
}

package org.chiasma.launcher;

import org.jspecify.annotations.Nullable;

/** The distribution is damaged or cannot start here; the message is one line for the user. */
final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        this(message, null);
    }

    LaunchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

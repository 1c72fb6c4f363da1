package org.chiasma.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a person can act on. Its message is one line, {@code CODE where: found, expected, remedy}; its
 * {@link #exitCode()} is the status of a one-shot command. Anything else that escapes is a fault of the program
 * ({@link ExitCode#SOFTWARE}).
 */
public abstract sealed class ChiasmaException extends RuntimeException
        permits UsageException, DataException, NoInputException, OutputException, CancelledException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final ExitCode exitCode;

    /**
     * @param code stable identifier such as {@code E-TSV-RAGGED}, part of the contract with scripts
     * @param exitCode status of a one-shot command
     * @param message the rest of the line, without the code; line breaks become spaces
     */
    ChiasmaException(String code, ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(oneLine(code + " " + message), cause);
        this.code = Objects.requireNonNull(code);
        this.exitCode = exitCode;
    }

    /** Stable identifier of this kind of failure, for example {@code E-TSV-RAGGED}. */
    public String code() {
        return code;
    }

    /** The status with which a one-shot command ends. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** The whole line that a user sees; never empty. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
    }
}

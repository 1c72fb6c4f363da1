package org.chiasma.shell.internal.command;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.api.parameter.ParameterSchema;

/**
 * Flags that every command takes.
 *
 * @param json print one JSON document
 * @param quiet no progress, no notes
 * @param debug stack traces of faults
 * @param workspace directory of the bus, read by the launcher
 * @param threads number of threads, read by the launcher
 * @param help print usage
 */
public record CommonFlags(
        @Parameter(description = "Print exactly one JSON document on standard output.")
        boolean json,

        @Parameter(description = "No progress and no notes on standard error.")
        boolean quiet,

        @Parameter(description = "Print the stack trace of a fault of the program.")
        boolean debug,

        @Parameter(
                value = "DIR",
                description = "Keep the matrices of the bus in this directory, as .npy files with JSON beside them.")
        Optional<Path> workspace,

        @Parameter(description = "Threads for numeric work; the number of processors when not given.")
        Optional<Integer> threads,

        @Parameter(description = "Print this text.") boolean help) {
    /** The values when no flag is given. */
    public static final CommonFlags DEFAULTS =
            new CommonFlags(false, false, false, Optional.empty(), Optional.empty(), false);

    static final ParameterSchema<CommonFlags> SCHEMA = ParameterSchema.of(CommonFlags.class);

    /** Checks the number of threads. */
    public CommonFlags {
        if (threads.isPresent() && threads.get() < 1) {
            throw new UsageException("E-FLAG-VALUE", "--threads: found " + threads.get() + ", expected 1 or more");
        }
    }
}

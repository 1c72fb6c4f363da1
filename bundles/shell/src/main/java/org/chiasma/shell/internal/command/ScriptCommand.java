package org.chiasma.shell.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.NoInputException;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.Parameter;

/** Runs a Gogo script. */
final class ScriptCommand extends BuiltIn<ScriptCommand.Parameters> {
    /**
     * What the command takes.
     *
     * @param file the script
     * @param echo whether to print every line before it runs
     */
    public record Parameters(
            @Parameter(
                    position = 0,
                    value = "FILE.gogo",
                    description = "Script: one command per line, as in the shell.")
            Path file,

            @Parameter(description = "Print every line before it runs.")
            boolean echo) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS = new Parameters(Path.of(""), false);
    }

    private final Steps steps;

    ScriptCommand(Steps steps) {
        super(
                "script",
                "Run a script of several commands in one process.",
                Parameters.class,
                "script steps.gogo --workspace results");
        this.steps = steps;
    }

    @Override
    void run(Parameters given, Session session) {
        if (given.file().toString().isEmpty()) {
            throw new UsageException("E-FLAG-MISSING", "argument FILE.gogo: not given; it is the script to run");
        }
        steps.run(
                given.file().toString(),
                read(given.file()),
                given.echo(),
                session.console().forSteps(session.flags().quiet()));
    }

    static List<String> read(Path file) {
        if (Files.isDirectory(file)) {
            throw new NoInputException("E-FILE-DIRECTORY", file + ": found a directory, expected a script");
        }
        if (!Files.exists(file)) {
            throw new NoInputException("E-FILE-ABSENT", file + ": not found; check the path");
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new NoInputException(
                    "E-FILE-UNREADABLE", file + ": cannot be read as UTF-8 text: " + e.getMessage(), e);
        }
    }
}

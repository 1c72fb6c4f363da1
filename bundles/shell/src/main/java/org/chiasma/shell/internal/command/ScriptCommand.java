package org.chiasma.shell.internal.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
                    description = "Script: one command per line, as in the shell; - for standard input.")
            Path file,

            @Parameter(description = "Print every line before it runs.")
            boolean echo) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS = new Parameters(Path.of(""), false);
    }

    /** The script's name that means standard input. */
    static final String STANDARD_INPUT = "-";

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
        if (session.flags().json()) {
            throw new UsageException(
                    "E-FLAG-JSON",
                    "--json: found with script, which prints what its steps print; give it to the steps");
        }
        boolean piped = given.file().toString().equals(STANDARD_INPUT);
        steps.run(
                piped ? "standard input" : given.file().toString(),
                piped ? read(session.console().in()) : read(given.file()),
                given.echo(),
                session.console().forSteps(session.flags().quiet()));
    }

    private static List<String> read(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new NoInputException("E-FILE-UNREADABLE", "standard input: cannot be read: " + e.getMessage(), e);
        }
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

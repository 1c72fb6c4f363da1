package org.chiasma.shell.internal.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.chiasma.api.OutputException;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.api.parameter.ParameterSchema;

/**
 * Flags that every operation takes beside its own.
 *
 * @param output where the main result goes
 * @param figure where the heat map goes
 */
public record OutputFlags(
        @Parameter(
                value = "REF",
                description = "Where the main result goes: a file, a name on the bus, or - for TSV on standard output."
                        + " Not given: standard output for a single command, the bus in the shell and in scripts.")
        Optional<MatrixReference> output,

        @Parameter(value = "FILE.png", description = "Draw the report's heat maps to this PNG file.")
        Optional<Path> figure) {
    /** The values when no flag is given. */
    public static final OutputFlags DEFAULTS = new OutputFlags(Optional.empty(), Optional.empty());

    static final ParameterSchema<OutputFlags> SCHEMA = ParameterSchema.of(OutputFlags.class);

    /** Checks that the figure is a PNG file. */
    public OutputFlags {
        if (figure.isPresent()
                && !figure.get().toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new UsageException("E-FLAG-VALUE", "--figure: found " + figure.get() + ", expected FILE.png");
        }
    }

    /** Refuses a figure that cannot be written before any work is done. */
    void checkFigure() {
        if (figure.isEmpty()) {
            return;
        }
        Path directory = figure.get().toAbsolutePath().getParent();
        if (Files.isDirectory(figure.get()) || directory == null || !Files.isDirectory(directory)) {
            throw new OutputException(
                    "E-OUT-DIRECTORY",
                    figure.get() + ": expected a file name in an existing directory; make the directory first");
        }
    }

    /** Whether the main result goes to standard output because the user said so. */
    boolean toStandardOutput() {
        return output.isPresent() && output.get().text().equals(StandardOutput.REFERENCE);
    }
}

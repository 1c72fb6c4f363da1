package org.chiasma.shell.internal.command;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.api.parameter.ParameterSchema;

/**
 * Flags that every operation takes beside its own.
 *
 * @param output where the main result goes
 * @param figure where the pictures go
 * @param report where the web page goes
 */
public record OutputFlags(
        @Parameter(
                value = "REF",
                description = "Where the main result goes: a file, a name on the bus, or - for TSV on standard output."
                        + " Not given: standard output for a single command, the bus in the shell and in scripts.")
        Optional<MatrixReference> output,

        @Parameter(
                value = "FILE.png",
                description = "Draw the report's figures to this file, .png or .svg; a second one is FILE-2.png.")
        Optional<Path> figure,

        @Parameter(
                value = "FILE.html",
                description = "Write the report to this web page: facts, tables, figures and provenance in one file.")
        Optional<Path> report) {
    /** The values when no flag is given. */
    public static final OutputFlags DEFAULTS = new OutputFlags(Optional.empty(), Optional.empty(), Optional.empty());

    static final ParameterSchema<OutputFlags> SCHEMA = ParameterSchema.of(OutputFlags.class);

    /** Checks the endings of the files. */
    public OutputFlags {
        ReportFiles.checkEndings(figure, report);
    }

    /** Refuses figures and pages that cannot be written before any work is done. */
    void checkPlaces() {
        figure.ifPresent(ReportFiles::checkPlace);
        report.ifPresent(ReportFiles::checkPlace);
    }

    /** Whether the main result goes to standard output because the user said so. */
    boolean toStandardOutput() {
        return output.isPresent() && output.get().text().equals(StandardOutput.REFERENCE);
    }
}

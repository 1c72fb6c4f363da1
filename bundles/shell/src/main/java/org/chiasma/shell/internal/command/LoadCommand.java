package org.chiasma.shell.internal.command;

import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/** Puts a file on the bus. */
final class LoadCommand extends BuiltIn<LoadCommand.Parameters> {
    /**
     * What the command takes.
     *
     * @param file what to read
     * @param as its name on the bus
     */
    public record Parameters(
            @Parameter(
                    position = 0,
                    value = "FILE",
                    description = "File to read, with options of its format: response.csv?missing=NA,-")
            MatrixReference file,

            @Parameter(value = "NAME", description = "Name on the bus; the file's name when not given.")
            Optional<String> as) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS = new Parameters(MatrixReference.REQUIRED, Optional.empty());
    }

    private final Workbench workbench;

    LoadCommand(Workbench workbench) {
        super(
                "load",
                "Put a matrix file on the bus.",
                Parameters.class,
                "load sample-data/drug-response.gct --as response",
                "load 'counts.csv.gz?missing=-'");
        this.workbench = workbench;
    }

    @Override
    void run(Parameters given, Session session) {
        String name = given.as().orElseGet(() -> BusNames.of(given.file()));
        if (!MatrixReference.isName(name)) {
            throw new UsageException(
                    "E-FLAG-VALUE",
                    "--as: found \"" + name
                            + "\", expected a name of letters, digits, _ . and -, not beginning with . or -");
        }
        try (Workbench.Opened opened = workbench.open(given.file(), session.progress())) {
            MatrixSummary summary = workbench.bus().publish(name, opened.matrix(), opened.provenance());
            session.answer(
                    "loaded " + name + ": " + summary.spec().rows() + " x "
                            + summary.spec().columns() + "\n",
                    ListCommand.tree(summary));
        }
        BusNames.warnIfPassing(session);
    }
}

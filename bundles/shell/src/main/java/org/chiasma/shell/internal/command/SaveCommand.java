package org.chiasma.shell.internal.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.shell.internal.render.Json;

/** Writes a matrix to a file in the format of the file's ending. */
final class SaveCommand extends BuiltIn<SaveCommand.Parameters> {
    /**
     * What the command takes.
     *
     * @param matrix what to write
     * @param target the file
     */
    public record Parameters(
            @Parameter(position = 0, description = "Name on the bus, or a file.")
            MatrixReference matrix,

            @Parameter(
                    position = 1,
                    value = "FILE",
                    description = "File to write, with options of its format (out.gct?version=1.2); - for TSV on"
                            + " standard output.")
            MatrixReference target) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS = new Parameters(MatrixReference.REQUIRED, MatrixReference.REQUIRED);
    }

    private final Workbench workbench;

    SaveCommand(Workbench workbench) {
        super(
                "save",
                "Write a matrix to a file, its provenance beside it.",
                Parameters.class,
                "save response filled.gct");
        this.workbench = workbench;
    }

    @Override
    void run(Parameters given, Session session) {
        boolean printed = given.target().text().equals(StandardOutput.REFERENCE);
        if (printed && session.flags().json()) {
            throw StandardOutput.noRoomBesideJson("argument FILE");
        }
        try (Workbench.Opened opened = workbench.open(given.matrix(), session.progress())) {
            if (printed) {
                StandardOutput.print(
                        opened.matrix(),
                        opened.provenance(),
                        workbench.files(),
                        session.console().out());
                return;
            }
            workbench.files().save(opened.matrix(), given.target(), opened.provenance(), session.progress());
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("file", given.target().path());
            tree.put("spec", Json.spec(opened.matrix().spec()));
            session.answer(
                    "wrote " + given.target().path() + ": " + opened.matrix().rows() + " x "
                            + opened.matrix().columns() + "\n",
                    tree);
        }
    }
}

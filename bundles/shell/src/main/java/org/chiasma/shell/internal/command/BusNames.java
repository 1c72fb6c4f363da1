package org.chiasma.shell.internal.command;

import java.nio.file.Path;
import org.chiasma.api.matrix.MatrixReference;

/** Names that matrices get on the bus when the user gives none. */
final class BusNames {
    private BusNames() {}

    /** The name on the bus itself, or the file's name up to its first dot with other characters as {@code _}. */
    static String of(MatrixReference reference) {
        if (MatrixReference.isName(reference.path()) && !reference.path().contains(".")) {
            return reference.path();
        }
        Path file = Path.of(reference.path()).getFileName();
        String name = file == null ? "" : file.toString();
        int dot = name.indexOf('.', 1);
        String stem = (dot < 0 ? name : name.substring(0, dot)).replaceAll("[^A-Za-z0-9_-]", "_");
        return MatrixReference.isName(stem) ? stem : "matrix";
    }

    /** Says that what is on the bus goes with the process, when it does. */
    static void warnIfPassing(Session session) {
        if (!session.console().lasting() && session.flags().workspace().isEmpty()) {
            session.note("the bus ends with this command; give --workspace DIR to keep its matrices");
        }
    }
}

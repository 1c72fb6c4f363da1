package org.chiasma.shell.internal.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.chiasma.api.UsageException;
import org.chiasma.api.format.MatrixFiles;
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

    /**
     * Refuses a destination on a bus that ends with this process.
     *
     * @param output what would go there
     */
    static void refusePassing(String output, MatrixReference target, MatrixFiles files) {
        List<String> endings = files.formats().stream()
                .flatMap(format -> format.extensions().stream())
                .map(ending -> "." + ending)
                .distinct()
                .sorted()
                .toList();
        String path = target.path().toLowerCase(Locale.ROOT);
        if (MatrixReference.isName(target.path()) && endings.stream().noneMatch(path::endsWith)) {
            throw new UsageException(
                    "E-OUT-LOST",
                    target.path() + ": found a name on the bus for the result \"" + output
                            + "\", but the bus ends with this command; name a file that ends in "
                            + String.join(", ", endings) + ", or give --workspace DIR");
        }
    }

    /** Says that what is on the bus goes with the process, when it does. */
    static void warnIfPassing(Session session) {
        if (!session.console().lasting() && session.flags().workspace().isEmpty()) {
            session.note("the bus ends with this command; give --workspace DIR to keep its matrices");
        }
    }
}

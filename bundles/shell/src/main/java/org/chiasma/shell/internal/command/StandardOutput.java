package org.chiasma.shell.internal.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.chiasma.api.OutputException;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.UsageException;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;

/** Matrices as TSV on standard output. */
final class StandardOutput {
    /** The reference that means standard output. */
    static final String REFERENCE = "-";

    private StandardOutput() {}

    /**
     * Prints the matrix; it goes through a temporary file, so that nothing is printed when it cannot be expressed.
     *
     * @throws OutputException {@code E-OUT-STDOUT} if nobody takes the output
     */
    static void print(Matrix matrix, Provenance provenance, MatrixFiles files, PrintStream out) {
        try {
            Path directory = Files.createTempDirectory("chiasma-stdout-");
            Path table = directory.resolve("matrix.tsv");
            try {
                files.save(matrix, MatrixReference.parse(table.toString()), provenance, Progress.NONE);
                Files.copy(table, out);
                out.flush();
            } finally {
                try (Stream<Path> entries = Files.list(directory)) {
                    for (Path entry : entries.toList()) {
                        Files.deleteIfExists(entry);
                    }
                }
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new OutputException("E-OUT-STDOUT", "standard output: cannot write: " + e.getMessage(), e);
        }
        check(out);
    }

    /** The refusal to print a matrix where a JSON document goes. */
    static UsageException noRoomBesideJson(String where) {
        return new UsageException(
                "E-FLAG-JSON", where + ": found - with --json, which prints its document there; name a file");
    }

    private static boolean isPipe() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Whoever read standard output wants no more of it: {@code chiasma ... | head}. */
    static final class ReaderGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** What a shell reports for a process that ended by {@code SIGPIPE}. */
        static final int STATUS = 141;
    }

    /** Refuses to go on when {@code out} has lost what was printed: disk full, reader gone. */
    static void check(PrintStream out) {
        if (out.checkError()) {
            if (isPipe()) {
                throw new ReaderGone();
            }
            throw new OutputException(
                    "E-OUT-STDOUT",
                    "standard output: found that it takes no more, expected room; check the disk or the reader");
        }
    }
}

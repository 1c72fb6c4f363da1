package org.chiasma.api.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;

/**
 * A file format, registered as a service with the properties of {@link Format}. Malformed content is refused with a
 * {@link DataException} naming file, line or offset, what was found, what was expected and a remedy.
 *
 * @param <R> record of reading options, with a static field {@code DEFAULTS}
 * @param <W> record of writing options, with a static field {@code DEFAULTS}
 */
public interface MatrixFormat<R extends Record, W extends Record> {
    /**
     * Whether a file's first bytes say that it is of this format, whatever its name. Formats without a signature of
     * their own answer {@code false} and are found by name.
     *
     * @param head up to 512 bytes from the start of the content, decompressed if the file is gzip
     */
    boolean recognises(byte[] head);

    /**
     * Reads one matrix. Memory is taken by what is there, never by what a header claims.
     *
     * @param file the file
     * @param part which matrix of a file that holds several; empty for the only one, or for all as a stack where the
     *     format allows. An unknown part is refused with a list of the parts.
     * @param store where the matrix is made
     */
    Matrix read(Path file, String part, R options, MatrixStore store, Progress progress) throws IOException;

    /**
     * Writes {@code matrix} to {@code file}, which does not exist yet and whose ending is the one the user chose; the
     * caller renames it into place. Compression follows the ending. A format that is only read keeps this method, which
     * refuses, and says so in {@link Format#writeInstead}, by which callers refuse before any work is done.
     *
     * @throws DataException if the matrix cannot be expressed in this format, or {@code E-FORMAT-READONLY} if the format
     *     cannot be written at all
     */
    default void write(Matrix matrix, Path file, W options, Progress progress) throws IOException {
        throw new DataException(
                "E-FORMAT-READONLY",
                file + ": found a format that is only read, expected one that is written; save as another");
    }

    /**
     * Endings of the files that {@link #write} makes beside its own, each under the name that {@link #companion} gives:
     * {@code bim} and {@code fam} beside a {@code .bed} of PLINK. The caller renames them into place together. By default
     * there are none.
     */
    default List<String> companions() {
        return List.of();
    }

    /** The file beside {@code file} whose name has {@code ending} in place of its last ending, or behind it if it has none. */
    static Path companion(Path file, String ending) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "." + ending);
    }
}

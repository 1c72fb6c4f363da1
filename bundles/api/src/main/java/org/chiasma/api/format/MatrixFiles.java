package org.chiasma.api.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixStore;

/**
 * Reads and writes matrix files through the {@link MatrixFormat}s that are installed. The format of a file is, in this
 * order: the one named by the option {@code format}, the one that recognises the content, the one with the longest
 * matching ending. When content and ending disagree the content wins and a note says so.
 */
public interface MatrixFiles {
    /** The installed formats, sorted by name. */
    List<FormatDescription> formats();

    /**
     * The format that {@link #load} would read a file with; empty for standard input and pipes, which cannot be looked at
     * twice.
     *
     * @throws org.chiasma.api.NoInputException if it is absent or unreadable
     * @throws org.chiasma.api.DataException if it is empty or of no known format
     */
    Optional<FormatDescription> formatOf(MatrixReference reference);

    /**
     * Reads the file of {@code reference} with its options and part, and records its size and SHA-256. Standard input
     * ({@code -}) and pipes are taken to their end first; without a known ending or content they are read as TSV.
     *
     * @throws org.chiasma.api.NoInputException if it is absent ({@code E-FILE-ABSENT}), a directory
     *     ({@code E-FILE-DIRECTORY}) or unreadable ({@code E-FILE-UNREADABLE})
     * @throws org.chiasma.api.DataException if it is empty ({@code E-FILE-EMPTY}), of no known format
     *     ({@code E-FORMAT-UNKNOWN}), or malformed
     * @throws org.chiasma.api.UsageException if an option is unknown to the format
     */
    LoadedMatrix load(MatrixReference reference, MatrixStore store, Progress progress);

    /**
     * Writes {@code matrix} to the file of {@code target} ({@code PATH[?option=value&...]}) and its provenance to
     * {@code PATH.provenance.json}. Both appear whole, by atomic rename, or not at all.
     *
     * @throws org.chiasma.api.OutputException {@code E-OUT-DISKFULL}, {@code E-OUT-WRITE}, {@code E-OUT-DIRECTORY}
     * @throws org.chiasma.api.UsageException {@code E-FORMAT-UNKNOWN} if the ending names no writable format
     */
    void save(Matrix matrix, MatrixReference target, Provenance provenance, Progress progress);

    /**
     * A file's matrix with what provenance records of it.
     *
     * @param matrix what was read
     * @param format name of the format that read it
     * @param input size and digest of the file
     */
    record LoadedMatrix(Matrix matrix, String format, Provenance.Input input) {}

    /**
     * Writes any file whole or not at all: {@code writer} fills a temporary file beside {@code target}, which is then
     * renamed. Left-overs are removed on failure and when the process is stopped.
     */
    void writeAtomically(Path target, FileWriter writer);

    /** Fills a file. */
    @FunctionalInterface
    interface FileWriter {
        /** Writes everything to {@code temporary}, which ends like the target. */
        void write(Path temporary) throws java.io.IOException;
    }
}

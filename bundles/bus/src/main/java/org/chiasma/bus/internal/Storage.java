package org.chiasma.bus.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chiasma.api.UsageException;
import org.chiasma.bus.internal.io.ScratchDirectory;
import org.chiasma.bus.internal.storage.Budget;
import org.chiasma.bus.internal.storage.Memory;
import org.chiasma.bus.internal.storage.OffHeapStore;
import org.chiasma.bus.internal.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Where a bus makes matrices and where it keeps them.
 *
 * @param store makes them
 * @param shelf keeps the published ones
 * @param scratch holds temporary files
 */
record Storage(OffHeapStore store, Shelf shelf, ScratchDirectory scratch) implements AutoCloseable {
    /**
     * Sets up storage; nothing touches the disk before the first matrix.
     *
     * @param workspace directory that keeps matrices; null or empty for none
     * @param budget limit over all matrices
     * @param mappedFrom bytes from which a matrix is a mapped file
     * @param largestSlice most bytes of a slice
     * @throws UsageException {@code E-WS-DIRECTORY} if {@code workspace} is a file
     */
    static Storage start(@Nullable String workspace, Budget budget, long mappedFrom, int largestSlice) {
        if (workspace == null || workspace.isEmpty()) {
            ScratchDirectory scratch = ScratchDirectory.temporary();
            OffHeapStore store = new OffHeapStore(new Memory(scratch, budget, mappedFrom, largestSlice));
            return new Storage(store, new MemoryShelf(), scratch);
        }
        Path directory = Path.of(workspace).toAbsolutePath();
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new UsageException(
                    "E-WS-DIRECTORY", "workspace " + directory + ": found a file, expected a directory");
        }
        ScratchDirectory scratch = ScratchDirectory.in(directory);
        OffHeapStore store = new OffHeapStore(new Memory(scratch, budget, mappedFrom, largestSlice));
        return new Storage(store, new Workspace(directory, store), scratch);
    }

    /** Removes temporary files. */
    @Override
    public void close() {
        shelf.close();
        scratch.close();
    }
}

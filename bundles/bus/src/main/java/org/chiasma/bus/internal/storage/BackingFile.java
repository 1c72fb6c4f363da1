package org.chiasma.bus.internal.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.chiasma.api.OutputException;
import org.chiasma.bus.internal.io.ExitCleanup;
import org.chiasma.bus.internal.io.StagedFiles;
import org.chiasma.bus.internal.io.WriteFailure;

/** The temporary file under mapped memory, until it is deleted or moved to where it stays. */
final class BackingFile {
    private final Path path;
    private final boolean keepsName;
    private boolean named = true;

    /**
     * A file that does not exist yet.
     *
     * @param path its name
     * @param keepsName whether it needs the name after it was opened, to be moved later
     */
    BackingFile(Path path, boolean keepsName) {
        this.path = path;
        this.keepsName = keepsName;
    }

    /** Creates the file. One that needs no name loses it at once, and goes with the process whatever ends that. */
    FileChannel create() throws IOException {
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!keepsName) {
            delete();
        }
        return channel;
    }

    /** Moves the file to {@code target}; false if it has no name of its own any more. */
    synchronized boolean moveTo(Path target) throws IOException {
        if (!named) {
            return false;
        }
        StagedFiles.moveAtomically(path, target);
        named = false;
        return true;
    }

    /** Deletes the file unless it was moved. Mapped memory stays valid where the system allows to delete at all. */
    synchronized void delete() {
        if (named && ExitCleanup.deleteQuietly(path)) {
            named = false;
        }
    }

    /** Says in one line why the file could not be written. */
    OutputException failure(IOException cause) {
        return WriteFailure.of(path, cause);
    }
}

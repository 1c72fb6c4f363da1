package org.chiasma.bus.internal.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.bus.internal.io.ExitCleanup;
import org.chiasma.bus.internal.io.StagedFiles;
import org.jspecify.annotations.Nullable;

/** The temporary file under mapped memory, until it is deleted or moved to where it stays. */
final class BackingFile {
    private @Nullable Path temporary;

    BackingFile(Path temporary) {
        this.temporary = temporary;
    }

    /** Moves the file to {@code target}; false if it has no name of its own any more. */
    synchronized boolean moveTo(Path target) throws IOException {
        if (temporary == null) {
            return false;
        }
        StagedFiles.moveAtomically(temporary, target);
        temporary = null;
        return true;
    }

    /** Deletes the file unless it was moved. Mapped memory stays valid where the system allows to delete at all. */
    synchronized void delete() {
        if (temporary != null && ExitCleanup.deleteQuietly(temporary)) {
            temporary = null;
        }
    }
}

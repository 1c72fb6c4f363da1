package org.chiasma.bus.internal.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.chiasma.api.OutputException;

/** Says in one line why a file could not be written. */
public final class WriteFailure {
    private static final List<String> FULL =
            List.of("no space left", "quota exceeded", "file too large", "not enough space", "disk full");

    private WriteFailure() {}

    /** {@code E-OUT-DISKFULL} if the cause says so, else {@code E-OUT-WRITE}. */
    public static OutputException of(Path file, IOException cause) {
        String reason = reason(cause);
        String lower = reason.toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(lower::contains)) {
            return new OutputException(
                    "E-OUT-DISKFULL",
                    file + ": found no space left (" + reason
                            + "), nothing was kept; free some space or choose another directory",
                    cause);
        }
        String what = cause instanceof AccessDeniedException ? "permission denied" : reason;
        return new OutputException("E-OUT-WRITE", file + ": cannot be written: " + what, cause);
    }

    /** Without the name of the file, where the system tells both. */
    private static String reason(IOException cause) {
        String told = cause instanceof FileSystemException failure ? failure.getReason() : null;
        return told == null ? String.valueOf(cause.getMessage()) : told;
    }
}

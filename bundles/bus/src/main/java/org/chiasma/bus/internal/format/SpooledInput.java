package org.chiasma.bus.internal.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.bus.internal.io.ExitCleanup;
import org.chiasma.bus.internal.io.ScratchDirectory;
import org.chiasma.bus.internal.io.ShownName;
import org.chiasma.bus.internal.io.WriteFailure;

/**
 * Input that passes once, kept in a private temporary file: formats look at it more than once. Standard input is
 * {@code -}; a pipe is a path that the system says to be one.
 */
final class SpooledInput implements AutoCloseable {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final int BLOCK = 1 << 16;
    private static final int FILE_TYPE = 0170000;
    private static final int PIPE = 0010000;

    private final Path file;
    private final ShownName shown;

    private SpooledInput(Path file, ShownName shown) {
        this.file = file;
        this.shown = shown;
    }

    /** Whether {@code path} can be read once only. */
    static boolean isNeededFor(Path path) {
        return path.equals(STANDARD_INPUT) || isPipe(path);
    }

    /**
     * Takes everything there is, until the writer closes.
     *
     * @param standardInput what {@code -} stands for
     * @throws NoInputException {@code E-FILE-UNREADABLE}
     * @throws org.chiasma.api.OutputException {@code E-OUT-DISKFULL} if it finds no room
     */
    static SpooledInput of(Path path, InputStream standardInput, ScratchDirectory scratch, Progress progress) {
        boolean standard = path.equals(STANDARD_INPUT);
        String name = standard ? "standard input" : path.toString();
        Path file = scratch.newFile(standard ? "-standard-input" : "-" + path.getFileName());
        SpooledInput spooled = new SpooledInput(file, ShownName.of(file.toString(), name));
        progress.begin("receiving " + name, 0);
        try {
            if (standard) {
                copy(standardInput, name, file, progress);
            } else {
                try (InputStream in = Files.newInputStream(path)) {
                    copy(in, name, file, progress);
                }
            }
            return spooled;
        } catch (IOException e) {
            spooled.close();
            throw unreadable(name, e);
        } catch (RuntimeException e) {
            spooled.close();
            throw e;
        }
    }

    /** The temporary file; its name ends like the path's. */
    Path file() {
        return file;
    }

    /** Says the user's name for the temporary file. */
    ShownName shown() {
        return shown;
    }

    @Override
    public void close() {
        ExitCleanup.deleteQuietly(file);
    }

    private static void copy(InputStream in, String name, Path file, Progress progress) {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int n = next(in, block, name); n >= 0; n = next(in, block, name)) {
                progress.checkCancelled();
                out.write(block, 0, n);
                progress.advance(n);
            }
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    private static int next(InputStream in, byte[] block, String name) {
        try {
            return in.read(block);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static NoInputException unreadable(String name, IOException cause) {
        return new NoInputException("E-FILE-UNREADABLE", name + ": cannot be read: " + cause.getMessage(), cause);
    }

    private static boolean isPipe(Path path) {
        try {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:mode");
            return attributes.get("mode") instanceof Integer mode && (mode & FILE_TYPE) == PIPE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // absent, or a system whose files have no such mode
            return false;
        }
    }
}

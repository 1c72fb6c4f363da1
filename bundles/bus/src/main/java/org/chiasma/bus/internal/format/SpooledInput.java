package org.chiasma.bus.internal.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chiasma.api.Progress;
import org.chiasma.bus.internal.io.ExitCleanup;
import org.chiasma.bus.internal.io.ScratchDirectory;
import org.chiasma.bus.internal.io.ShownName;

/**
 * Input that passes once, kept in a private temporary file: formats look at it more than once. Standard input is
 * {@code -}; a pipe is a path that the system says to be one.
 */
final class SpooledInput implements AutoCloseable {
    private static final Path STANDARD_INPUT = Path.of("-");
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
     * @throws org.chiasma.api.NoInputException {@code E-FILE-UNREADABLE}
     * @throws org.chiasma.api.OutputException {@code E-OUT-DISKFULL} if it finds no room
     */
    static SpooledInput of(Path path, InputStream standardInput, ScratchDirectory scratch, Progress progress) {
        boolean standard = path.equals(STANDARD_INPUT);
        String name = standard ? "standard input" : path.toString();
        Path file = scratch.newFile(standard ? "-standard-input" : "-pipe-" + path.getFileName());
        ShownName shown = ShownName.of(file.toString(), name)
                .orWithoutDirectory(
                        String.valueOf(file.getFileName()), standard ? name : String.valueOf(path.getFileName()));
        SpooledInput spooled = new SpooledInput(file, shown);
        progress.begin("receiving " + name, 0);
        Reception reception =
                new Reception(() -> standard ? new Kept(standardInput) : Files.newInputStream(path), name, file);
        try {
            reception.await(progress);
            return spooled;
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

    private static boolean isPipe(Path path) {
        try {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:mode");
            return attributes.get("mode") instanceof Integer mode && (mode & FILE_TYPE) == PIPE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // absent, or a system whose files have no such mode
            return false;
        }
    }

    /** A stream that stays open for others. */
    private static final class Kept extends FilterInputStream {
        Kept(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}

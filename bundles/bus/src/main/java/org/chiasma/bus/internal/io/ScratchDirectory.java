package org.chiasma.bus.internal.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A directory for the temporary files of this process: made at the first need, removed at exit. */
public final class ScratchDirectory implements AutoCloseable {
    private static final String PREFIX = ".chiasma-";
    private static final Pattern OWNER = Pattern.compile(Pattern.quote(PREFIX) + "([0-9]{1,18})-.*");
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Supplier<Path> parent;
    private final boolean keepsNames;
    private final ExitCleanup cleanup = new ExitCleanup();
    private @Nullable Path directory;
    private long files;

    private ScratchDirectory(Supplier<Path> parent, boolean keepsNames) {
        this.parent = parent;
        this.keepsNames = keepsNames;
    }

    /** In the system's directory for temporary files. Names may go as soon as a file is mapped. */
    public static ScratchDirectory temporary() {
        return new ScratchDirectory(() -> Path.of(System.getProperty("java.io.tmpdir", ".")), false);
    }

    /** In {@code directory}, on the same file system, so that a finished file moves there by its name. */
    public static ScratchDirectory in(Path directory) {
        return new ScratchDirectory(() -> directory, true);
    }

    /** Whether files must keep their names while mapped, to be moved later. */
    public boolean keepsNames() {
        return keepsNames;
    }

    /** The directory in which the scratch directory lies or will lie. */
    public Path parent() {
        return parent.get();
    }

    /** A new name of a file that does not exist. */
    public synchronized Path newFile(String ending) {
        Path target = directory;
        if (target == null) {
            try {
                Files.createDirectories(parent());
                if (keepsNames) {
                    removeAbandoned();
                }
                target = Files.createTempDirectory(
                        parent(), PREFIX + ProcessHandle.current().pid() + "-");
            } catch (IOException e) {
                throw WriteFailure.of(parent(), e);
            }
            cleanup.add(target);
            directory = target;
        }
        return target.resolve(files++ + ending);
    }

    @Override
    public synchronized void close() {
        cleanup.close();
        directory = null;
    }

    /** Removes what a killed process left: its id is no process here, and a day passed, in case it ran elsewhere. */
    private void removeAbandoned() throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(parent(), PREFIX + "*")) {
            for (Path candidate : old) {
                Matcher owner = OWNER.matcher(String.valueOf(candidate.getFileName()));
                Instant last = Files.getLastModifiedTime(candidate).toInstant();
                if (owner.matches()
                        && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty()
                        && last.plus(ABANDONED).isBefore(Instant.now())) {
                    ExitCleanup.deleteTree(candidate);
                }
            }
        }
    }
}

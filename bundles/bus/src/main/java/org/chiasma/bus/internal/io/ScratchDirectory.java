package org.chiasma.bus.internal.io;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
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
                target = Files.createTempDirectory(
                        parent(), PREFIX + ProcessHandle.current().pid() + "-");
            } catch (IOException e) {
                throw WriteFailure.of(parent(), e);
            }
            cleanup.add(target);
            directory = target;
            removeAbandoned(target);
        }
        return target.resolve(files++ + ending);
    }

    @Override
    public synchronized void close() {
        cleanup.close();
        directory = null;
    }

    /**
     * Removes what killed processes of this user left. Their ids are no processes here; in a directory that the user
     * chose, and that other machines may share, a day has to pass as well.
     */
    private void removeAbandoned(Path own) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent(), PREFIX + "*")) {
            UserPrincipal user = Files.getOwner(own);
            Instant latest = keepsNames ? Instant.now().minus(ABANDONED) : Instant.now();
            for (Path candidate : left) {
                Matcher owner = OWNER.matcher(String.valueOf(candidate.getFileName()));
                if (owner.matches()
                        && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty()
                        && !Files.isSymbolicLink(candidate)
                        && Files.getOwner(candidate).equals(user)
                        && !Files.getLastModifiedTime(candidate).toInstant().isAfter(latest)) {
                    ExitCleanup.deleteTree(candidate);
                }
            }
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
            // gone meanwhile, or not to be listed: the next process tries again
            return;
        }
    }
}

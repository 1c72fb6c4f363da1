package org.chiasma.bus.internal.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chiasma.api.CancelledException;
import org.jspecify.annotations.Nullable;

/** Files and directories that must not outlive the process, nor this object. Safe for use by several threads. */
public final class ExitCleanup implements AutoCloseable {
    private final Set<Path> paths = new LinkedHashSet<>();
    private @Nullable Thread hook;
    private boolean stopping;

    /**
     * Remembers {@code path}; call before creating it.
     *
     * @throws CancelledException if the process is stopping
     */
    public synchronized void add(Path path) {
        if (stopping) {
            throw new CancelledException();
        }
        if (hook == null) {
            Thread thread = new Thread(this::stop, "chiasma-cleanup");
            try {
                Runtime.getRuntime().addShutdownHook(thread);
            } catch (IllegalStateException e) {
                stopping = true;
                throw new CancelledException();
            }
            hook = thread;
        }
        paths.add(path);
    }

    /** Forgets {@code path}, which is to stay or gone. */
    public synchronized void forget(Path path) {
        paths.remove(path);
    }

    /** Deletes everything remembered and removes the shutdown hook. */
    @Override
    public void close() {
        stop();
        Thread registered;
        synchronized (this) {
            registered = hook;
            hook = null;
        }
        if (registered != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(registered);
            } catch (IllegalStateException e) {
                // the process is stopping: the hook runs, and finds nothing left to do
                return;
            }
        }
    }

    private void stop() {
        List<Path> doomed;
        synchronized (this) {
            stopping = true;
            doomed = List.copyOf(paths);
            paths.clear();
        }
        doomed.forEach(ExitCleanup::deleteTree);
    }

    /** Deletes a file or a directory with all it holds, as far as the system lets it. */
    public static void deleteTree(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                deleteQuietly(path);
            }
        } catch (IOException e) {
            // absent, or not readable: then there is nothing that could be deleted
            return;
        }
    }

    /** Deletes a file if the system lets it: a memory-mapped one stays on Windows until it is unmapped. */
    public static boolean deleteQuietly(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }
}

package org.chiasma.bus.internal.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.chiasma.api.OutputException;
import org.jspecify.annotations.Nullable;

/** Keeps the processes on one workspace from seeing each other's half-done renames. Held for moments only. */
final class WorkspaceLock {
    private static final int ATTEMPTS = 2000;
    private static final int PAUSE_MILLIS = 5;

    private final Path file;
    private final ReentrantLock local = new ReentrantLock();

    WorkspaceLock(Path directory) {
        this.file = directory.resolve(".lock");
    }

    /** Runs {@code action} while no other process reads or writes. */
    <T> T writing(Action<T> action) throws IOException {
        local.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, false)) {
            return run(action, lock);
        } finally {
            local.unlock();
        }
    }

    /** Runs {@code action} while no other process writes; without a lock in a directory that cannot be written. */
    <T> T reading(Action<T> action) throws IOException {
        local.lock();
        try (FileChannel channel = openToRead();
                FileLock lock = channel == null ? null : lock(channel, true)) {
            return run(action, lock);
        } finally {
            local.unlock();
        }
    }

    /** What is done under the lock. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    /** @param lock held meanwhile */
    private static <T> T run(Action<T> action, @Nullable FileLock lock) throws IOException {
        if (lock != null && !lock.isValid()) {
            throw new IOException("lock lost");
        }
        return action.run();
    }

    private @Nullable FileChannel openToRead() throws IOException {
        return Files.isReadable(file) ? FileChannel.open(file, StandardOpenOption.READ) : null;
    }

    private FileLock lock(FileChannel channel, boolean shared) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // another bus of this process holds it: wait as for another process
                Thread.onSpinWait();
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new OutputException(
                "E-WS-LOCK", file + ": found it locked by another process for long; stop that process, and try again");
    }
}

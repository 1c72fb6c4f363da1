package org.chiasma.bus.internal.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.chiasma.api.CancelledException;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.bus.internal.io.WriteFailure;

/**
 * A stream on its way into a file. A thread of its own reads, since reading from a silent pipe cannot be interrupted:
 * who waits for it can leave.
 */
final class Reception {
    private static final int BLOCK = 1 << 16;
    private static final int POLL_MILLIS = 50;

    private final Source source;
    private final String name;
    private final Path file;
    private final AtomicLong received = new AtomicLong();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /**
     * A reception that has not begun.
     *
     * @param source opens what is read; opening waits as well
     * @param name of the source, for failures
     * @param file where it goes
     */
    Reception(Source source, String name, Path file) {
        this.source = source;
        this.name = name;
        this.file = file;
    }

    /** Opens a stream. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Receives until the source ends.
     *
     * @throws CancelledException if the user has asked to stop
     * @throws NoInputException {@code E-FILE-UNREADABLE}
     * @throws org.chiasma.api.OutputException {@code E-OUT-DISKFULL} or {@code E-OUT-WRITE}
     */
    void await(Progress progress) {
        Thread thread = new Thread(this::receive, "chiasma-reception");
        thread.setDaemon(true);
        thread.start();
        long told = 0;
        try {
            while (!isOver()) {
                progress.checkCancelled();
                long now = received.get();
                progress.advance(now - told);
                told = now;
            }
        } finally {
            end.cancel(false);
        }
    }

    private boolean isOver() {
        try {
            end.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ChiasmaException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void receive() {
        try (InputStream in = source.open()) {
            if (!end.isDone()) {
                copy(in);
            }
            end.complete(null);
        } catch (IOException e) {
            end.completeExceptionally(
                    new NoInputException("E-FILE-UNREADABLE", name + ": cannot be read: " + e.getMessage(), e));
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private void copy(InputStream in) throws IOException {
        try (OutputStream out = openFile()) {
            byte[] block = new byte[BLOCK];
            for (int n = in.read(block); n >= 0 && !end.isDone(); n = in.read(block)) {
                write(out, block, n);
                received.addAndGet(n);
            }
        }
    }

    private OutputStream openFile() {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    private void write(OutputStream out, byte[] block, int length) {
        try {
            out.write(block, 0, length);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }
}

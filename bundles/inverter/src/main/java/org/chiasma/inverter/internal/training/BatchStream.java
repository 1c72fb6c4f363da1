package org.chiasma.inverter.internal.training;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chiasma.api.CancelledException;
import org.chiasma.api.ChiasmaException;

/** The batches of a {@link BatchSource} in their order, made by another thread while the step before is computed. */
final class BatchStream implements AutoCloseable {
    /** Batches that are made or ready at a time. */
    private static final int AHEAD = 2;

    private final BatchSource source;
    private final long end;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(BatchStream::daemon);
    private final Queue<Future<Batch>> ready = new ArrayDeque<>();
    private long next;

    /** Begins with the batch of step {@code first} and ends before that of step {@code end}. */
    BatchStream(BatchSource source, long first, long end) {
        this.source = source;
        this.end = end;
        this.next = first;
        for (int i = 0; i < AHEAD; i++) {
            request();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "chiasma-training-batches");
        thread.setDaemon(true);
        return thread;
    }

    private void request() {
        if (next < end) {
            long step = next;
            ready.add(worker.submit(() -> source.batch(step)));
            next++;
        }
    }

    /**
     * The next batch; waits until it is made.
     *
     * @throws CancelledException if the thread is interrupted meanwhile
     */
    Batch next() {
        Future<Batch> made = ready.remove();
        request();
        try {
            return made.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ChiasmaException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("making a batch failed", e.getCause());
        } catch (CancellationException e) {
            throw new IllegalStateException("the stream is closed", e);
        }
    }

    /** Stops the other thread. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}

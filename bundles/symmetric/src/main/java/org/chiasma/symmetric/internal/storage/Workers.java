package org.chiasma.symmetric.internal.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.chiasma.api.CancelledException;

/** Independent numbered pieces of work on all processors. */
public final class Workers {
    private Workers() {}

    /**
     * Does pieces 0 to {@code count - 1}, taken in order. After a failure no new piece is begun, and the failure is thrown
     * once all threads have ended.
     *
     * @param workers makes what one thread works with, such as its buffers
     */
    public static void forEach(long count, Supplier<? extends LongConsumer> workers) {
        int threads = (int) Math.min(count, Math.max(2, Runtime.getRuntime().availableProcessors()));
        if (threads == 0) {
            return;
        }
        AtomicLong next = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int k = 0; k < threads; k++) {
                running.add(pool.submit(() -> work(next, count, workers)));
            }
            join(running);
        } finally {
            next.set(count);
            pool.shutdownNow();
        }
    }

    private static void work(AtomicLong next, long count, Supplier<? extends LongConsumer> workers) {
        try {
            LongConsumer worker = workers.get();
            for (long piece = next.getAndIncrement(); piece < count; piece = next.getAndIncrement()) {
                worker.accept(piece);
            }
        } catch (RuntimeException | Error e) {
            next.set(count);
            throw e;
        }
    }

    private static void join(List<Future<?>> running) {
        Throwable failure = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}

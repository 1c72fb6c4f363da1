package org.chiasma.linalg;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs native code on a thread with a deep stack. OpenBLAS's threaded {@code getrf} is recursive and keeps half a
 * megabyte of job descriptions on the stack at each level, which ends a Java thread of one megabyte, and with it the
 * process, without a message (OpenBLAS issues 1082 and 3229).
 */
final class DeepStack {
    /** Reserved, not used: pages become resident as the stack grows. */
    private static final long BYTES = 64L << 20;

    private DeepStack() {}

    /** The result of {@code work}, or its exception. Waits even when the calling thread is interrupted. */
    static <T> T call(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                },
                "chiasma-lapack",
                BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}

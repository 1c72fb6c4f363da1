package org.chiasma.nd4j;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.chiasma.api.OutputException;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * ND4J and OpenBLAS, ready to be used from any bundle.
 *
 * <p>ND4J finds its back end through a class loader it is told once; this component tells it, so whoever calls ND4J or
 * OpenBLAS takes a reference to this service and the order is wiring. Making the service loads no native code: the
 * natives come with the first {@link #blas()} (60 MB to unpack once) or {@link #nd4j()} (400 MB to unpack once).
 *
 * <p>The number of threads is the system property {@code chiasma.threads}, else the number of processors, until
 * {@link #threads(int)} changes it; it holds for OpenBLAS and ND4J, which share one library in the process.
 */
@Component(service = Nd4jRuntime.class)
public final class Nd4jRuntime {
    private final PrintStream messages;
    private int threads;
    private int singles;
    private boolean blasLoaded;
    private boolean nd4jLoaded;

    /** Tells ND4J its class loader; loads no native code. */
    @Activate
    public Nd4jRuntime() {
        this(System.err);
    }

    Nd4jRuntime(PrintStream messages) {
        this.messages = messages;
        this.threads = configuredThreads();
        ND4JClassLoading.setNd4jClassloaderFromClass(Nd4jRuntime.class);
    }

    private static int configuredThreads() {
        int configured = Integer.getInteger("chiasma.threads", 0);
        return configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
    }

    /** Number of native threads that OpenBLAS and ND4J use, or will use once loaded. */
    public synchronized int threads() {
        return threads;
    }

    /**
     * Sets the number of native threads of this process.
     *
     * @throws IllegalArgumentException unless {@code count} is positive
     */
    public synchronized void threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("thread count must be positive, found " + count);
        }
        threads = count;
        if (blasLoaded && singles == 0) {
            openblas_nolapack.blas_set_num_threads(threads);
        }
        if (nd4jLoaded) {
            Nd4j.getEnvironment().setMaxThreads(threads);
            // Element-wise operations go by this one, and on a busy machine wait long for threads beyond it.
            Nd4j.getEnvironment().setMaxMasterThreads(threads);
        }
    }

    /**
     * Runs tasks on as many Java threads as native calls have threads, while each of their native calls uses one: for many
     * products that are too small, or wait for memory too much, to be worth dividing. The threads of native calls belong to
     * the process: other work that goes on meanwhile uses one as well.
     *
     * @param count tasks, numbered from 0, begun in that order
     * @param task does one of them; what it throws ends the others as soon as they are through, and is thrown here
     */
    public void concurrently(int count, IntConsumer task) {
        blas();
        int lanes = Math.max(1, Math.min(count, threads()));
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable lane = () -> {
            try {
                for (int k = next.getAndIncrement(); k < count && failure.get() == null; k = next.getAndIncrement()) {
                    task.accept(k);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        };
        enterSingle();
        try {
            List<Thread> others = new ArrayList<>();
            for (int k = 1; k < lanes; k++) {
                Thread thread = new Thread(lane, "chiasma-lane-" + k);
                thread.setDaemon(true);
                thread.start();
                others.add(thread);
            }
            lane.run();
            others.forEach(Nd4jRuntime::join);
        } finally {
            leaveSingle();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException refusal) {
            throw refusal;
        }
    }

    /** Waits even when interrupted: the threads use memory that the caller frees. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void enterSingle() {
        if (singles++ == 0) {
            openblas_nolapack.blas_set_num_threads(1);
        }
    }

    private synchronized void leaveSingle() {
        if (--singles == 0) {
            openblas_nolapack.blas_set_num_threads(threads);
        }
    }

    /**
     * Loads OpenBLAS on the first call; afterwards {@code org.bytedeco.openblas} may be called from anywhere.
     *
     * @throws OutputException {@code E-NATIVE-LOAD} if the native libraries cannot be unpacked or loaded
     */
    public synchronized Nd4jRuntime blas() {
        if (!blasLoaded) {
            load("jniopenblas_nolapack", "60 MB", () -> openblas_nolapack.blas_set_num_threads(threads));
            blasLoaded = true;
        }
        return this;
    }

    /**
     * Loads ND4J on the first call; afterwards {@code Nd4j} and {@code SameDiff} may be used from anywhere.
     *
     * @throws OutputException {@code E-NATIVE-LOAD} if the native libraries cannot be unpacked or loaded
     */
    public synchronized Nd4jRuntime nd4j() {
        if (!nd4jLoaded) {
            load("nd4jcpu", "400 MB", Nd4j::getBackend);
            nd4jLoaded = true;
            blasLoaded = true;
            threads(threads);
        }
        return this;
    }

    /**
     * Physical memory that the system has available, in bytes. Unpacks JavaCPP's own library, of 64 kB.
     *
     * @throws OutputException {@code E-NATIVE-LOAD} if that cannot be unpacked or loaded
     */
    public static long availableMemory() {
        try {
            return Pointer.availablePhysicalBytes();
        } catch (LinkageError e) {
            throw cache().failure("60 MB", e);
        }
    }

    private void load(String library, String size, Runnable firstUse) {
        NativeCache cache = cache();
        cache.announce(library, size, messages);
        try {
            firstUse.run();
        } catch (LinkageError e) {
            throw cache.failure(size, e);
        }
    }

    private static NativeCache cache() {
        try {
            File directory = Loader.getCacheDir();
            return new NativeCache(directory.toPath());
        } catch (IOException e) {
            throw new OutputException(
                    "E-NATIVE-LOAD",
                    "native libraries: found no directory to unpack them in (" + e.getMessage()
                            + "), expected one that can be written; name it in XDG_CACHE_HOME",
                    e);
        }
    }
}

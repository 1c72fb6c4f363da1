package org.chiasma.nd4j.training;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Runs work whose prints on {@code System.out} nobody asked for: SameDiff names every operation that it differentiates.
 * Prints of other threads pass.
 */
public final class QuietThread {
    private static final Object LOCK = new Object();

    private QuietThread() {}

    /** Runs {@code work} without what it prints. */
    public static void run(Runnable work) {
        synchronized (LOCK) {
            PrintStream before = System.out;
            PrintStream others =
                    new PrintStream(new OthersOnly(before, Thread.currentThread()), true, Charset.defaultCharset());
            System.setOut(others);
            try {
                work.run();
            } finally {
                System.setOut(before);
            }
        }
    }

    private static final class OthersOnly extends OutputStream {
        private final OutputStream target;
        private final Thread silenced;

        OthersOnly(OutputStream target, Thread silenced) {
            this.target = target;
            this.silenced = silenced;
        }

        @Override
        public void write(int value) throws IOException {
            if (Thread.currentThread() != silenced) {
                target.write(value);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (Thread.currentThread() != silenced) {
                target.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }
    }
}

package org.chiasma.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The process: {@code chiasma [command] [arguments]}. */
public final class Main {
    /** Exit status of a fault of the program, after {@code sysexits.h}. */
    private static final int EXIT_SOFTWARE = 70;

    /** How long Ctrl-C waits for a command to give up what it is doing. */
    private static final long STOP_SECONDS = 15;

    /**
     * Which of standard input, output and error are terminals, as the digits 0, 1 and 2: the start script knows, Java
     * does not.
     */
    private static final String TERMINAL_PROPERTY = "chiasma.terminal";

    private Main() {}

    /** Runs the command line and ends the process with its status. */
    public static void main(String[] arguments) {
        CountDownLatch finished = new CountDownLatch(1);
        // The process must not disappear under a command that is removing what it has half written.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitQuietly(finished), "chiasma-stop"));
        int status = EXIT_SOFTWARE;
        try {
            status = launch(Invocation.of(List.of(arguments)));
        } catch (LaunchException e) {
            System.err.println("chiasma: E-START " + e.getMessage());
        } finally {
            finished.countDown();
        }
        System.exit(status);
    }

    private static void awaitQuietly(CountDownLatch finished) {
        try {
            if (!finished.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("chiasma: stopped before the command had ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int launch(Invocation invocation) throws LaunchException {
        Distribution distribution = Distribution.find();
        String terminal = System.getProperty(TERMINAL_PROPERTY, "");
        boolean interactive = invocation.isInteractive(terminal.contains("0") && terminal.contains("1"));
        List<Path> bundles = distribution.bundles(distribution.features(interactive));
        invocation.properties().forEach(System::setProperty);
        Map<String, String> properties = new HashMap<>();
        properties.put("chiasma.home", distribution.home().toString());
        properties.put("gosh.home", distribution.home().toString());
        properties.put("gosh.args", "--login");
        prepareNatives();
        try (Container container = Container.start(bundles, properties)) {
            if (!interactive) {
                return container.run(invocation.arguments().toArray(String[]::new));
            }
            container.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EXIT_SOFTWARE;
        }
    }

    /** Where native libraries are unpacked, unless the user said: one directory per version, kept. */
    private static void prepareNatives() throws LaunchException {
        if (System.getProperty("org.bytedeco.javacpp.cachedir") == null) {
            Path cache = userCache().resolve(Versions.read().natives());
            System.setProperty("org.bytedeco.javacpp.cachedir", cache.toString());
        }
    }

    private static Path userCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base =
                xdg != null && xdg.startsWith("/") ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("chiasma");
    }
}

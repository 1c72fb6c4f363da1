package org.chiasma.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code bin/chiasma} of the assembled distribution with this Java. */
final class Chiasma {
    /** Longest that any command of the tests may take before it counts as hanging. */
    private static final long PATIENCE_SECONDS = 240;

    private final Path directory;
    private final List<String> javaFlags = new ArrayList<>();
    private boolean archive = true;

    /** @param directory in which the commands run */
    Chiasma(Path directory) {
        this.directory = directory;
    }

    /** The assembled distribution. */
    static Path home() {
        return Path.of("target", "chiasma").toAbsolutePath();
    }

    /** A file of the sample data. */
    static String sample(String name) {
        return home().resolve("sample-data").resolve(name).toString();
    }

    /** Adds a flag of Java. */
    Chiasma java(String flag) {
        javaFlags.add(flag);
        return this;
    }

    /** Runs without the archive of loaded classes, whose making would write files. */
    Chiasma withoutArchive() {
        archive = false;
        return this;
    }

    /** Starts a command. */
    Running start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home().resolve("bin/chiasma").toString());
        command.addAll(Arrays.asList(arguments));
        return start(command);
    }

    /** Starts a command in a shell that first does something, such as setting a limit. */
    Running startAfter(String preparation, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", preparation + " && exec \"$0\" \"$@\""));
        command.add(home().resolve("bin/chiasma").toString());
        command.addAll(Arrays.asList(arguments));
        return start(command);
    }

    private Running start(List<String> command) {
        try {
            Path out = Files.createTempFile("chiasma-out", ".txt");
            Path err = Files.createTempFile("chiasma-err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment()
                    .put(
                            "XDG_CACHE_HOME",
                            Path.of("target", "cache").toAbsolutePath().toString());
            builder.environment().put("CHIASMA_JAVA", String.join(" ", javaFlags));
            builder.environment().put("CHIASMA_CDS", archive ? "on" : "off");
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    Result run(String... arguments) {
        return start(arguments).await();
    }

    /** A command that has been started. */
    record Running(Process process, Path out, Path err) {
        Result await() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("the command hangs; it said: " + Files.readString(err));
                }
                Result result = new Result(
                        process.exitValue(),
                        Files.readString(out, StandardCharsets.UTF_8),
                        Files.readString(err, StandardCharsets.UTF_8));
                Files.delete(out);
                Files.delete(err);
                return result;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /**
     * What a command left.
     *
     * @param status exit status
     * @param out what it printed on standard output
     * @param err what it printed on standard error
     */
    record Result(int status, String out, String err) {
        /** The line on standard error that says why the command failed. */
        String failure() {
            return err.lines()
                    .filter(line -> line.startsWith("chiasma: E-"))
                    .reduce((first, second) -> first + "\n" + second)
                    .orElse("");
        }
    }
}

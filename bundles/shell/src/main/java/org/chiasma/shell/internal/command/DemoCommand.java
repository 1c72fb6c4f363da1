package org.chiasma.shell.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.chiasma.api.OutputException;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.Parameter;

/** Runs the main job on the sample data that come with the distribution. */
final class DemoCommand extends BuiltIn<DemoCommand.Parameters> {
    /**
     * What the command takes.
     *
     * @param outputDir where the results go
     */
    public record Parameters(
            @Parameter(value = "DIR", description = "Directory of the results; made when it does not exist.")
            Path outputDir) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS = new Parameters(Path.of("demo"));
    }

    private final Steps steps;
    private final Path home;
    private final UnaryOperator<String> quote;

    /**
     * @param home directory of the distribution
     * @param quote makes one word of a statement of a path
     */
    DemoCommand(Steps steps, Path home, UnaryOperator<String> quote) {
        super(
                "demo",
                "Complete a sample drug-response table, step by step, and score the result.",
                Parameters.class,
                "demo",
                "demo --output-dir results");
        this.steps = steps;
        this.home = home;
        this.quote = quote;
    }

    @Override
    void run(Parameters given, Session session) {
        if (session.flags().json()) {
            throw new UsageException("E-FLAG-JSON", "--json: found with demo, which prints what its steps print");
        }
        try {
            Files.createDirectories(given.outputDir());
        } catch (IOException e) {
            throw new OutputException("E-OUT-DIRECTORY", given.outputDir() + ": cannot be made: " + e.getMessage(), e);
        }
        String sample = shown(home.resolve("sample-data"));
        String output = shown(given.outputDir());
        List<String> lines = ScriptCommand.read(home.resolve("share/demo.gogo")).stream()
                .map(line -> fill(line, sample, output))
                .toList();
        steps.run(
                "demo", lines, true, session.console().forSteps(session.flags().quiet()));
    }

    /** The line with the paths in it, each word that holds one quoted. */
    private String fill(String line, String sample, String output) {
        return Arrays.stream(line.split(" "))
                .map(word -> word.contains("{")
                        ? quote.apply(word.replace("{sample}", sample).replace("{output}", output))
                        : word)
                .collect(Collectors.joining(" "));
    }

    /** The path from the current directory when that is shorter, for a line that can be read and copied. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        String relative = here.relativize(whole).toString();
        return relative.length() < whole.toString().length() ? relative : whole.toString();
    }
}

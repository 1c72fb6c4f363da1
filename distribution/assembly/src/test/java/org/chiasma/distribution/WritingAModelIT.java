package org.chiasma.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows docs/writing-a-model.md: compiles its listings, makes a bundle of them, installs it and runs it. */
class WritingAModelIT {
    private static final Pattern LISTING = Pattern.compile("```(java|json)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("(?:record|class) (\\w+)");

    @TempDir
    Path directory = Path.of("");

    private final List<JavaFileObject> sources = new ArrayList<>();
    private String feature = "";

    @BeforeEach
    void readPage() throws IOException {
        Matcher listing = LISTING.matcher(Files.readString(Chiasma.home().resolve("docs/writing-a-model.md")));
        while (listing.find()) {
            if (listing.group(1).equals("json")) {
                feature = listing.group(2);
            } else {
                sources.add(new Listing(listing.group(2)));
            }
        }
    }

    @Test
    void modelOfThePageRuns() throws Exception {
        Path home = installed(bundle(compiled()));
        Path table = Files.writeString(directory.resolve("table.tsv"), "id\ta\tb\tc\nr\t1\tNA\t3\ns\t2\t4\t6\n");
        Chiasma.Result result = new Chiasma(directory)
                .java("-Dchiasma.home=" + home)
                .withoutArchive()
                .run("example:center", table.toString(), "--scale", "2", "--output", "-", "--quiet");
        assertEquals("", result.err());
        assertEquals("rows\ta\tb\tc\nr\t-0.5\tNA\t0.5\ns\t-1\t0\t1\n", result.out());
        assertEquals(0, result.status());
    }

    private Path compiled() throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-Xlint:all,-classfile",
                "-Werror",
                "-proc:none",
                "--release",
                "17",
                "-d",
                classes.toString(),
                "-classpath",
                classPath());
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK")
                .getTask(messages, null, null, options, null, sources)
                .call();
        assertEquals("", messages.toString());
        return classes;
    }

    private Path bundle(Path classes) throws Exception {
        Path jar = directory.resolve("center-1.0.0.jar");
        try (Builder bnd = new Builder()) {
            bnd.setProperty("Bundle-SymbolicName", "org.example.center");
            bnd.setProperty("Bundle-Version", "1.0.0");
            bnd.setProperty("Private-Package", "org.example.center");
            bnd.addClasspath(classes.toFile());
            for (String entry : classPath().split(File.pathSeparator, -1)) {
                bnd.addClasspath(new File(entry));
            }
            bnd.build().write(jar.toFile());
            assertEquals(List.of(), bnd.getErrors());
        }
        return jar;
    }

    /** A distribution of links to the assembled one, with a model and its feature. */
    private Path installed(Path model) throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        for (String part : List.of("bundles", "features")) {
            Path copy = Files.createDirectory(home.resolve(part));
            try (Stream<Path> files = Files.list(Chiasma.home().resolve(part))) {
                for (Path file : files.toList()) {
                    Files.createSymbolicLink(copy.resolve(file.getFileName()), file);
                }
            }
        }
        Files.copy(model, home.resolve("bundles").resolve(model.getFileName()));
        Files.writeString(home.resolve("features/center.json"), feature);
        return home;
    }

    /** The API as it is distributed, and the annotations of the build. */
    private static String classPath() throws IOException {
        String tests = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (Stream<Path> bundles = Files.list(Chiasma.home().resolve("bundles"))) {
            Path api = bundles.filter(jar -> jar.getFileName().toString().startsWith("org.chiasma.api-"))
                    .findFirst()
                    .orElseThrow();
            return Stream.concat(
                            Stream.of(api.toString()),
                            Arrays.stream(tests.split(File.pathSeparator, -1))
                                    .filter(entry -> entry.contains("annotation")))
                    .reduce((left, right) -> left + File.pathSeparator + right)
                    .orElseThrow();
        }
    }

    private static final class Listing extends SimpleJavaFileObject {
        private final String source;

        Listing(String source) {
            super(URI.create("string:///org/example/center/" + typeOf(source) + ".java"), Kind.SOURCE);
            this.source = source;
        }

        private static String typeOf(String source) {
            Matcher type = TYPE.matcher(source);
            if (!type.find()) {
                throw new IllegalArgumentException("no type in " + source);
            }
            return type.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}

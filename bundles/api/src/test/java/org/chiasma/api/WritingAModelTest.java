package org.chiasma.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/writing-a-model.md compiles against this API. */
class WritingAModelTest {
    private static final Pattern LISTING = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("(?:record|class) (\\w+)");

    @Test
    void listingsCompile(@TempDir Path classes) throws IOException {
        String page = Files.readString(Path.of("../../docs/writing-a-model.md"));
        List<JavaFileObject> sources = new ArrayList<>();
        Matcher listing = LISTING.matcher(page);
        while (listing.find()) {
            sources.add(new Listing(listing.group(1)));
        }
        assertEquals(3, sources.size());

        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-Xlint:all",
                "-Werror",
                "-proc:none",
                "-d",
                classes.toString(),
                "-classpath",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        compiler.getTask(messages, null, null, options, null, sources).call();
        assertEquals("", messages.toString());
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

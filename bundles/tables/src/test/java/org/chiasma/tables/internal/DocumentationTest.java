package org.chiasma.tables.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterSchema;
import org.junit.jupiter.api.Test;

/** What users and scripts rely on is written down in {@code docs/formats.md}. */
class DocumentationTest {
    private static final Pattern REFUSAL = Pattern.compile("(?:whole|line)\\(\\s*\"([A-Z]+)\"|\"E-GZIP-([A-Z]+)\"");

    private static final List<Path> DOCUMENTS =
            List.of(Path.of("..", "..", "docs", "formats.md"), Path.of("..", "..", "docs", "formats", "sparse.md"));

    private static String document() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path document : DOCUMENTS) {
            text.append(Files.readString(document));
        }
        return text.toString();
    }

    @Test
    void everyRefusalIsDocumented() throws IOException {
        String document = document();
        Set<String> missing = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher refusal = REFUSAL.matcher(Files.readString(source));
                while (refusal.find()) {
                    String what = refusal.group(1) == null ? refusal.group(2) : refusal.group(1);
                    found.add(what);
                    if (!document.contains("-" + what + "`")) {
                        missing.add(what);
                    }
                }
            }
        }
        assertFalse(found.isEmpty());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyOptionIsDocumented() throws IOException {
        String document = document();
        Set<String> missing = new TreeSet<>();
        for (Class<? extends Record> options : List.of(
                DelimitedReadOptions.class,
                DelimitedWriteOptions.class,
                GctReadOptions.class,
                GctWriteOptions.class,
                NpyReadOptions.class,
                NpzReadOptions.class,
                MtxReadOptions.class,
                MxReadOptions.class,
                MxWriteOptions.class)) {
            for (ParameterField field : ParameterSchema.of(options).fields()) {
                if (!document.contains("`" + field.name() + "`")) {
                    missing.add(field.name());
                }
            }
        }
        assertEquals(Set.of(), missing);
    }
}

package org.chiasma.genomics.internal;

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

/** What users and scripts rely on is written down in {@code docs/formats/alignments.md}. */
class AlignmentDocumentationTest {
    private static final Pattern REFUSAL =
            Pattern.compile("(?:whole|refused)\\(\\s*\"([A-Z0-9]+)\"|\"(?:E-CRAM)?-([A-Z0-9]+)\"");
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "formats", "alignments.md");
    private static final Path SOURCES =
            Path.of("src", "main", "java", "org", "chiasma", "genomics", "internal", "alignment");

    @Test
    void everyRefusalIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        Set<String> found = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
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
        assertFalse(found.size() < 10, found.toString());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyOptionIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        Set<String> missing = new TreeSet<>();
        for (Class<? extends Record> options : List.of(BamReadOptions.class, CramReadOptions.class)) {
            for (ParameterField field : ParameterSchema.of(options).fields()) {
                if (!document.contains("| `" + field.name() + "` |")) {
                    missing.add(field.name());
                }
            }
        }
        assertEquals(Set.of(), missing);
    }
}

package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.genomics.internal.sequence.PhylipOptions;
import org.junit.jupiter.api.Test;

/** What users and scripts rely on is written down in {@code docs/formats/sequences.md}. */
class SequenceDocumentationTest {
    private static final Pattern REFUSAL = Pattern.compile("(?:whole|line)\\(\\s*\"([A-Z]+)\"");
    private static final Path SOURCES =
            Path.of("src", "main", "java", "org", "chiasma", "genomics", "internal", "sequence");
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "formats", "sequences.md");

    @Test
    void everyRefusalIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        Set<String> missing = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Matcher refusal = REFUSAL.matcher(Files.readString(source));
                while (refusal.find()) {
                    found.add(refusal.group(1));
                    if (!document.contains("-" + refusal.group(1) + "`")) {
                        missing.add(refusal.group(1));
                    }
                }
            }
        }
        assertFalse(found.isEmpty());
        assertEquals(Set.of(), missing);
        assertTrue(document.contains("`E-FORMAT-READONLY`"));
    }

    @Test
    void everyOptionIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (ParameterField field : ParameterSchema.of(PhylipOptions.class).fields()) {
            assertTrue(document.contains("`" + field.name() + "`"), field.name());
        }
    }
}

package org.chiasma.genomics.internal.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** What users and scripts rely on is written down in {@code docs/formats/signals.md}. */
class SignalDocumentationTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "formats", "signals.md");
    private static final Pattern REFUSAL = Pattern.compile("(?:whole|line)\\(\\s*\"([A-Z]+)\"|\"(E-[A-Z-]+[A-Z])\"");

    @Test
    void everyRefusalIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        Set<String> missing = new TreeSet<>();
        int found = 0;
        for (String sources : List.of("signal", "coordinate")) {
            Path root = Path.of("src", "main", "java", "org", "chiasma", "genomics", "internal", sources);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path source : files.filter(Files::isRegularFile).toList()) {
                    Matcher refusal = REFUSAL.matcher(Files.readString(source));
                    while (refusal.find()) {
                        found++;
                        String code = refusal.group(1) == null ? refusal.group(2) : "-" + refusal.group(1);
                        if (!document.contains(code + "`")) {
                            missing.add(code);
                        }
                    }
                }
            }
        }
        assertTrue(found > 40, found + " found");
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyOptionIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        Set<String> missing = new TreeSet<>();
        for (Class<? extends Record> options : List.of(
                BedReadOptions.class,
                PeakReadOptions.class,
                BedgraphReadOptions.class,
                BedgraphWriteOptions.class,
                BigWigReadOptions.class)) {
            for (ParameterField field : ParameterSchema.of(options).fields()) {
                if (!document.contains("`" + field.name() + "`")) {
                    missing.add(field.name());
                }
            }
        }
        assertEquals(Set.of(), missing);
    }
}

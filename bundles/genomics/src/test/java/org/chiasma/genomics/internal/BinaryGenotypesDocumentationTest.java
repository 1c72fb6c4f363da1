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
import org.chiasma.genomics.internal.genotype.BcfReadOptions;
import org.chiasma.genomics.internal.genotype.BgenReadOptions;
import org.chiasma.genomics.internal.genotype.PlinkReadOptions;
import org.chiasma.genomics.internal.genotype.PlinkWriteOptions;
import org.junit.jupiter.api.Test;

/** What users and scripts rely on is written down in {@code docs/formats/variants-binary.md}. */
class BinaryGenotypesDocumentationTest {
    private static final Pattern REFUSAL =
            Pattern.compile("(?:whole|line)\\(\\s*\"([A-Z]+)\"|damaged\\(|\"(E-[A-Z-]+)\"");

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "formats", "variants-binary.md");
    private static final Path SOURCES =
            Path.of("src", "main", "java", "org", "chiasma", "genomics", "internal", "genotype");

    @Test
    void everyRefusalIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        Set<String> missing = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Matcher refusal = REFUSAL.matcher(Files.readString(source));
                while (refusal.find()) {
                    String code = refusal.group(1) != null
                            ? "-" + refusal.group(1)
                            : refusal.group(2) != null ? refusal.group(2) : "-RECORD";
                    found.add(code);
                    if (!document.contains(code + "`")) {
                        missing.add(code);
                    }
                }
            }
        }
        assertFalse(found.isEmpty());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyOptionIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        Set<String> missing = new TreeSet<>();
        for (Class<? extends Record> options :
                List.of(BcfReadOptions.class, BgenReadOptions.class, PlinkReadOptions.class, PlinkWriteOptions.class)) {
            for (ParameterField field : ParameterSchema.of(options).fields()) {
                if (!document.contains("`" + field.name() + "`")) {
                    missing.add(field.name());
                }
            }
        }
        assertEquals(Set.of(), missing);
    }
}

package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import org.chiasma.genomics.internal.variant.VcfReadOptions;
import org.junit.jupiter.api.Test;

/** What users and scripts rely on is written down in {@code docs/formats/variants.md} and {@code docs/genotypes.md}. */
class VariantDocumentationTest {
    private static final Pattern REFUSAL =
            Pattern.compile("(?:whole|line|fault|genotype)\\(\\s*\"([A-Z0-9]+)\"|\"E-(?:DOSAGE|LD)-([A-Z0-9]+)\"");
    private static final Path DOCUMENTS = Path.of("..", "..", "docs");
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "chiasma", "genomics", "internal");

    private static String document() throws IOException {
        return Files.readString(DOCUMENTS.resolve("formats/variants.md"))
                + Files.readString(DOCUMENTS.resolve("genotypes.md"));
    }

    @Test
    void everyRefusalIsDocumented() throws IOException {
        Set<String> found = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> variant = Files.walk(SOURCES.resolve("variant"));
                Stream<Path> relationship = Files.walk(SOURCES.resolve("relationship"))) {
            for (Path source : Stream.concat(variant, relationship)
                    .filter(Files::isRegularFile)
                    .toList()) {
                Matcher refusal = REFUSAL.matcher(Files.readString(source));
                while (refusal.find()) {
                    String what = refusal.group(1) == null ? refusal.group(2) : refusal.group(1);
                    found.add(what);
                    if (!document().contains("-" + what + "`")) {
                        missing.add(what);
                    }
                }
            }
        }
        assertFalse(found.size() < 20, found.toString());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyOptionIsDocumented() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (ParameterField field : ParameterSchema.of(VcfReadOptions.class).fields()) {
            if (!document().contains("| `" + field.name() + "` |")) {
                missing.add(field.name());
            }
        }
        assertEquals(Set.of(), missing);
    }
}

package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.genomics.internal.contact.HicReadOptions;
import org.chiasma.genomics.internal.contact.PairsReadOptions;
import org.junit.jupiter.api.Test;

/** What users of contact maps rely on is written down in {@code docs/formats/contacts.md}. */
class ContactDocumentationTest {
    private static final Pattern REFUSAL =
            Pattern.compile("(?:whole|line|refuse)\\(\\s*\"([A-Z]+)\"|\"E-([A-Z0-9-]+)\"");
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "formats", "contacts.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "chiasma", "genomics", "internal");

    @Test
    void everyRefusalIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        List<Path> sources =
                new ArrayList<>(List.of(SOURCES.resolve("HicFormat.java"), SOURCES.resolve("PairsFormat.java")));
        try (Stream<Path> contact = Files.walk(SOURCES.resolve("contact"))) {
            contact.filter(Files::isRegularFile).forEach(sources::add);
        }
        Set<String> missing = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        for (Path source : sources) {
            Matcher refusal = REFUSAL.matcher(Files.readString(source));
            while (refusal.find()) {
                String what = refusal.group(1) == null ? refusal.group(2) : refusal.group(1);
                found.add(what);
                if (!document.contains("-" + what + "`")) {
                    missing.add(what);
                }
            }
        }
        assertTrue(found.size() > 20, found.toString());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyOptionIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        Set<String> missing = new TreeSet<>();
        for (Class<? extends Record> options : List.of(HicReadOptions.class, PairsReadOptions.class)) {
            for (ParameterField field : ParameterSchema.of(options).fields()) {
                if (!document.contains("`" + field.name() + "`")) {
                    missing.add(field.name());
                }
            }
        }
        assertEquals(Set.of(), missing);
    }
}

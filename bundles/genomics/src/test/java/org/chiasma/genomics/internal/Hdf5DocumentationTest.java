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
import org.chiasma.genomics.internal.hdf5.Bg2ReadOptions;
import org.chiasma.genomics.internal.hdf5.Bg2WriteOptions;
import org.chiasma.genomics.internal.hdf5.CoolReadOptions;
import org.chiasma.genomics.internal.hdf5.GctxReadOptions;
import org.chiasma.genomics.internal.hdf5.H5adReadOptions;
import org.chiasma.genomics.internal.hdf5.LoomReadOptions;
import org.chiasma.genomics.internal.hdf5.TenxReadOptions;
import org.junit.jupiter.api.Test;

/** What users and scripts rely on is written down in {@code docs/formats/hdf5.md}. */
class Hdf5DocumentationTest {
    private static final Pattern REFUSAL = Pattern.compile("(?:whole|line)\\(\\s*\"([A-Z0-9]+)\"|\"-([A-Z0-9]+)\"");
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "formats", "hdf5.md");
    private static final Path SOURCES =
            Path.of("src", "main", "java", "org", "chiasma", "genomics", "internal", "hdf5");

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
        for (Class<? extends Record> options : List.of(
                GctxReadOptions.class,
                H5adReadOptions.class,
                TenxReadOptions.class,
                LoomReadOptions.class,
                CoolReadOptions.class,
                Bg2ReadOptions.class,
                Bg2WriteOptions.class)) {
            for (ParameterField field : ParameterSchema.of(options).fields()) {
                if (!document.contains("`" + field.name())) {
                    missing.add(field.name());
                }
            }
        }
        assertEquals(Set.of(), missing);
    }
}

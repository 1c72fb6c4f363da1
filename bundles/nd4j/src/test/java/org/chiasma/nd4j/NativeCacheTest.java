package org.chiasma.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chiasma.api.OutputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    @TempDir
    Path directory;

    private String announced(Path cache) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new NativeCache(cache).announce("some", "7 MB", new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysOnceWhereAColdCacheIsFilled() {
        String line = announced(directory.resolve("absent"));
        assertTrue(line.contains("7 MB") && line.contains(directory.toString()), line);
        assertEquals(1, line.lines().count());
    }

    @Test
    void keepsSilentWhenTheLibraryIsThere() throws IOException {
        Path nested = Files.createDirectories(directory.resolve("a.jar/org/some/linux"));
        Files.createFile(nested.resolve(System.mapLibraryName("some")));
        assertEquals("", announced(directory));
    }

    @Test
    void aDifferentLibraryDoesNotCount() throws IOException {
        Files.createFile(directory.resolve(System.mapLibraryName("other")));
        assertEquals(1, announced(directory).lines().count());
    }

    @Test
    void saysInOneLineWhereLibrariesDidNotLoad() {
        LinkageError last = new UnsatisfiedLinkError("no some in java.library.path: /usr/lib:/lib");
        last.initCause(new UnsatisfiedLinkError("libsome.so: file too short"));
        OutputException failure = new NativeCache(directory.resolve("absent")).failure("7 MB", last);
        assertEquals("E-NATIVE-LOAD", failure.code());
        String line = failure.getMessage();
        assertTrue(line.contains(directory.resolve("absent").toString()), line);
        assertTrue(line.contains("(libsome.so: file too short; ") && line.contains(" MB free)"), line);
        assertTrue(line.contains("XDG_CACHE_HOME"), line);
    }
}

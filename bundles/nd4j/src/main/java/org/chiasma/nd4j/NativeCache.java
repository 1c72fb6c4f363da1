package org.chiasma.nd4j;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The directory where JavaCPP unpacks native libraries: {@code org.bytedeco.javacpp.cachedir}, or JavaCPP's default.
 *
 * <p>Unpacking happens inside class initialisers and says nothing; on a cold cache it takes seconds and hundreds of
 * megabytes. This class tells the user beforehand.
 */
final class NativeCache {
    /** Depth of {@code <cache>/<jar>/org/nd4j/linalg/cpu/nativecpu/bindings/<platform>/<library>}, the deepest layout. */
    private static final int DEPTH = 10;

    private final Path directory;

    NativeCache(Path directory) {
        this.directory = directory;
    }

    /** Prints one line when {@code library} (platform-neutral name, "nd4jcpu") is not yet unpacked. */
    void announce(String library, String size, PrintStream messages) {
        if (!contains(library)) {
            messages.printf("extracting native libraries (once, %s) to %s%n", size, directory);
        }
    }

    /** Whether a library of this name lies anywhere in the cache; the layout differs between jars and bundles. */
    boolean contains(String library) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        String prefix = System.mapLibraryName(library);
        try (Stream<Path> files = Files.find(
                directory,
                DEPTH,
                (path, attributes) -> attributes.isRegularFile()
                        && path.getFileName().toString().startsWith(prefix))) {
            return files.findAny().isPresent();
        } catch (IOException | UncheckedIOException e) {
            // Unreadable: JavaCPP will report what is wrong when it unpacks; the notice is only a courtesy.
            return false;
        }
    }
}

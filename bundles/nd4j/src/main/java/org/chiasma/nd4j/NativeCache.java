package org.chiasma.nd4j;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.chiasma.api.OutputException;

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

    /**
     * Says in one line that native libraries did not load: most often the disk is full, else the directory lies on a file
     * system from which nothing may be executed, or the system lacks a library.
     */
    OutputException failure(String size, LinkageError cause) {
        return new OutputException(
                "E-NATIVE-LOAD",
                directory + ": found no native libraries that load (" + reason(cause) + "; " + free() + "), expected "
                        + size
                        + " of them; free some space, or name in XDG_CACHE_HOME another directory from which libraries may be loaded",
                cause);
    }

    /** The first of the failures that led to this one, without the list of places that were searched. */
    private static String reason(Throwable failure) {
        Throwable first = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            first = cause;
        }
        String text = String.valueOf(first.getMessage());
        int places = text.indexOf(" in java.library.path");
        return places < 0 ? text : text.substring(0, places);
    }

    private String free() {
        try {
            Path existing = directory.toAbsolutePath();
            while (!Files.exists(existing) && existing.getParent() != null) {
                existing = existing.getParent();
            }
            return Files.getFileStore(existing).getUsableSpace() / 1_000_000 + " MB free";
        } catch (IOException e) {
            return "free space unknown";
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

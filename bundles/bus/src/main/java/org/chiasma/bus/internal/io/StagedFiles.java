package org.chiasma.bus.internal.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.OutputException;
import org.chiasma.api.format.MatrixFiles.FileWriter;
import org.chiasma.api.format.MatrixFormat;

/**
 * Files that appear together. Each is filled beside its target under a temporary name and forced to the disk;
 * {@link #commit()} renames them all. Closing without commit leaves nothing.
 */
public final class StagedFiles implements AutoCloseable {
    /** Keeps temporary names of long file names within what file systems allow. */
    private static final int LONGEST_STEM = 60;

    private static final String PARTIAL = ".partial";

    private final ExitCleanup cleanup;
    private final Map<Path, Path> temporaryByTarget = new LinkedHashMap<>();

    /** Starts with none.
     *
     * @param cleanup removes the temporary files when the process is stopped */
    public StagedFiles(ExitCleanup cleanup) {
        this.cleanup = cleanup;
    }

    /**
     * Refuses a target that cannot be written, before any work is spent on it.
     *
     * @throws OutputException {@code E-OUT-DIRECTORY} if it is a directory or lies in none
     */
    public static void check(Path target) {
        if (Files.isDirectory(target)) {
            throw new OutputException("E-OUT-DIRECTORY", target + ": found a directory, expected a file name");
        }
        Path directory = directoryOf(target);
        if (!Files.isDirectory(directory)) {
            throw new OutputException(
                    "E-OUT-DIRECTORY", target + ": found no directory " + directory + "; make it, or write elsewhere");
        }
        if (isDevice(target)) {
            throw new OutputException("E-OUT-WRITE", target + ": found a device or pipe, expected a regular file");
        }
        if (!Files.isWritable(directory)) {
            throw new OutputException("E-OUT-WRITE", directory + ": permission denied; choose another directory");
        }
    }

    /** Fills a file under its temporary name. */
    @FunctionalInterface
    public interface Filling {
        /**
         * Writes everything to {@code temporary}.
         *
         * @param shown how to name it to the user
         */
        void fill(Path temporary, ShownName shown) throws IOException;
    }

    /** Fills the temporary file of {@code target}. Failures name the target. */
    public void stage(Path target, FileWriter writer) {
        stage(target, List.of(), (temporary, shown) -> writer.write(temporary));
    }

    /**
     * The same for a writer that tells the user more than its failures, or fills further files beside the temporary one.
     *
     * @param companions endings of those, as {@link MatrixFormat#companions} has them; they appear before the target does
     */
    public void stage(Path target, List<String> companions, Filling writer) {
        check(target);
        Path file = followed(target);
        Path temporary = temporaryName(file);
        List<Path> filled = new ArrayList<>();
        for (String ending : companions) {
            Path companion = MatrixFormat.companion(file, ending);
            check(companion);
            filled.add(remember(followed(companion), MatrixFormat.companion(temporary, ending)));
        }
        filled.add(remember(file, temporary));
        ShownName shown = shownName(temporary, target);
        try {
            writer.fill(temporary, shown);
            for (Path each : filled) {
                force(each);
            }
        } catch (IOException e) {
            throw shown.in(WriteFailure.of(target, e));
        } catch (ChiasmaException e) {
            throw shown.in(e);
        }
    }

    private Path remember(Path file, Path temporary) {
        if (temporaryByTarget.containsKey(file)) {
            throw new OutputException(
                    "E-OUT-WRITE", file + ": found as the target of two files, expected one each; choose other names");
        }
        cleanup.add(temporary);
        temporaryByTarget.put(file, temporary);
        return temporary;
    }

    /** Renames every staged file to its target. */
    public void commit() {
        var entries = temporaryByTarget.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Path, Path> entry = entries.next();
            try {
                moveAtomically(entry.getValue(), entry.getKey());
            } catch (IOException e) {
                throw WriteFailure.of(entry.getKey(), e);
            }
            cleanup.forget(entry.getValue());
            entries.remove();
        }
    }

    @Override
    public void close() {
        for (Path temporary : temporaryByTarget.values()) {
            ExitCleanup.deleteQuietly(temporary);
            cleanup.forget(temporary);
        }
        temporaryByTarget.clear();
    }

    /** Forces a file's content to the disk. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Renames, replacing {@code target} in one step. */
    public static void moveAtomically(Path source, Path target) throws IOException {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Asked in one step, since another process may remove the file meanwhile. */
    private static boolean isDevice(Path target) {
        try {
            return Files.readAttributes(target, BasicFileAttributes.class).isOther();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path directoryOf(Path target) {
        Path parent = target.toAbsolutePath().getParent();
        return parent == null ? target.toAbsolutePath() : parent;
    }

    /** A link's own target, so that the link stays. */
    private static Path followed(Path target) {
        try {
            return Files.isSymbolicLink(target) ? target.toRealPath() : target;
        } catch (IOException e) {
            return target;
        }
    }

    private static Path temporaryName(Path target) {
        String name = String.valueOf(target.getFileName());
        String stem = withoutEnding(name);
        String random = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
        return directoryOf(target)
                .resolve("." + stem.substring(0, Math.min(stem.length(), LONGEST_STEM)) + "." + random + PARTIAL
                        + name.substring(stem.length()));
    }

    private static String withoutEnding(String name) {
        int dot = name.lastIndexOf('.');
        if (dot > 0 && (name.endsWith(".gz") || name.endsWith(".bgz"))) {
            int inner = name.lastIndexOf('.', dot - 1);
            dot = inner > 0 ? inner : dot;
        }
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Endings stay out of it, so that files which a format writes beside the main one are named right as well. */
    private static ShownName shownName(Path temporary, Path target) {
        String hidden = beforeEnding(temporary.toString());
        String hiddenName = beforeEnding(String.valueOf(temporary.getFileName()));
        String shownName = withoutEnding(String.valueOf(target.getFileName()));
        Path directory = target.getParent();
        String shown =
                directory == null ? shownName : directory.resolve(shownName).toString();
        return ShownName.of(hidden, shown).orWithoutDirectory(hiddenName, shownName);
    }

    private static String beforeEnding(String temporary) {
        return temporary.substring(0, temporary.lastIndexOf(PARTIAL) + PARTIAL.length());
    }
}

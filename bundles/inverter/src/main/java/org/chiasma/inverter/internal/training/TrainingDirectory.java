package org.chiasma.inverter.internal.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chiasma.api.OutputException;
import org.chiasma.api.UsageException;
import org.chiasma.inverter.internal.network.ModelDirectory;

/**
 * The directory of a model while it is trained. It holds the checkpoint, then the model; and a lock, so that two processes
 * never train in one directory. A new directory that nothing was saved in is removed again.
 */
final class TrainingDirectory implements AutoCloseable {
    private static final String CHECKPOINT = "training.checkpoint";
    private static final String PARTIAL = ".training.checkpoint.partial";
    private static final String LOCK = "training.lock";

    private final Path directory;
    private final FileChannel lock;
    private final boolean made;

    private TrainingDirectory(Path directory, FileChannel lock, boolean made) {
        this.directory = directory;
        this.lock = lock;
        this.made = made;
    }

    /**
     * Opens the directory and makes it when there is none.
     *
     * @param resume whether to continue from its checkpoint; otherwise it must be new or empty
     * @throws UsageException {@code E-TRAIN-EXISTS}, {@code E-TRAIN-RESUME} or {@code E-TRAIN-LOCKED}
     * @throws OutputException {@code E-OUT-DIRECTORY} if it cannot be made
     */
    static TrainingDirectory open(Path directory, boolean resume) {
        try {
            if (resume) {
                requireCheckpoint(directory);
            } else {
                requireNew(directory);
            }
            boolean made = !Files.exists(directory);
            Files.createDirectories(directory);
            return new TrainingDirectory(directory, lock(directory), made);
        } catch (IOException e) {
            throw new OutputException(
                    "E-OUT-DIRECTORY",
                    "--model %s: it cannot be used as a directory (%s); choose another".formatted(directory, e),
                    e);
        }
    }

    private static void requireCheckpoint(Path directory) {
        if (!Files.exists(directory.resolve(CHECKPOINT))) {
            throw new UsageException(
                    "E-TRAIN-RESUME",
                    "--model %s: found %s, expected a checkpoint to resume from, %s"
                            .formatted(
                                    directory,
                                    ModelDirectory.holdsModel(directory) ? "a finished model" : "none",
                                    ModelDirectory.holdsModel(directory)
                                            ? "train another in a new directory"
                                            : "leave --resume out"));
        }
    }

    private static void requireNew(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            String found;
            if (Files.exists(directory.resolve(CHECKPOINT))) {
                found = "unfinished training, expected a new directory, add --resume to continue it";
            } else if (ModelDirectory.holdsModel(directory)) {
                found = "a model, expected a new directory, name another or remove it";
            } else if (!isEmpty(directory)) {
                found = "other files, expected a new or empty directory, name another";
            } else {
                return;
            }
            throw new UsageException("E-TRAIN-EXISTS", "--model " + directory + ": found " + found);
        }
        if (Files.exists(directory)) {
            throw new UsageException(
                    "E-TRAIN-EXISTS",
                    "--model " + directory + ": found a file, expected a new directory, name another");
        }
    }

    /** What killed processes leave over counts as nothing. */
    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.allMatch(entry -> entry.endsWith(LOCK) || entry.endsWith(PARTIAL));
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // held by this process: told apart from no one else's
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw new UsageException(
                    "E-TRAIN-LOCKED",
                    "--model " + directory
                            + ": found another training at work in it, expected none, wait for its end or name another");
        }
        return channel;
    }

    /**
     * The checkpoint, if there is one.
     *
     * @param settings what this training depends on
     * @throws UsageException {@code E-TRAIN-RESUME} naming the first setting that differs
     * @throws org.chiasma.api.DataException {@code E-TRAIN-CHECKPOINT} if it is damaged
     */
    Optional<Checkpoint> checkpoint(Map<String, String> settings) {
        Path file = directory.resolve(CHECKPOINT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Checkpoint checkpoint = CheckpointFile.read(file);
            requireSame(settings, checkpoint.settings());
            return Optional.of(checkpoint);
        } catch (IOException e) {
            throw new OutputException("E-TRAIN-READ", file + ": it cannot be read (" + e + ")", e);
        }
    }

    private void requireSame(Map<String, String> settings, Map<String, String> before) {
        settings.forEach((name, value) -> {
            String old = before.getOrDefault(name, "");
            if (!old.equals(value)) {
                throw new UsageException(
                        "E-TRAIN-RESUME",
                        "--%s: found %s, expected %s as when the training in %s began, give the same parameters or train in a new directory"
                                .formatted(name, shown(value), shown(old), directory));
            }
        });
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }

    /**
     * Replaces the checkpoint; the one before stays when that fails. This works while the process is being stopped, when
     * {@code MatrixFiles} no longer writes, and when the thread is interrupted: that is when checkpoints are worth most.
     *
     * @throws OutputException {@code E-OUT-WRITE} if it cannot be written
     */
    void save(Checkpoint checkpoint) {
        Path file = directory.resolve(CHECKPOINT);
        Path partial = directory.resolve(PARTIAL);
        boolean interrupted = Thread.interrupted();
        try {
            CheckpointFile.write(checkpoint, partial);
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OutputException(
                    "E-OUT-WRITE",
                    "%s: it cannot be written (%s); the checkpoint before it stays, make room and use --resume"
                            .formatted(file, e.getMessage()),
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Removes the checkpoint of a training that has become a model. */
    void removeCheckpoint() {
        try {
            Files.deleteIfExists(directory.resolve(CHECKPOINT));
        } catch (IOException e) {
            throw new OutputException(
                    "E-OUT-WRITE", directory.resolve(CHECKPOINT) + ": it cannot be removed (" + e + ")", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory.resolve(PARTIAL));
            Files.deleteIfExists(directory.resolve(LOCK));
            lock.close();
            if (made && isEmpty(directory)) {
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new OutputException("E-OUT-WRITE", directory + ": the lock cannot be removed (" + e + ")", e);
        }
    }
}

package org.chiasma.bus.internal.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.OutputException;
import org.chiasma.api.Provenance;
import org.chiasma.api.UsageException;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.bus.internal.Shelf;
import org.chiasma.bus.internal.io.ExitCleanup;
import org.chiasma.bus.internal.io.StagedFiles;
import org.chiasma.bus.internal.io.WriteFailure;
import org.chiasma.bus.internal.storage.OffHeapStore;
import org.chiasma.bus.internal.storage.StoredMatrix;

/**
 * Keeps matrices in a directory: {@code NAME.json} says what a matrix is, {@code NAME.npy} holds the entries (packed
 * symmetric: one axis of n (n + 1) / 2; CSR: {@code NAME.data.npy}, {@code NAME.indices.npy}, {@code NAME.indptr.npy}).
 * The JSON appears last and goes first, so a matrix is there when its JSON is. Several processes may share the
 * directory. Matrices are opened when they are asked for; a damaged one is listed with operation {@code damaged}.
 */
public final class Workspace implements Shelf {
    private static final String CARD = ".json";
    private static final List<String> ROLES = List.of("", "data", "indices", "indptr");

    private final Path directory;
    private final OffHeapStore store;
    private final WorkspaceLock lock;
    private final ExitCleanup cleanup = new ExitCleanup();
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * @param directory made with the first matrix if it is not there
     * @param store opens matrices
     */
    public Workspace(Path directory, OffHeapStore store) {
        this.directory = directory;
        this.store = store;
        this.lock = new WorkspaceLock(directory);
    }

    @Override
    public MatrixSummary put(String name, StoredMatrix matrix, Provenance provenance) {
        MatrixSummary summary = new MatrixSummary(name, matrix.spec(), matrix.bytes(), provenance);
        try (StagedFiles staged = new StagedFiles(cleanup)) {
            Files.createDirectories(directory);
            Set<String> roles = new HashSet<>();
            for (StoredMatrix.Part part : matrix.parts()) {
                staged.stage(file(name, part.role()), part::saveTo);
                roles.add(part.role());
            }
            staged.stage(card(name), new MatrixCard(matrix.spec(), provenance)::write);
            return lock.writing(() -> {
                refuseClash(name, roles);
                Files.deleteIfExists(card(name));
                staged.commit();
                for (String role : ROLES) {
                    if (!roles.contains(role) && !ownedByOther(name, role)) {
                        ExitCleanup.deleteQuietly(file(name, role));
                    }
                }
                forceDirectory();
                known.put(name, new Known(stamp(card(name)), new Held(summary, matrix)));
                return summary;
            });
        } catch (IOException e) {
            throw WriteFailure.of(directory, e);
        }
    }

    @Override
    public boolean holds(String name) {
        return Files.exists(card(name));
    }

    @Override
    public Optional<Held> find(String name) {
        if (!Files.exists(directory)) {
            return Optional.empty();
        }
        try {
            return lock.reading(() -> {
                Known before = known.get(name);
                Object stamp = stamp(card(name));
                if (before != null && before.stamp().equals(stamp)) {
                    return Optional.of(before.held());
                }
                Held held = open(name);
                known.put(name, new Known(stamp, held));
                return Optional.of(held);
            });
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(card(name), e);
        }
    }

    @Override
    public List<MatrixSummary> list() {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try {
            return lock.reading(() -> {
                List<MatrixSummary> summaries = new ArrayList<>();
                try (DirectoryStream<Path> cards = Files.newDirectoryStream(directory, "*" + CARD)) {
                    for (Path card : cards) {
                        String file = String.valueOf(card.getFileName());
                        String name = file.substring(0, file.length() - CARD.length());
                        if (MatrixReference.isName(name)) {
                            summaries.add(summary(name));
                        }
                    }
                }
                summaries.sort(Comparator.comparing(MatrixSummary::name));
                return summaries;
            });
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    @Override
    public boolean remove(String name) {
        if (!Files.exists(directory)) {
            return false;
        }
        try {
            return lock.writing(() -> {
                boolean there = Files.deleteIfExists(card(name));
                known.remove(name);
                for (String role : ROLES) {
                    if (!ownedByOther(name, role)) {
                        ExitCleanup.deleteQuietly(file(name, role));
                    }
                }
                return there;
            });
        } catch (IOException e) {
            throw WriteFailure.of(card(name), e);
        }
    }

    @Override
    public void close() {
        cleanup.close();
        known.clear();
    }

    private MatrixSummary summary(String name) {
        try {
            Known before = known.get(name);
            if (before != null && before.stamp().equals(stamp(card(name)))) {
                return before.held().summary();
            }
            MatrixCard card = MatrixCard.read(card(name));
            StoredMatrix matrix = openParts(name, card.spec());
            return new MatrixSummary(name, card.spec(), matrix.bytes(), card.provenance());
        } catch (ChiasmaException | IOException e) {
            MatrixSpec nothing = MatrixSpec.dense(Axis.anonymous("rows", 0), Axis.anonymous("columns", 0));
            return new MatrixSummary(
                    name,
                    nothing,
                    0,
                    Provenance.of("damaged", Map.of("problem", String.valueOf(e.getMessage())), List.of()));
        }
    }

    private Held open(String name) throws IOException {
        MatrixCard card = MatrixCard.read(card(name));
        StoredMatrix matrix = openParts(name, card.spec());
        matrix.requireSound(card(name));
        return new Held(new MatrixSummary(name, card.spec(), matrix.bytes(), card.provenance()), matrix);
    }

    private StoredMatrix openParts(String name, MatrixSpec spec) throws IOException {
        try {
            return store.open(spec, role -> file(name, role));
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "E-WS-INCOMPLETE",
                    card(name) + ": found no " + e.getFile() + " beside it; remove the matrix or publish it again",
                    e);
        } catch (ArithmeticException e) {
            throw new DataException(
                    "E-WS-SIZE",
                    card(name) + ": found more entries than can be addressed; remove the matrix or publish it again",
                    e);
        }
    }

    private Path card(String name) {
        return directory.resolve(name + CARD);
    }

    private Path file(String name, String role) {
        return directory.resolve(role.isEmpty() ? name + ".npy" : name + "." + role + ".npy");
    }

    /** Whether the file of that role is the entries of a dense matrix with a longer name, such as {@code a.data}. */
    private boolean ownedByOther(String name, String role) {
        return !role.isEmpty() && Files.exists(card(name + "." + role));
    }

    private void refuseClash(String name, Set<String> roles) throws IOException {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : "";
        boolean takes = dot > 0
                && ROLES.contains(name.substring(dot + 1))
                && Files.exists(card(stem))
                && Files.exists(file(stem, "indptr"));
        for (String role : roles) {
            takes |= ownedByOther(name, role);
        }
        if (takes) {
            throw new UsageException(
                    "E-WS-NAME",
                    directory + ": found the files of matrix " + name
                            + " to be those of a sparse matrix beside it; choose another name");
        }
    }

    /** Makes the renames themselves durable where directories can be forced. */
    private void forceDirectory() {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // not a possibility of this system; the files themselves are on disk
            return;
        }
    }

    private static Object stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }

    private static ChiasmaException unreadable(Path file, IOException cause) {
        return Files.isDirectory(file) || Files.isReadable(file)
                ? new OutputException("E-WS-READ", file + ": cannot be read: " + cause.getMessage(), cause)
                : new NoInputException("E-WS-READ", file + ": cannot be read; check its permissions", cause);
    }

    /**
     * A matrix that this process has opened or published.
     *
     * @param stamp identifies the card's file, as long as it is the same
     * @param held the matrix
     */
    private record Known(Object stamp, Held held) {}
}

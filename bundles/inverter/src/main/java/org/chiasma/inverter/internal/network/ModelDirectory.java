package org.chiasma.inverter.internal.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.OutputException;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.GraphParameters;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A trained model on disk: {@code network-1.fb} and so on, SameDiff flat files, and {@code card.json}, which describes
 * them with their SHA-256 and is written last. Without a card there is no model.
 *
 * <p>Reading trusts no file: only one with the digest on the card is parsed, and only its parameters are taken, into a
 * graph built anew from the card, name by name and shape by shape. What the file says of operations is never run.
 */
public final class ModelDirectory {
    private static final String CARD = "card.json";

    private ModelDirectory() {}

    /**
     * A model that was read.
     *
     * @param card what is said of it
     * @param network its networks
     */
    public record Model(ModelCard card, InversionNetwork network) {}

    /** Whether a finished model lies there. */
    public static boolean holdsModel(Path directory) {
        return Files.exists(directory.resolve(CARD));
    }

    /**
     * Writes a model into a directory, which is made if it is missing.
     *
     * @throws OutputException {@code E-OUT-WRITE} and others of {@link MatrixFiles#writeAtomically}
     */
    public static void save(Path directory, ModelCard card, List<NetworkGraph> networks, MatrixFiles files) {
        try {
            Files.createDirectories(directory);
            List<ModelFile> written = new ArrayList<>();
            for (int k = 0; k < networks.size(); k++) {
                Path file = directory.resolve("network-" + (k + 1) + ".fb");
                SameDiff graph = networks.get(k).graph();
                files.writeAtomically(file, temporary -> GraphParameters.write(graph, temporary));
                written.add(describe(file));
            }
            files.writeAtomically(
                    directory.resolve(CARD), temporary -> Files.writeString(temporary, CardJson.text(card, written)));
        } catch (IOException e) {
            throw new OutputException(
                    "E-OUT-WRITE",
                    directory + ": found no way to write a model there (" + e.getMessage()
                            + "), expected a directory that can be written",
                    e);
        }
    }

    /**
     * Reads a model.
     *
     * @throws NoInputException {@code E-MODEL-ABSENT} if there is none
     * @throws DataException {@code E-MODEL-CARD} if the card is not one, {@code E-MODEL-VERSION} if a later version wrote
     *     it, {@code E-MODEL-FILE} if a network's file is missing, changed, or not such a network
     */
    public static Model load(Path directory, Nd4jRuntime runtime) {
        Path file = directory.resolve(CARD);
        if (!Files.isRegularFile(file)) {
            throw new NoInputException(
                    "E-MODEL-ABSENT",
                    directory + ": found no " + CARD
                            + ", expected the directory of a finished model; train one with inverter:train --model "
                            + directory);
        }
        CardJson.Contents contents = CardJson.read(file);
        runtime.nd4j();
        List<NetworkGraph> networks = new ArrayList<>();
        for (ModelFile expected : contents.files()) {
            Path path = directory.resolve(expected.name());
            requireUnchanged(path, expected);
            networks.add(network(path, contents.card()));
        }
        return new Model(contents.card(), new InversionNetwork(contents.card().spec(), networks));
    }

    private static void requireUnchanged(Path path, ModelFile expected) {
        if (!Files.isRegularFile(path)) {
            throw refused(path, "no such file", null);
        }
        try {
            ModelFile found = describe(path);
            if (found.bytes() != expected.bytes()) {
                throw refused(path, found.bytes() + " bytes instead of " + expected.bytes(), null);
            }
            if (!found.sha256().equals(expected.sha256())) {
                throw refused(path, "SHA-256 " + found.sha256() + " instead of " + expected.sha256(), null);
            }
        } catch (IOException e) {
            throw refused(path, "a file that cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static NetworkGraph network(Path path, ModelCard card) {
        NetworkGraph network = NetworkBuilder.build(card.spec(), card.seed());
        GraphParameters.read(path, network.graph(), CARD);
        return network;
    }

    private static DataException refused(Path path, String found, @Nullable Throwable cause) {
        return GraphParameters.refused(path, found, CARD, cause);
    }

    private static ModelFile describe(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            return new ModelFile(
                    String.valueOf(file.getFileName()),
                    bytes,
                    HexFormat.of().formatHex(in.getMessageDigest().digest()));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

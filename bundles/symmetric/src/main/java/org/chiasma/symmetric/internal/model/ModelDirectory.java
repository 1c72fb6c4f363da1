package org.chiasma.symmetric.internal.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.OutputException;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.symmetric.internal.network.ColumnEncoder;
import org.chiasma.symmetric.internal.network.EncoderWeights;
import org.chiasma.symmetric.internal.network.PairHead;
import org.jspecify.annotations.Nullable;

/** A fitted model on disk: a directory with {@code model.json}, which is written last. */
public final class ModelDirectory {
    private static final String CARD = "model.json";
    private static final String KIND = "chiasma-symmetric-model";
    private static final int VERSION = 1;

    /** Far beyond any model; what is larger is something else. */
    private static final long LARGEST = 500_000_000;

    private static final Gson GSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    private ModelDirectory() {}

    /** What the card holds, in the order in which it is written. */
    private record Card(
            @Nullable String kind,
            int version,
            @Nullable Map<String, String> facts,
            @Nullable Link link,
            @Nullable List<String> rowsOfX,
            @Nullable List<String> rowsOfY,
            @Nullable FeatureSpec features,
            int countOfX,
            int countOfY,
            boolean missingness,
            @Nullable Standardization base,
            @Nullable Standardization extra,
            @Nullable ExpectedByDistance expected,
            @Nullable LowRank terms,
            @Nullable EncoderWeights encoder,
            @Nullable PairHead pairs) {}

    /** Whether a model lies there. */
    public static boolean holdsModel(Path directory) {
        return Files.exists(directory.resolve(CARD));
    }

    /**
     * Writes a model into a directory, which is made if it is missing.
     *
     * @throws OutputException {@code E-OUT-WRITE} and others of {@link MatrixFiles#writeAtomically}
     */
    public static void save(Path directory, SymmetricModel model, MatrixFiles files) {
        ColumnFeatures features = model.features();
        Card card = new Card(
                KIND,
                VERSION,
                model.facts(),
                model.link(),
                model.rowsOfX(),
                model.rowsOfY(),
                features.spec(),
                features.rowsOfX(),
                features.rowsOfY(),
                features.missingness(),
                features.base(),
                features.extra(),
                model.expected().orElse(null),
                stored(LowRank.class, model.predictor()),
                stored(ColumnEncoder.class, model.predictor()) == null
                        ? null
                        : ((ColumnEncoder) model.predictor()).weights(),
                stored(PairHead.class, model.predictor()));
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new OutputException(
                    "E-OUT-WRITE",
                    directory + ": found no way to make this directory (" + e.getMessage()
                            + "), expected one that can be written; choose another",
                    e);
        }
        files.writeAtomically(
                directory.resolve(CARD), temporary -> Files.writeString(temporary, GSON.toJson(card) + "\n"));
    }

    /**
     * Reads a model.
     *
     * @throws NoInputException {@code E-MODEL-ABSENT} if there is none
     * @throws DataException {@code E-MODEL-CARD} if it is damaged, {@code E-MODEL-VERSION} if a later version wrote it
     */
    public static SymmetricModel load(Path directory) {
        Path file = directory.resolve(CARD);
        if (!Files.isRegularFile(file)) {
            throw new NoInputException(
                    "E-MODEL-ABSENT",
                    directory + ": found no " + CARD
                            + ", expected the directory of a fitted model; make one with symmetric:fit --model "
                            + directory);
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new JsonParseException(Files.size(file) + " bytes");
            }
            JsonReader reader = new JsonReader(new StringReader(Files.readString(file)));
            reader.setStrictness(Strictness.STRICT);
            Card card = GSON.fromJson(reader, Card.class);
            if (card == null || !KIND.equals(card.kind)) {
                throw new JsonParseException("no " + KIND);
            }
            if (card.version != VERSION) {
                throw new DataException(
                        "E-MODEL-VERSION",
                        file + ": found a model of version " + card.version + ", expected version " + VERSION
                                + "; fit it again");
            }
            return model(card);
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new DataException(
                    "E-MODEL-CARD",
                    file + ": found no symmetric model (" + e.getMessage()
                            + "), expected what symmetric:fit writes; restore the file or fit the model again",
                    e);
        }
    }

    private static SymmetricModel model(Card card) {
        ColumnFeatures features = new ColumnFeatures(
                present(card.features),
                card.countOfX,
                card.countOfY,
                card.missingness,
                present(card.base),
                present(card.extra));
        return new SymmetricModel(
                features,
                predictor(card, features),
                present(card.link),
                Optional.ofNullable(card.expected),
                present(card.rowsOfX),
                present(card.rowsOfY),
                present(card.facts));
    }

    private static <P extends Predictor> @Nullable P stored(Class<P> kind, Predictor predictor) {
        return kind.isInstance(predictor) ? kind.cast(predictor) : null;
    }

    private static Predictor predictor(Card card, ColumnFeatures features) {
        if (card.encoder != null) {
            requireFitting(card.encoder.features(), features);
            return new ColumnEncoder(card.encoder);
        }
        if (card.pairs != null) {
            card.pairs.members().forEach(member -> requireFitting(member.spec().features(), features));
            return card.pairs;
        }
        LowRank terms = present(card.terms);
        requireFitting(terms.basis().rows(), features);
        return terms;
    }

    private static void requireFitting(int count, ColumnFeatures features) {
        if (count != features.count()) {
            throw new JsonParseException(count + " features instead of " + features.count());
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new JsonParseException("a field is missing");
        }
        return value;
    }
}

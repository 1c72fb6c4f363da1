package org.chiasma.inverter.internal.network;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chiasma.api.DataException;

/** {@code card.json} of a model, version 1. */
final class CardJson {
    private static final int VERSION = 1;
    private static final String KIND = "chiasma-inverter-model";

    /** Far beyond any card; what is larger is something else. */
    private static final long LARGEST = 10_000_000;

    private static final int MOST_FILES = 1000;
    private static final Pattern FILE_NAME = Pattern.compile("network-[1-9][0-9]{0,3}\\.fb");

    private CardJson() {}

    /**
     * What a card says.
     *
     * @param card the model
     * @param files its networks, at least one
     */
    record Contents(ModelCard card, List<ModelFile> files) {}

    static String text(ModelCard card, List<ModelFile> files) {
        JsonObject tree = new JsonObject();
        tree.addProperty(KIND, VERSION);
        tree.addProperty("n", card.spec().n());
        tree.addProperty("distribution", card.distribution());
        tree.addProperty("seed", card.seed());
        tree.add("network", tree(card.spec()));
        JsonArray networks = new JsonArray();
        for (ModelFile file : files) {
            JsonObject one = new JsonObject();
            one.addProperty("file", file.name());
            one.addProperty("bytes", file.bytes());
            one.addProperty("sha256", file.sha256());
            networks.add(one);
        }
        tree.add("files", networks);
        JsonArray history = new JsonArray();
        for (ModelCard.Point point : card.history()) {
            JsonObject one = new JsonObject();
            one.addProperty("samples", point.samples());
            one.add("loss", number(point.loss()));
            one.add("residual", number(point.residual()));
            history.add(one);
        }
        tree.add("history", history);
        JsonObject versions = new JsonObject();
        versions.addProperty("java", Runtime.version().toString());
        versions.addProperty("nd4j", "1.0.0-M2.1");
        tree.add("versions", versions);
        return new GsonBuilder().serializeNulls().setPrettyPrinting().create().toJson(tree) + "\n";
    }

    private static JsonObject tree(NetworkSpec spec) {
        JsonObject tree = new JsonObject();
        tree.addProperty("preset", word(spec.preset()));
        tree.addProperty("units", spec.units());
        tree.addProperty("blocks", spec.blocks());
        tree.addProperty("steps", spec.steps());
        tree.addProperty("loss", word(spec.loss()));
        tree.addProperty("range", spec.range());
        return tree;
    }

    /** JSON has no NaN and no infinities. */
    private static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    private static double number(JsonElement element) {
        return element.isJsonNull() ? Double.NaN : element.getAsDouble();
    }

    /** @throws DataException {@code E-MODEL-CARD}, {@code E-MODEL-VERSION} */
    static Contents read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new JsonParseException(Files.size(file) + " bytes");
            }
            JsonReader reader = new JsonReader(new StringReader(Files.readString(file)));
            reader.setStrictness(Strictness.STRICT);
            JsonObject tree = JsonParser.parseReader(reader).getAsJsonObject();
            if (!tree.has(KIND)) {
                throw new JsonParseException("no \"" + KIND + "\"");
            }
            int version = tree.get(KIND).getAsInt();
            if (version != VERSION) {
                throw new DataException(
                        "E-MODEL-VERSION",
                        file + ": found a model of version " + version + ", expected version " + VERSION
                                + "; train it again");
            }
            return contents(tree);
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new DataException(
                    "E-MODEL-CARD",
                    file
                            + ": found no card of a model, expected the JSON that inverter:train writes; restore the file or train the model again",
                    e);
        }
    }

    private static Contents contents(JsonObject tree) {
        JsonObject network = field(tree, "network").getAsJsonObject();
        NetworkSpec spec = new NetworkSpec(
                constant(Preset.class, field(network, "preset")),
                field(tree, "n").getAsInt(),
                field(network, "units").getAsInt(),
                field(network, "blocks").getAsInt(),
                field(network, "steps").getAsInt(),
                constant(Loss.class, field(network, "loss")),
                field(network, "range").getAsDouble());
        List<ModelFile> files = new ArrayList<>();
        for (JsonElement element : field(tree, "files").getAsJsonArray()) {
            JsonObject one = element.getAsJsonObject();
            String name = field(one, "file").getAsString();
            if (!FILE_NAME.matcher(name).matches()) {
                throw new JsonParseException("file \"" + name + "\"");
            }
            files.add(new ModelFile(
                    name, field(one, "bytes").getAsLong(), field(one, "sha256").getAsString()));
        }
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw new JsonParseException(files.size() + " networks");
        }
        List<ModelCard.Point> history = new ArrayList<>();
        for (JsonElement element : field(tree, "history").getAsJsonArray()) {
            JsonObject one = element.getAsJsonObject();
            history.add(new ModelCard.Point(
                    field(one, "samples").getAsLong(), number(field(one, "loss")), number(field(one, "residual"))));
        }
        String distribution = field(tree, "distribution").getAsString();
        return new Contents(
                new ModelCard(spec, distribution, field(tree, "seed").getAsLong(), history), files);
    }

    private static JsonElement field(JsonObject tree, String name) {
        JsonElement value = tree.get(name);
        if (value == null) {
            throw new JsonParseException("no \"" + name + "\"");
        }
        return value;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonElement word) {
        return Enum.valueOf(type, word.getAsString().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

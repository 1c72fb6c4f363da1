package org.chiasma.inverter.internal.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.chiasma.api.ChiasmaException;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.TrainingStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDirectoryTest {
    private static final Nd4jRuntime RUNTIME = new Nd4jRuntime();
    private static final NetworkSpec SPEC = NetworkSpec.of(Preset.CERTIFIED, 3).withUnits(8);

    @TempDir
    Path directory;

    private List<NetworkGraph> networks;

    @BeforeAll
    static void loadNd4j() {
        RUNTIME.nd4j().threads(1);
    }

    @BeforeEach
    void save() {
        networks = List.of(NetworkBuilder.build(SPEC, 1), NetworkBuilder.build(SPEC, 2));
        save(SPEC, networks);
    }

    private void save(NetworkSpec spec, List<NetworkGraph> graphs) {
        ModelCard card = new ModelCard(
                spec,
                "uniform in [-1, 1]",
                7,
                List.of(new ModelCard.Point(1000, 0.5, Double.NaN), new ModelCard.Point(2000, 0.25, 0.125)));
        ModelDirectory.save(directory, card, graphs, new PlainFiles());
    }

    private ModelDirectory.Model load() {
        return ModelDirectory.load(directory, RUNTIME);
    }

    private static double[] guesses(InversionNetwork network, double[] matrices) {
        double[] inverses = new double[matrices.length];
        int n = network.spec().n();
        network.guess(n, matrices.length / (n * n), matrices, inverses);
        return inverses;
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void answersTheSameOnceReadBack(Preset preset) {
        NetworkSpec spec = NetworkSpec.of(preset, 3);
        spec = spec.units() > 0 ? spec.withUnits(8) : spec;
        NetworkGraph trained = NetworkBuilder.build(spec, 3);
        double[] matrices = Batches.uniform(3, 50, 1);
        Encoding.Encoded batch = spec.encoding().encode(3, 50, matrices);
        try (TrainingStep training = trained.training()) {
            training.step(NetworkGraph.feeds(batch.inputs(), batch.targets(Batches.inverses(3, matrices)), 50), 1e-2);
        }
        save(spec, List.of(trained));
        double[] expected = guesses(new InversionNetwork(spec, List.of(trained)), matrices);
        assertArrayEquals(expected, guesses(load().network(), matrices), 0);
    }

    @Test
    void remembersItsCard() {
        ModelCard card = load().card();
        assertEquals(SPEC, card.spec());
        assertEquals("uniform in [-1, 1]", card.distribution());
        assertEquals(7, card.seed());
        assertEquals(2, card.history().size());
        assertEquals(Double.NaN, card.history().get(0).residual());
        assertEquals(new ModelCard.Point(2000, 0.25, 0.125), card.history().get(1));
        assertTrue(ModelDirectory.holdsModel(directory));
    }

    private void refuses(String code) {
        ChiasmaException refusal = assertThrows(ChiasmaException.class, this::load);
        assertEquals(code, refusal.code());
        assertFalse(refusal.getMessage().contains("\n"));
        assertTrue(refusal.getMessage().contains(directory.toString()), refusal.getMessage());
    }

    @Test
    void refusesADirectoryWithoutCard() throws IOException {
        Files.delete(directory.resolve("card.json"));
        refuses("E-MODEL-ABSENT");
        assertFalse(ModelDirectory.holdsModel(directory));
    }

    @Test
    void refusesAMissingNetwork() throws IOException {
        Files.delete(directory.resolve("network-2.fb"));
        refuses("E-MODEL-FILE");
    }

    @Test
    void refusesATruncatedNetwork() throws IOException {
        Path file = directory.resolve("network-1.fb");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        refuses("E-MODEL-FILE");
    }

    @Test
    void refusesAChangedByte() throws IOException {
        Path file = directory.resolve("network-2.fb");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        refuses("E-MODEL-FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no card", "{", "[]", "null", "{\"chiasma-inverter-model\": 1}", "{\"a\": 1}"})
    void refusesWhatIsNoCard(String text) throws IOException {
        Files.writeString(directory.resolve("card.json"), text);
        refuses("E-MODEL-CARD");
    }

    private void edit(String from, String to) throws IOException {
        Path card = directory.resolve("card.json");
        String text = Files.readString(card);
        assertTrue(text.contains(from), text);
        Files.writeString(card, text.replace(from, to));
    }

    @Test
    void refusesALaterVersion() throws IOException {
        edit("\"chiasma-inverter-model\": 1", "\"chiasma-inverter-model\": 2");
        refuses("E-MODEL-VERSION");
    }

    @Test
    void refusesACardOfAnotherSize() throws IOException {
        edit("\"n\": 3", "\"n\": 4");
        refuses("E-MODEL-FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"n\": 1000000", "\"n\": -3", "\"n\": \"x\"", "\"n\": null"})
    void refusesACardOfNoSize(String size) throws IOException {
        edit("\"n\": 3", size);
        refuses("E-MODEL-CARD");
    }

    @Test
    void refusesToReadOutsideItsDirectory() throws IOException {
        edit("network-1.fb", "../network-1.fb");
        refuses("E-MODEL-CARD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "no flat file at all, but with the right digest on the card", "\0\0\0\4aaaaaaaaaaaaaaaaaa"})
    void refusesForeignFilesEvenWithTheirDigestOnTheCard(String content) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        Path file = directory.resolve("network-1.fb");
        String card = Files.readString(directory.resolve("card.json"));
        String before = sha256(Files.readAllBytes(file));
        long length = Files.size(file);
        Files.write(file, bytes);
        Files.writeString(
                directory.resolve("card.json"),
                card.replaceFirst("\"bytes\": " + length, "\"bytes\": " + bytes.length)
                        .replace(before, sha256(bytes)));
        refuses("E-MODEL-FILE");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}

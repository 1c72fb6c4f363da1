package org.chiasma.genomics.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.chiasma.api.fixture.PeerReadings;
import org.chiasma.api.fixture.PublicData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every part of every public file, cell by cell, as h5py, anndata, cooler and loompy read it. */
class Hdf5PeerReadingsTest {
    private static final String RESOURCE = "hdf5-peers.tsv";

    static List<String> readings() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Hdf5PeerReadingsTest.class.getResourceAsStream(RESOURCE)),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("readings")
    void agreesWithThePeer(String name) throws IOException {
        String file = name.replaceAll("[?#].*", "");
        new PeerReadings(Hdf5PeerReadingsTest.class, RESOURCE)
                .assertAgrees(name, Hdf5Trials.of(file).read(PublicData.file(file), name.substring(file.length())));
    }
}

package org.chiasma.tables.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.PublicData;
import org.chiasma.api.parameter.NoParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    private final FormatTrial npz = FormatTrial.of(new NpzFormat(), NpzReadOptions.class, NoParameters.class);

    @TempDir
    Path folder;

    /** An array of six whole numbers from {@code first} on. */
    private static byte[] array(int first) {
        byte[] numbers = new byte[6];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (byte) (first + i);
        }
        return NpyTest.npy(1, NpyTest.header("|i1", false, "3, 2"), numbers);
    }

    private Path archive(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
            }
        }
        return Files.write(folder.resolve("t.npz"), bytes.toByteArray());
    }

    @Test
    void partsAreArrays() throws IOException {
        Path file = archive("x.npy", array(1), "deep/y.npy", array(7), "note.txt", new byte[3]);
        assertArrayEquals(new double[][] {{1, 2}, {3, 4}, {5, 6}}, FormatTrial.readThrough(npz.read(file, "#x")));
        assertArrayEquals(
                new double[][] {{7, 8}, {9, 10}, {11, 12}}, FormatTrial.readThrough(npz.read(file, "#deep/y")));
        assertTrue(npz.refusal(file, "#z", "E-NPZ-PART").contains("found no array \"z\", expected one of #x, #deep/y"));
        assertTrue(npz.refusal(file, "", "E-NPZ-PART").contains("found 2 arrays"));
        assertEquals(3, npz.read(archive("only.npy", array(1))).rowCount());
    }

    @Test
    void refusesNamesThatLeaveTheArchive() throws IOException {
        assertTrue(npz.refusal(PublicData.file("malformed/zip_slip.npz"), "", "E-NPZ-NAME")
                .contains("../../evil.npy"));
        npz.refusal(archive("/etc/x.npy", array(1)), "", "E-NPZ-NAME");
    }

    @Test
    void refusesArchivesWithoutDenseArrays() throws IOException {
        npz.refusal(archive("a.txt", new byte[1]), "", "E-NPZ-EMPTY");
        npz.refusal(
                archive("indices.npy", array(1), "indptr.npy", array(1), "data.npy", array(1), "shape.npy", array(1)),
                "",
                "E-NPZ-SPARSE");
        npz.refusal(Files.writeString(folder.resolve("t.npz"), "no zip"), "", "E-NPZ-ZIP");
        npz.refusal(archive("x.npy", "broken".getBytes(StandardCharsets.US_ASCII)), "", "E-NPY-HEADER");
        npz.refusal(archive("x.npy", new byte[9_000_000]), "", "E-NPZ-BYTES");
    }

    @Test
    void readsArraysOfRealArchives() throws IOException {
        Path file = PublicData.file("xyz/dream4_100.npz");
        String parts = npz.refusal(file, "#?", "E-NPZ-PART");
        assertTrue(parts.contains("#"), parts);
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        byte[] valid = Files.readAllBytes(archive("x.npy", array(1), "y.npy", array(7)));
        assertTrue(npz.damage(valid, folder.resolve("d.npz"), "#x", 500, 31) > 200);
    }
}

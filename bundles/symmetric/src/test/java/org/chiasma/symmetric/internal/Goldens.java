package org.chiasma.symmetric.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The reference results that independent code made, and the real data sets. Tests that ask for what is absent are skipped.
 */
public final class Goldens {
    private Goldens() {}

    /** {@code golden.json}: single numbers and short lists, with their names. */
    public static JsonObject json() {
        try (Reader reader = Files.newBufferedReader(golden("golden.json"))) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reference matrix {@code name}, without the ending of its file, by rows. */
    public static double[][] matrix(String name) {
        return array(name).matrix();
    }

    /** The entries of a reference matrix or vector, row by row. */
    public static double[] vector(String name) {
        return array(name).entries();
    }

    /** The entries of a reference matrix or vector in single precision, row by row. */
    public static float[] floats(String name) {
        return array(name).floats();
    }

    /** The reference array {@code name}, without the ending of its file. */
    public static NumpyArray array(String name) {
        return npy(golden(name + ".npy"));
    }

    /** An array of an archive of reference arrays, for example {@code weight} of {@code b_weights.npz}. */
    public static NumpyArray array(String archive, String name) {
        return npz(golden(archive), name);
    }

    /** A file of the real data sets, for example {@code xyz/ld.Z.npy}. */
    public static Path data(String file) {
        return present("chiasma.data", file);
    }

    /** Reads an {@code .npy} file. */
    public static NumpyArray npy(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return NumpyArray.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one array of an {@code .npz} file. */
    public static NumpyArray npz(Path file, String name) {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            ZipEntry entry = archive.getEntry(name + ".npy");
            if (entry == null) {
                throw new IllegalArgumentException(file + " has no array " + name);
            }
            try (InputStream bytes = archive.getInputStream(entry)) {
                return NumpyArray.read(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path golden(String file) {
        return present("chiasma.golden", "symmetric/" + file);
    }

    private static Path present(String property, String file) {
        Path path = Path.of(System.getProperty(property, "")).resolve(file);
        assumeTrue(Files.exists(path), () -> "no " + file + " where -D" + property + " points");
        return path;
    }
}

package org.chiasma.completion.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.chiasma.linalg.OffHeapMatrix;

/** Reference results from outside the project, and small matrices. */
public final class Golden {
    private Golden() {}

    /** The CSV file {@code name} of the reference results for completion; the test is skipped when they are absent. */
    public static double[][] read(String name) {
        Path directory = Path.of(System.getProperty("chiasma.golden", "")).resolve("completion");
        assumeTrue(Files.isDirectory(directory), "no reference results: -Dchiasma.golden names no such directory");
        try {
            return Files.readAllLines(directory.resolve(name)).stream()
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int[] integers(double[] values) {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    public static double[] flat(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    }

    public static OffHeapMatrix matrix(double[][] values) {
        OffHeapMatrix matrix = OffHeapMatrix.zeros(values.length, values.length == 0 ? 0 : values[0].length);
        for (int i = 0; i < values.length; i++) {
            matrix.writeRow(i, 0, values[i], 0, values[i].length);
        }
        return matrix;
    }

    public static double[][] array(OffHeapMatrix matrix) {
        double[][] values = new double[(int) matrix.rows()][(int) matrix.columns()];
        for (int i = 0; i < values.length; i++) {
            matrix.readRow(i, 0, values[i], 0, values[i].length);
        }
        return values;
    }

    public static double[][] transposed(double[][] values) {
        double[][] result = new double[values[0].length][values.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[0].length; j++) {
                result[j][i] = values[i][j];
            }
        }
        return result;
    }

    /** Asserts equality up to {@code tolerance} times the largest expected magnitude. */
    public static void assertClose(double[][] expected, double[][] actual, double tolerance) {
        double largest = Arrays.stream(flat(expected)).map(Math::abs).max().orElse(0);
        assertEquals(expected.length, actual.length, "rows");
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i].length, actual[i].length, "columns");
            for (int j = 0; j < expected[i].length; j++) {
                assertEquals(expected[i][j], actual[i][j], tolerance * largest, "entry (" + i + ", " + j + ")");
            }
        }
    }
}

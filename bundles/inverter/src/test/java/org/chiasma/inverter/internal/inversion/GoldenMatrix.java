package org.chiasma.inverter.internal.inversion;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A matrix of the reference set with its inverse or pseudoinverse, computed with many digits and rounded once. */
public final class GoldenMatrix {
    private final Map<String, String> header = new HashMap<>();
    private final Map<String, double[]> matrices = new HashMap<>();
    private final Map<String, int[]> shapes = new HashMap<>();

    private GoldenMatrix(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ", 3);
            if (words[0].equals("#")) {
                header.put(words[1], words.length > 2 ? words[2] : "");
            } else if (words[0].equals("MATRIX")) {
                int end = lines.subList(i, lines.size()).indexOf("END") + i;
                double[] entries = lines.subList(i + 1, end).stream()
                        .flatMap(row -> Arrays.stream(row.split(",", -1)))
                        .mapToDouble(GoldenMatrix::parse)
                        .toArray();
                matrices.put(words[1], entries);
                shapes.put(words[1], new int[] {end - i - 1, entries.length / (end - i - 1)});
                i = end;
            }
        }
    }

    private static double parse(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** All matrices of the set; the test is skipped when it is absent. */
    public static Stream<GoldenMatrix> all() {
        Path directory = Path.of(System.getProperty("chiasma.golden", "")).resolve("inverter");
        assumeTrue(Files.isDirectory(directory), "no reference results: -Dchiasma.golden names no such directory");
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(GoldenMatrix::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenMatrix read(Path file) {
        try {
            return new GoldenMatrix(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return header.getOrDefault("name", "");
    }

    public String kind() {
        return header.getOrDefault("class", "");
    }

    public int rank() {
        return Integer.parseInt(header.getOrDefault("rank", "-1"));
    }

    public double condition() {
        return Double.parseDouble(header.getOrDefault("cond2", "NaN").replace("inf", "Infinity"));
    }

    public int rows() {
        return shapes.get("A")[0];
    }

    public int columns() {
        return shapes.get("A")[1];
    }

    public double[] matrix() {
        return matrices.get("A");
    }

    public double[] inverse() {
        return matrices.get("INV");
    }

    public double[] pseudoInverse() {
        return matrices.get("PINV");
    }

    public boolean has(String matrix) {
        return matrices.containsKey(matrix);
    }

    @Override
    public String toString() {
        return name();
    }
}

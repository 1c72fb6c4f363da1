package org.chiasma.tables.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MetadataColumn;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written reads back bit by bit, whatever the numbers and labels. */
class RoundTripTest {
    private static final double[] EDGES = {
        0,
        -0.0,
        1,
        -1,
        0.1,
        1e15,
        999_999_999_999_999.0,
        1e16,
        1.2345678901234568e17,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Math.nextDown(Double.MIN_NORMAL),
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        2e-3,
        Math.PI * 1e22,
        9.5e-300
    };
    private static final String[] PIECES = {
        "a", "B", "7", " ", ",", ";", "\"", "\"\"", "'", ".", "-", "#", "\u00B5", "\u57FA", "\uD83E\uDDEC"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "tsv, t.tsv",
        "tsv, t.tsv.gz",
        "csv, t.csv",
        "csv, t.csv.gz",
        "gct, t.gct",
        "gct, t.gct.gz",
        "npy, t.npy",
        "mx, t.mx",
        "mx, t.mx.gz"
    })
    void everyNumberComesBack(String format, String name) throws IOException {
        Random random = new Random(name.hashCode());
        Path file = folder.resolve(name);
        for (int trial = 0; trial < 40; trial++) {
            ElementType type = trial % 2 == 0 ? ElementType.FLOAT64 : ElementType.FLOAT32;
            Matrix matrix = random(random, type, format);
            Tables.write(format, matrix, file);
            Matrix back = Tables.read(format, file, options(format, type));
            assertSameBits(matrix, back);
            if (!format.equals("npy") && !format.equals("mx")) {
                assertEquals(matrix.spec(), back.spec());
            }
            byte[] first = Files.readAllBytes(file);
            Tables.write(format, matrix, file);
            assertEquals(java.util.Arrays.hashCode(first), java.util.Arrays.hashCode(Files.readAllBytes(file)));
        }
    }

    private static String[] options(String format, ElementType type) {
        return format.equals("npy")
                ? new String[] {"rows=genes", "columns=samples"}
                : format.equals("mx")
                        ? new String[] {"type=" + type.name().toLowerCase(java.util.Locale.ROOT)}
                        : new String[] {
                            "rows=genes",
                            "columns=samples",
                            "type=" + type.name().toLowerCase(java.util.Locale.ROOT)
                        };
    }

    private static Matrix random(Random random, ElementType type, String format) {
        int rows = 1 + random.nextInt(12);
        int columns = 1 + random.nextInt(12);
        Axis rowAxis = Axis.labelled("genes", labels(random, rows));
        Axis columnAxis = Axis.labelled("samples", labels(random, columns));
        if (format.equals("gct")) {
            rowAxis = rowAxis.withMetadata(metadata(random, rows));
            columnAxis = columnAxis.withMetadata(metadata(random, columns));
        }
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = number(random, type, !format.equals("mx"));
            }
        }
        return Tables.matrix(MatrixSpec.dense(rowAxis, columnAxis).withElementType(type), values);
    }

    private static double number(Random random, ElementType type, boolean missing) {
        double value =
                switch (random.nextInt(missing ? 5 : 4)) {
                    case 0 -> EDGES[random.nextInt(EDGES.length)];
                    case 1 -> random.nextInt(2000) - 1000;
                    case 2 -> random.nextGaussian();
                    case 3 -> Double.longBitsToDouble(random.nextLong());
                    default -> Double.NaN;
                };
        value = type == ElementType.FLOAT32 ? (float) value : value;
        boolean usable = Double.isFinite(value) || (missing && Double.isNaN(value));
        return usable ? value : 0.5;
    }

    private static List<String> labels(Random random, int count) {
        Set<String> labels = new LinkedHashSet<>();
        while (labels.size() < count) {
            labels.add(label(random));
        }
        return List.copyOf(labels);
    }

    private static String label(Random random) {
        StringBuilder label = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            label.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return label.toString();
    }

    private static List<MetadataColumn> metadata(Random random, int size) {
        List<MetadataColumn> columns = new ArrayList<>();
        for (String name : labels(random, random.nextInt(4))) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                values.add(random.nextInt(4) == 0 ? "" : label(random));
            }
            columns.add(new MetadataColumn(name, values));
        }
        return columns;
    }

    private static void assertSameBits(Matrix expected, Matrix found) {
        double[][] a = Tables.rows(expected);
        double[][] b = Tables.rows(found);
        assertEquals(a.length, b.length);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                assertEquals(Double.doubleToLongBits(a[i][j]), Double.doubleToLongBits(b[i][j]), a[i][j] + "");
            }
        }
    }
}

package org.chiasma.shell.internal.figure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours as the colour-blind see them, after Machado, Oliveira and Fernandes (2009), severity 1. */
class ToneTest {
    /** What one can tell apart without effort in lines, in CIE 1976 units. */
    private static final double APART = 19;

    private static Map<String, double[][]> sights() {
        return Map.of(
                "usual",
                new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                "without red",
                new double[][] {
                    {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
                },
                "without green",
                new double[][] {
                    {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
                },
                "without blue",
                new double[][] {
                    {1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"usual", "without red", "without green", "without blue"})
    void seriesAreToldApartOnWhiteAndOnDark(String sight) {
        String css = Tone.css();
        int dark = css.indexOf("@media");
        for (String part : List.of(css.substring(0, dark), css.substring(dark))) {
            List<double[]> colours = new ArrayList<>();
            Matcher series = Pattern.compile("tone-(?:paper|series-\\d)\\{color:#(\\w{6})}")
                    .matcher(part);
            while (series.find()) {
                colours.add(lab(Integer.parseInt(series.group(1), 16), Objects.requireNonNull(sights().get(sight))));
            }
            assertTrue(colours.size() == 7);
            for (int i = 0; i < colours.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double distance = distance(colours.get(i), colours.get(j));
                    assertTrue(distance > APART, i + " and " + j + " are " + distance + " apart");
                }
            }
        }
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    private static double[] lab(int rgb, double[][] sight) {
        double[] linear = new double[3];
        for (int k = 0; k < 3; k++) {
            double share = (rgb >> (16 - 8 * k) & 0xFF) / 255.0;
            linear[k] = share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
        }
        double[] seen = times(sight, linear);
        double[] xyz = times(
                new double[][] {
                    {0.4124564, 0.3575761, 0.1804375},
                    {0.2126729, 0.7151522, 0.0721750},
                    {0.0193339, 0.1191920, 0.9503041}
                },
                seen);
        double x = root(xyz[0] / 0.95047);
        double y = root(xyz[1]);
        double z = root(xyz[2] / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double value) {
        return value > 0.008856 ? Math.cbrt(value) : 7.787 * Math.max(0, value) + 16.0 / 116;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
            product[i] = Math.max(0, Math.min(1.1, product[i]));
        }
        return product;
    }
}

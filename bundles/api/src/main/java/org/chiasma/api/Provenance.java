package org.chiasma.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a matrix was made. The same provenance run again gives the same matrix, bit for bit, on the same versions.
 *
 * @param operation what made it: an operation's name such as {@code completion:complete}, or {@code load}
 * @param parameters every parameter by its flag name, in the text form that the command line takes
 * @param inputs the files and bus matrices that went in, in the order of use
 * @param versions version by component: chiasma, java, and the libraries that the numbers depend on
 * @param seconds elapsed time by phase
 */
public record Provenance(
        String operation,
        Map<String, String> parameters,
        List<Input> inputs,
        Map<String, String> versions,
        Map<String, Double> seconds) {

    /** Copies its arguments; maps are sorted by key, so that equal provenance prints equally. */
    public Provenance {
        parameters = sorted(parameters);
        inputs = List.copyOf(inputs);
        versions = sorted(versions);
        seconds = sorted(seconds);
    }

    /** A provenance without timings or versions. */
    public static Provenance of(String operation, Map<String, String> parameters, List<Input> inputs) {
        return new Provenance(operation, parameters, inputs, Map.of(), Map.of());
    }

    /**
     * One input. A matrix on the bus is followed by the files that it goes back to, each as {@code name <- path} with
     * the size and digest that the file had when it was read.
     *
     * @param reference as the user wrote it: a path, or a name on the bus
     * @param bytes size of the file; 0 for a matrix on the bus
     * @param sha256 lower-case hexadecimal digest of the file; empty for a matrix on the bus
     */
    public record Input(String reference, long bytes, String sha256) {}

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        return java.util.Collections.unmodifiableMap(new TreeMap<>(map));
    }
}

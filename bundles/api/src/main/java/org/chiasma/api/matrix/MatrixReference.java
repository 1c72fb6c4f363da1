package org.chiasma.api.matrix;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.chiasma.api.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * How a user names a matrix: the name of one on the bus, or a file as {@code PATH[?option=value&...][#part]}, for
 * example {@code response.csv.gz?missing=NA,-&duplicates=suffix} or {@code batch.mx#3}. Options are the format's
 * reading options; the part selects one matrix of a file that holds several. A name on the bus wins over a file. The
 * path {@code -} is standard input, for example {@code -?format=csv}.
 */
public final class MatrixReference {
    /** Stands in {@code DEFAULTS} for an input that the user has to name. */
    public static final MatrixReference REQUIRED = new MatrixReference("", "", Map.of(), "");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private final String text;
    private final String path;
    private final Map<String, String> options;
    private final String part;

    private MatrixReference(String text, String path, Map<String, String> options, String part) {
        this.text = text;
        this.path = path;
        this.options = options;
        this.part = part;
    }

    /**
     * Reads the written form.
     *
     * @throws UsageException {@code E-REF-SYNTAX} if it is empty or an option has no value
     */
    public static MatrixReference parse(String text) {
        if (text.isBlank()) {
            throw new UsageException("E-REF-SYNTAX", "matrix reference: found nothing, expected a name or a file");
        }
        String rest = text;
        String part = "";
        int hash = rest.lastIndexOf('#');
        if (hash > 0) {
            part = rest.substring(hash + 1);
            rest = rest.substring(0, hash);
        }
        Map<String, String> options = new LinkedHashMap<>();
        int mark = rest.lastIndexOf('?');
        if (mark > 0) {
            for (String option : rest.substring(mark + 1).split("&", -1)) {
                int equals = option.indexOf('=');
                if (equals < 1) {
                    throw new UsageException(
                            "E-REF-SYNTAX",
                            "matrix reference " + text + ": found \"" + option
                                    + "\" after the ?, expected option=value");
                }
                options.put(option.substring(0, equals), option.substring(equals + 1));
            }
            rest = rest.substring(0, mark);
        }
        return new MatrixReference(text, rest, Collections.unmodifiableMap(options), part);
    }

    /** This reference with further options, which win over its own. */
    public MatrixReference withOptions(Map<String, String> further) {
        if (further.isEmpty()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(options);
        all.putAll(further);
        StringBuilder written = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, String> option : all.entrySet()) {
            written.append(separator).append(option.getKey()).append('=').append(option.getValue());
            separator = '&';
        }
        if (!part.isEmpty()) {
            written.append('#').append(part);
        }
        return new MatrixReference(written.toString(), path, Collections.unmodifiableMap(all), part);
    }

    /** Whether {@code name} may name a matrix on the bus: letters, digits, {@code _ . -}, not starting with . or -. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** As the user wrote it. */
    public String text() {
        return text;
    }

    /** The file, or the name on the bus: the text without options and part. */
    public String path() {
        return path;
    }

    /** Reading options by name, in order. */
    public Map<String, String> options() {
        return options;
    }

    /** The part of the file; empty for the whole. */
    public String part() {
        return part;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MatrixReference reference && text.equals(reference.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

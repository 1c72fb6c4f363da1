package org.chiasma.api.parameter;

import java.util.List;

/**
 * One parameter of a {@link ParameterSchema}.
 *
 * @param name flag name in kebab case, without dashes
 * @param kind type of one value
 * @param arity how many values it takes
 * @param description what it means
 * @param valueName what stands for the value in usage text
 * @param choices the values of an enum in kebab case; empty for other kinds
 * @param defaultText the default in the text form of the command line; empty when there is none
 * @param required whether it must be given
 * @param position ordinal among positional arguments, or negative
 */
public record ParameterField(
        String name,
        Kind kind,
        Arity arity,
        String description,
        String valueName,
        List<String> choices,
        String defaultText,
        boolean required,
        int position) {
    /** Copies {@code choices}. */
    public ParameterField {
        choices = List.copyOf(choices);
    }

    /** Type of one value. */
    public enum Kind {
        /** {@code --flag}, {@code --no-flag}. */
        BOOLEAN,
        /** {@code int} or {@code long}. */
        INTEGER,
        /** {@code double}. */
        NUMBER,
        /** Any text. */
        TEXT,
        /** One of {@link ParameterField#choices()}. */
        CHOICE,
        /** A file or directory. */
        PATH,
        /** A {@link org.chiasma.api.matrix.MatrixReference}. */
        MATRIX
    }

    /** How many values a parameter takes. */
    public enum Arity {
        /** Exactly one. */
        ONE,
        /** One or none: {@code Optional}. */
        OPTIONAL,
        /** Any number, the flag repeated or values separated by commas: {@code List}. */
        MANY
    }
}

package org.chiasma.api.parameter;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.ParameterField.Arity;
import org.chiasma.api.parameter.ParameterField.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A record component that is one parameter, with what is needed to read and to make its value.
 *
 * @param accessor reads it from its record
 * @param field as shown to users
 * @param elementType type of one value
 * @param defaultValue in the record's defaults
 */
record SingleParameter(
        RecordComponent accessor,
        ParameterField field,
        Class<?> elementType,
        @Nullable Object defaultValue) implements SchemaPart {

    /** Reads the declaration of a component whose value in the record's defaults is {@code value}. */
    static SingleParameter read(RecordComponent accessor, Object value) {
        Parameter parameter = accessor.getAnnotation(Parameter.class);
        if (parameter == null) {
            throw new IllegalArgumentException("component " + accessor.getName() + " of "
                    + accessor.getDeclaringRecord().getName() + " has no @Parameter");
        }
        Arity arity = Arity.ONE;
        Class<?> element = accessor.getType();
        if (element == Optional.class || element == List.class) {
            arity = element == Optional.class ? Arity.OPTIONAL : Arity.MANY;
            Type argument = ((ParameterizedType) accessor.getGenericType()).getActualTypeArguments()[0];
            element = (Class<?>) argument;
        }
        Kind kind = kind(element);
        boolean required = MatrixReference.REQUIRED.equals(value);
        List<String> choices = new ArrayList<>();
        if (kind == Kind.CHOICE) {
            for (Object constant : element.getEnumConstants()) {
                choices.add(kebab((Enum<?>) constant));
            }
        }
        ParameterField field = new ParameterField(
                kebab(accessor.getName()),
                kind,
                arity,
                parameter.description(),
                parameter.value().isEmpty() ? valueName(kind, choices) : parameter.value(),
                choices,
                required ? "" : text(value),
                required,
                parameter.position());
        return new SingleParameter(accessor, field, element, value);
    }

    @Override
    public List<ParameterField> fields() {
        return List.of(field);
    }

    @Override
    public @Nullable Object bind(Map<String, ? extends Collection<String>> values) {
        Collection<String> given = values.get(field.name());
        return given == null || given.isEmpty() ? whenAbsent() : convert(given);
    }

    @Override
    public void writeText(Record owner, Map<String, String> texts) {
        texts.put(field.name(), text(SchemaPart.value(accessor, owner)));
    }

    @Override
    public void collectMatrices(Record owner, List<MatrixReference> references) {
        if (field.kind() == Kind.MATRIX) {
            collect(SchemaPart.value(accessor, owner), references);
        }
    }

    private @Nullable Object whenAbsent() {
        if (field.required()) {
            throw new UsageException(
                    "E-FLAG-MISSING",
                    (field.position() >= 0 ? "argument " + field.valueName() : "--" + field.name())
                            + ": not given; it is " + lowerFirst(field.description()));
        }
        return defaultValue;
    }

    private Object convert(Collection<String> texts) {
        if (field.arity() == Arity.MANY) {
            List<Object> values = new ArrayList<>();
            for (String text : texts) {
                for (String piece : text.isEmpty() ? new String[0] : text.split(",", -1)) {
                    values.add(convertOne(piece));
                }
            }
            return List.copyOf(values);
        }
        if (texts.size() > 1) {
            throw new UsageException(
                    "E-FLAG-REPEATED", "--" + field.name() + ": found " + texts.size() + " values, expected one");
        }
        String text = texts.iterator().next();
        if (field.arity() == Arity.OPTIONAL) {
            return text.isEmpty() ? Optional.empty() : Optional.of(convertOne(text));
        }
        return convertOne(text);
    }

    private Object convertOne(String text) {
        try {
            return switch (field.kind()) {
                case BOOLEAN -> parseBoolean(text);
                case INTEGER ->
                    elementType == int.class || elementType == Integer.class
                            ? (Object) Integer.valueOf(text)
                            : Long.valueOf(text);
                case NUMBER -> Double.valueOf(text);
                case TEXT -> text;
                case PATH -> Path.of(text);
                case MATRIX -> MatrixReference.parse(text);
                case CHOICE -> parseChoice(text);
            };
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "E-FLAG-VALUE",
                    "--" + field.name() + ": found \"" + text + "\", expected "
                            + (field.kind() == Kind.CHOICE
                                    ? "one of " + String.join(", ", field.choices())
                                    : "a value of type " + field.kind().name().toLowerCase(Locale.ROOT)),
                    e);
        }
    }

    private Object parseChoice(String text) {
        int index = field.choices().indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException(text);
        }
        return elementType.getEnumConstants()[index];
    }

    private static boolean parseBoolean(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(SingleParameter::text).orElse("");
        }
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(SingleParameter::text).toList());
        }
        return value instanceof Enum<?> constant ? kebab(constant) : value.toString();
    }

    private static void collect(Object value, List<MatrixReference> references) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(inner -> collect(inner, references));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> collect(inner, references));
        } else if (value instanceof MatrixReference reference && !reference.equals(MatrixReference.REQUIRED)) {
            references.add(reference);
        }
    }

    private static Kind kind(Class<?> type) {
        if (type == boolean.class) {
            return Kind.BOOLEAN;
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return Kind.INTEGER;
        }
        if (type == double.class || type == Double.class) {
            return Kind.NUMBER;
        }
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (type == Path.class) {
            return Kind.PATH;
        }
        if (type == MatrixReference.class) {
            return Kind.MATRIX;
        }
        if (type.isEnum()) {
            return Kind.CHOICE;
        }
        throw new IllegalArgumentException("parameters of type " + type.getName() + " are not supported");
    }

    private static String valueName(Kind kind, List<String> choices) {
        return switch (kind) {
            case BOOLEAN -> "";
            case INTEGER -> "N";
            case NUMBER -> "X";
            case TEXT -> "TEXT";
            case PATH -> "FILE";
            case MATRIX -> "MATRIX";
            case CHOICE -> String.join("|", choices);
        };
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
    }
}

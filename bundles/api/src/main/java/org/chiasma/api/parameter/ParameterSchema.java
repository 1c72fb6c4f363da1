package org.chiasma.api.parameter;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.ParameterField.Arity;
import org.chiasma.api.parameter.ParameterField.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a record type, read once from its components: their names, types, defaults and descriptions. Usage
 * text, command line flags, JSON Schema and provenance all come from here.
 *
 * @param <P> the record
 */
public final class ParameterSchema<P extends Record> {
    private final Class<P> type;
    private final P defaults;
    private final List<Component> components;

    private ParameterSchema(Class<P> type, P defaults, List<Component> components) {
        this.type = type;
        this.defaults = defaults;
        this.components = components;
    }

    /**
     * Reads the schema of a record.
     *
     * @throws IllegalArgumentException if the record has no static {@code DEFAULTS} of its own type, a component without
     *     {@link Parameter}, or a component of an unsupported type: all faults of its author
     */
    public static <P extends Record> ParameterSchema<P> of(Class<P> type) {
        try {
            P defaults = type.cast(type.getField("DEFAULTS").get(null));
            List<Component> components = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                components.add(Component.read(component, defaults));
            }
            return new ParameterSchema<>(type, defaults, List.copyOf(components));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "record " + type.getName() + " needs public static DEFAULTS of its own type", e);
        }
    }

    /** The record type. */
    public Class<P> type() {
        return type;
    }

    /** The record's {@code DEFAULTS}. */
    public P defaults() {
        return defaults;
    }

    /** The parameters in the order of the record's components. */
    public List<ParameterField> fields() {
        return components.stream().map(Component::field).toList();
    }

    /** The positional parameters in their order. */
    public List<ParameterField> positional() {
        return fields().stream()
                .filter(field -> field.position() >= 0)
                .sorted(Comparator.comparingInt(ParameterField::position))
                .toList();
    }

    /**
     * Makes a record from text values; what is not given keeps its default.
     *
     * @param values text by flag name; a {@code List} parameter takes several, the others one
     * @throws UsageException {@code E-FLAG-UNKNOWN}, {@code E-FLAG-VALUE}, {@code E-FLAG-REPEATED} or
     *     {@code E-FLAG-MISSING}; or what the record's constructor throws
     */
    public P bind(Map<String, ? extends Collection<String>> values) {
        for (String name : values.keySet()) {
            if (components.stream()
                    .noneMatch(component -> component.field.name().equals(name))) {
                throw Suggestions.unknown(
                        "E-FLAG-UNKNOWN",
                        "parameter " + name,
                        name,
                        fields().stream().map(ParameterField::name).toList());
            }
        }
        Object[] arguments = new Object[components.size()];
        for (int i = 0; i < arguments.length; i++) {
            Component component = components.get(i);
            Collection<String> given = values.get(component.field.name());
            arguments[i] = given == null || given.isEmpty() ? component.whenAbsent() : component.convert(given);
        }
        return construct(arguments);
    }

    /** As {@link #bind} with one text per name, as a {@link MatrixReference}'s options carry them. */
    public P bindText(Map<String, String> values) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        values.forEach((name, text) -> lists.put(name, List.of(text)));
        return bind(lists);
    }

    /** Every parameter of {@code record} by flag name, in the text form that {@link #bindText} reads back. */
    public Map<String, String> text(Record record) {
        P typed = type.cast(record);
        Map<String, String> texts = new LinkedHashMap<>();
        for (Component component : components) {
            texts.put(component.field.name(), Component.text(component.value(typed)));
        }
        return texts;
    }

    /** The matrices that {@code record} refers to, in the order of its components. */
    public List<MatrixReference> matrices(Record record) {
        P typed = type.cast(record);
        List<MatrixReference> references = new ArrayList<>();
        for (Component component : components) {
            if (component.field.kind() == Kind.MATRIX) {
                Component.collect(component.value(typed), references);
            }
        }
        return references;
    }

    /** JSON Schema 2020-12 of the record as a tree of maps, lists, strings, numbers and booleans. */
    public Map<String, Object> jsonSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (ParameterField field : fields()) {
            properties.put(field.name(), jsonSchema(field));
            if (field.required()) {
                required.add(field.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", type.getSimpleName());
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> jsonSchema(ParameterField field) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put(
                "type",
                switch (field.kind()) {
                    case BOOLEAN -> "boolean";
                    case INTEGER -> "integer";
                    case NUMBER -> "number";
                    case TEXT, CHOICE, PATH, MATRIX -> "string";
                });
        if (!field.choices().isEmpty()) {
            one.put("enum", field.choices());
        }
        if (field.kind() == Kind.MATRIX) {
            one.put("format", "chiasma-matrix");
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        if (field.arity() == Arity.MANY) {
            whole.put("type", "array");
            whole.put("items", one);
        } else {
            whole.putAll(one);
        }
        whole.put("description", field.description());
        if (!field.defaultText().isEmpty() && field.arity() != Arity.MANY) {
            whole.put("default", jsonDefault(field));
        }
        return whole;
    }

    private static Object jsonDefault(ParameterField field) {
        return switch (field.kind()) {
            case BOOLEAN -> Boolean.valueOf(field.defaultText());
            case INTEGER -> Long.valueOf(field.defaultText());
            case NUMBER -> Double.valueOf(field.defaultText());
            case TEXT, CHOICE, PATH, MATRIX -> field.defaultText();
        };
    }

    private P construct(Object[] arguments) {
        Class<?>[] types = components.stream()
                .map(component -> component.accessor.getType())
                .toArray(Class<?>[]::new);
        try {
            Constructor<P> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ChiasmaException refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw new UsageException("E-FLAG-VALUE", String.valueOf(refusal.getMessage()), refusal);
            }
            throw new IllegalStateException("constructor of " + type.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("record " + type.getName() + " must be public", e);
        }
    }

    /** A record component with what is needed to read and to make its value. */
    private record Component(
            RecordComponent accessor,
            ParameterField field,
            Class<?> elementType,
            @Nullable Object defaultValue) {

        static Component read(RecordComponent accessor, Record defaults) throws ReflectiveOperationException {
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
            Object value = accessor.getAccessor().invoke(defaults);
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
            return new Component(accessor, field, element, value);
        }

        Object value(Record record) {
            try {
                return accessor.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + accessor, e);
            }
        }

        @Nullable
        Object whenAbsent() {
            if (field.required()) {
                throw new UsageException(
                        "E-FLAG-MISSING",
                        (field.position() >= 0 ? "argument " + field.valueName() : "--" + field.name())
                                + ": not given; it is " + lowerFirst(field.description()));
            }
            return defaultValue;
        }

        Object convert(Collection<String> texts) {
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
                                        : "a value of type "
                                                + field.kind().name().toLowerCase(Locale.ROOT)),
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

        static String text(Object value) {
            if (value instanceof Optional<?> optional) {
                return optional.map(Component::text).orElse("");
            }
            if (value instanceof List<?> list) {
                return String.join(",", list.stream().map(Component::text).toList());
            }
            return value instanceof Enum<?> constant ? kebab(constant) : value.toString();
        }

        static void collect(Object value, List<MatrixReference> references) {
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
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
    }
}

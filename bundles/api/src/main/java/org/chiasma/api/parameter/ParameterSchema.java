package org.chiasma.api.parameter;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.ParameterField.Arity;
import org.chiasma.api.parameter.ParameterField.Kind;

/**
 * The parameters of a record type, read once from its components: their names, types, defaults and descriptions. Usage
 * text, command line flags, JSON Schema and provenance all come from here.
 *
 * @param <P> the record
 */
public final class ParameterSchema<P extends Record> {
    private final Class<P> type;
    private final P defaults;
    private final List<SchemaPart> parts;

    private ParameterSchema(Class<P> type, P defaults) {
        this.type = type;
        this.defaults = defaults;
        this.parts = Arrays.stream(type.getRecordComponents())
                .map(component -> part(component, defaults))
                .toList();
        List<String> names = parts.stream()
                .flatMap(part -> part.fields().stream())
                .map(ParameterField::name)
                .toList();
        if (Set.copyOf(names).size() != names.size()) {
            throw new IllegalArgumentException("record " + type.getName() + " declares a parameter twice: " + names);
        }
    }

    /**
     * Reads the schema of a record.
     *
     * @throws IllegalArgumentException if the record has no static {@code DEFAULTS} of its own type, a component that is
     *     neither annotated with {@link Parameter} nor a record of parameters, one of an unsupported type, or two of the
     *     same name: all faults of its author
     */
    public static <P extends Record> ParameterSchema<P> of(Class<P> type) {
        try {
            return new ParameterSchema<>(
                    type, type.cast(type.getField("DEFAULTS").get(null)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "record " + type.getName() + " needs public static DEFAULTS of its own type", e);
        }
    }

    private static SchemaPart part(RecordComponent component, Record defaults) {
        Object value = SchemaPart.value(component, defaults);
        return value instanceof Record inner
                ? new ParameterGroup(component, of(inner))
                : SingleParameter.read(component, value);
    }

    @SuppressWarnings("unchecked") // the class of an object is a class of its type
    private static <R extends Record> ParameterSchema<R> of(R defaults) {
        return new ParameterSchema<>((Class<R>) defaults.getClass(), defaults);
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
        return parts.stream().flatMap(part -> part.fields().stream()).toList();
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
        List<String> known = fields().stream().map(ParameterField::name).toList();
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw Suggestions.unknown("E-FLAG-UNKNOWN", "parameter " + name, name, known);
            }
        }
        return bindOwn(values);
    }

    /** As {@link #bind}, leaving alone what belongs to others. */
    P bindOwn(Map<String, ? extends Collection<String>> values) {
        return construct(parts.stream().map(part -> part.bind(values)).toArray());
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
        parts.forEach(part -> part.writeText(typed, texts));
        return texts;
    }

    /** The matrices that {@code record} refers to, in the order of its components. */
    public List<MatrixReference> matrices(Record record) {
        P typed = type.cast(record);
        List<MatrixReference> references = new ArrayList<>();
        parts.forEach(part -> part.collectMatrices(typed, references));
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
        Class<?>[] types = parts.stream().map(part -> part.accessor().getType()).toArray(Class<?>[]::new);
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
}

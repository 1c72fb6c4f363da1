package org.chiasma.api.parameter;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.chiasma.api.matrix.MatrixReference;
import org.jspecify.annotations.Nullable;

/** What one component of a parameter record contributes to its schema. */
sealed interface SchemaPart permits SingleParameter, ParameterGroup {
    /** The component's accessor. */
    RecordComponent accessor();

    /** Its parameters. */
    List<ParameterField> fields();

    /** The component's value, from text by flag name. */
    @Nullable
    Object bind(Map<String, ? extends Collection<String>> values);

    /** Adds the text of the component of {@code owner} by flag name. */
    void writeText(Record owner, Map<String, String> texts);

    /** Adds the matrices to which the component of {@code owner} refers. */
    void collectMatrices(Record owner, List<MatrixReference> references);

    /** Reads a component of {@code owner}. */
    static Object value(RecordComponent component, Record owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read " + component + "; its record must be public", e);
        }
    }
}

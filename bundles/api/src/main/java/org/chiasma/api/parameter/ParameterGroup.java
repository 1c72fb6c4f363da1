package org.chiasma.api.parameter;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.chiasma.api.matrix.MatrixReference;

/**
 * A component that is itself a record of parameters. They stand among those of the outer record, so that operations can
 * share them.
 *
 * @param accessor reads the inner record from the outer one
 * @param schema of the inner record, with the outer record's defaults
 */
record ParameterGroup(RecordComponent accessor, ParameterSchema<?> schema) implements SchemaPart {
    @Override
    public List<ParameterField> fields() {
        return schema.fields();
    }

    @Override
    public Object bind(Map<String, ? extends Collection<String>> values) {
        return schema.bindOwn(values);
    }

    @Override
    public void writeText(Record owner, Map<String, String> texts) {
        texts.putAll(schema.text((Record) SchemaPart.value(accessor, owner)));
    }

    @Override
    public void collectMatrices(Record owner, List<MatrixReference> references) {
        references.addAll(schema.matrices((Record) SchemaPart.value(accessor, owner)));
    }
}

package org.chiasma.api.matrix;

import java.util.List;

/**
 * One annotation of an axis, for example the tissue of each sample.
 *
 * @param name of the field, unique on its axis
 * @param values one per position of the axis; the empty string means missing
 */
public record MetadataColumn(String name, List<String> values) {
    /** Copies {@code values}. */
    public MetadataColumn {
        values = List.copyOf(values);
    }
}

package org.chiasma.api.format;

import java.util.List;
import org.chiasma.api.parameter.ParameterSchema;

/**
 * A format as shown to users.
 *
 * @param name short name
 * @param extensions file name endings without the leading dot
 * @param summary one line
 * @param readOptions schema of the reading options
 * @param writeOptions schema of the writing options
 */
public record FormatDescription(
        String name,
        List<String> extensions,
        String summary,
        ParameterSchema<?> readOptions,
        ParameterSchema<?> writeOptions) {
    /** Copies {@code extensions}. */
    public FormatDescription {
        extensions = List.copyOf(extensions);
    }
}

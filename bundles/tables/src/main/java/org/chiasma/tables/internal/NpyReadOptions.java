package org.chiasma.tables.internal;

import org.chiasma.api.parameter.Parameter;

/** How a NumPy array is read. */
public record NpyReadOptions(
        @Parameter(description = "What the rows are, in the plural", value = "NAME")
        String rows,

        @Parameter(description = "What the columns are, in the plural", value = "NAME")
        String columns) {
    /** Rows and columns. */
    public static final NpyReadOptions DEFAULTS = new NpyReadOptions("rows", "columns");
}

package org.chiasma.tables.internal;

import org.chiasma.api.parameter.Parameter;
import org.chiasma.text.Refusals;

/** How a GCT file is written. */
public record GctWriteOptions(
        @Parameter(description = "1.3 keeps all metadata; 1.2 keeps the row field Description only", value = "1.2|1.3")
        String version) {
    /** Version 1.3. */
    public static final GctWriteOptions DEFAULTS = new GctWriteOptions("1.3");

    /** Checks the version. */
    public GctWriteOptions {
        if (!version.equals("1.2") && !version.equals("1.3")) {
            throw new IllegalArgumentException("--version: found " + Refusals.shown(version) + ", expected 1.2 or 1.3");
        }
    }
}

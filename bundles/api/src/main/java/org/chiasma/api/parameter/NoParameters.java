package org.chiasma.api.parameter;

/** The parameters of what takes none. */
public record NoParameters() {
    /** The only value. */
    public static final NoParameters DEFAULTS = new NoParameters();
}

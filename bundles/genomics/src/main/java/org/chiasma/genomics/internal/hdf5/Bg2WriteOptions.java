package org.chiasma.genomics.internal.hdf5;

import org.chiasma.api.parameter.Parameter;

/** How a contact map is written as text. */
public record Bg2WriteOptions(
        @Parameter(description = "Whether missing entries are refused or left out")
        MissingPixels missing) {
    /** Missing entries are refused. */
    public static final Bg2WriteOptions DEFAULTS = new Bg2WriteOptions(MissingPixels.REFUSE);

    /** What becomes of missing entries. */
    public enum MissingPixels {
        /** The matrix is refused. */
        REFUSE,
        /** They are not written, and so become zero. */
        OMIT
    }
}

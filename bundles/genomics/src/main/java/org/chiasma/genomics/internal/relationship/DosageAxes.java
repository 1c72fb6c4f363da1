package org.chiasma.genomics.internal.relationship;

/** Which axis of a dosage matrix has the samples. */
public enum DosageAxes {
    /** As the names of the axes say: "samples" and "variants". */
    AUTO,
    /** The rows are samples. */
    SAMPLES,
    /** The rows are variants. */
    VARIANTS
}

package org.chiasma.genomics.internal.relationship;

/** How linkage disequilibrium is told. */
public enum CorrelationMeasure {
    /** Pearson's correlation of the dosages, with its sign. */
    R,
    /** Its square. */
    R2
}

package org.chiasma.tables.internal;

/** Whether labels are taken from files beside a matrix. */
public enum SideLabels {
    /** From {@code features.tsv} or {@code genes.tsv} and {@code barcodes.tsv}, when they are there. */
    AUTO,
    /** No labels. */
    NONE
}

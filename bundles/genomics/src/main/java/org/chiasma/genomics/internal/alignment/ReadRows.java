package org.chiasma.genomics.internal.alignment;

/** What the rows are. */
public enum ReadRows {
    /** One row, all reads of the file. */
    FILE,
    /** Two rows, {@code +} and {@code -}: the strand that reads align to. */
    STRAND,
    /** One row for each sample of the header's read groups. */
    SAMPLE
}

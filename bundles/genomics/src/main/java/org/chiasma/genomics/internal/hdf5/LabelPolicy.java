package org.chiasma.genomics.internal.hdf5;

/** What to do when a label occurs more than once on an axis. */
public enum LabelPolicy {
    /** Refuse the file, naming both places. */
    REFUSE,
    /** Keep all; the second {@code x} becomes {@code x.1}, the third {@code x.2}. */
    SUFFIX
}

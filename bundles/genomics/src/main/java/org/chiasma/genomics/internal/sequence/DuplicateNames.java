package org.chiasma.genomics.internal.sequence;

/** What to do when two sequences have the same name. */
public enum DuplicateNames {
    /** Refuse the file. */
    REFUSE,
    /** Keep all; the second {@code x} becomes {@code x.1}, the third {@code x.2}. */
    SUFFIX
}

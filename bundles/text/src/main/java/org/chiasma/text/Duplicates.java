package org.chiasma.text;

/** What to do when a label occurs more than once on an axis. */
public enum Duplicates {
    /** Refuse the file, naming both places. */
    REFUSE,
    /** Keep all; the second {@code x} becomes {@code x.1}, the third {@code x.2}. */
    SUFFIX,
    /** Keep the first. */
    FIRST,
    /** One entry: the mean of those that are not missing. */
    MEAN,
    /** One entry: the sum of those that are not missing. */
    SUM
}

package org.chiasma.symmetric.internal.model;

/**
 * One example to learn from.
 *
 * @param name for messages and reports
 * @param columns X and Y
 * @param target Z
 */
public record TrainingExample(String name, ColumnValues columns, Target target) {
    /** Checks that both have the same columns. */
    public TrainingExample {
        if (columns.columns() != target.size()) {
            throw new IllegalArgumentException(
                    name + ": " + columns.columns() + " columns of X and Y, " + target.size() + " of Z");
        }
    }
}

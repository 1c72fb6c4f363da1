package org.chiasma.genomics.internal.relationship;

/** What dosages are divided by before their products are summed. */
public enum RelationshipScale {
    /** Each variant by its own standard deviation, sqrt(2 p (1 - p)). */
    VARIANT,
    /** The whole by the sum of 2 p (1 - p). */
    POOLED
}

package org.chiasma.symmetric.internal.model;

import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;

/**
 * Phi, the D x p features of one example, outside the heap, in the precision of its Z. Columns without any observed pair
 * have zero features here, so that they count for nothing.
 */
interface FeatureMatrix extends AutoCloseable {
    /** The features of an example, in single or double precision; to be closed. */
    static FeatureMatrix of(ColumnFeatures features, ColumnValues columns, boolean single, LinearAlgebra algebra) {
        return single
                ? new SingleFeatures(algebra, features.matrix32(columns, algebra))
                : new DoubleFeatures(algebra, features.matrix64(columns, algebra));
    }

    /** D. */
    int size();

    /** p. */
    int count();

    /** Sets the features of a column to zero. */
    void clear(int column);

    /** A copy on the heap. */
    Dense dense();

    /** Adds phi_j phi_j' of some consecutive columns. */
    void addGram(int first, int columns, Dense sum);

    /** Phi B, D x r, in single precision; to be closed. */
    FloatMatrix times(Dense b);

    /** Products with one tile of Z at a time, for one thread; to be closed. */
    TileProducts products(int folds);

    /** The same, with Phi W at hand for {@link TileProducts#predict}. */
    TileProducts products(int folds, Dense w);

    @Override
    void close();
}

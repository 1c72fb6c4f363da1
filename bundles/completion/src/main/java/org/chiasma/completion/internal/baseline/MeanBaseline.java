package org.chiasma.completion.internal.baseline;

import java.util.List;
import org.chiasma.completion.internal.solve.Centring;
import org.chiasma.completion.internal.solve.Offsets;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * A predictor by means alone.
 *
 * @param name for tables, in the user's sense of rows and columns
 * @param offsets its predictions
 */
public record MeanBaseline(String name, Offsets offsets) {
    /**
     * Row mean, column mean and two-way mean.
     *
     * @param observed {@code NaN} where missing
     * @param upright whether rows of {@code observed} are what the user calls rows; transposed otherwise
     */
    public static List<MeanBaseline> all(OffHeapMatrix observed, boolean upright) {
        return List.of(
                new MeanBaseline("row mean", Offsets.fit(observed, upright ? Centring.ROW : Centring.COLUMN)),
                new MeanBaseline("column mean", Offsets.fit(observed, upright ? Centring.COLUMN : Centring.ROW)),
                new MeanBaseline("two-way mean", Offsets.fit(observed, Centring.TWO_WAY)));
    }
}

package org.chiasma.symmetric.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some of a model's features, to be compared with others by cross-validation.
 *
 * @param name for reports
 * @param ordinals which, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FeatureSet(String name, int[] ordinals) {
    /** The sets worth comparing, from the smallest: values; with context; with random features. Profiles are in none. */
    static List<FeatureSet> of(ColumnFeatures features) {
        int p = features.count();
        int profiles = features.profileStart();
        int extras = profiles + (features.spec().profiles() ? features.rowsOfX() + features.rowsOfY() : 0);
        List<FeatureSet> sets = new ArrayList<>();
        sets.add(set("values", features.linearCount(), extras, features.randomStart()));
        if (!features.spec().context().isEmpty()) {
            sets.add(set("values and context", profiles, extras, features.randomStart()));
        }
        if (features.spec().random() > 0) {
            sets.add(set("all features", profiles, extras, p));
        }
        return sets;
    }

    private static FeatureSet set(String name, int end, int from, int to) {
        return new FeatureSet(
                name,
                IntStream.concat(IntStream.range(0, end), IntStream.range(from, to))
                        .toArray());
    }
}

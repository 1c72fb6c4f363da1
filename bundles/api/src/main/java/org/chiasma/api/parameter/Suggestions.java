package org.chiasma.api.parameter;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.chiasma.api.UsageException;

/** "Did you mean": the known names nearest to one that is not known, by Levenshtein distance. */
public final class Suggestions {
    private static final int MOST = 3;

    private Suggestions() {}

    /** At most three of {@code known}, nearest first, none further than a third of the word's length (at least 2). */
    public static List<String> near(String word, Collection<String> known) {
        int limit = Math.max(2, word.length() / 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= limit || candidate.startsWith(word))
                .sorted(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** A refusal of an unknown name that proposes near ones, or else lists what is known. */
    public static UsageException unknown(String code, String what, String word, Collection<String> known) {
        List<String> near = near(word, known);
        String remedy = near.isEmpty()
                ? "known: " + String.join(", ", known)
                : "did you mean " + String.join(" or ", near) + "?";
        return new UsageException(code, what + " is unknown; " + remedy);
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}

package org.chiasma.symmetric.internal.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The largest pairs that were offered, so many at most; which ones does not depend on the order of offers. */
final class TopPairs {
    private final int most;
    private final Ranking ranking;
    private final PriorityQueue<Pair> kept;
    private float floor = Float.NEGATIVE_INFINITY;

    TopPairs(int most, Ranking ranking) {
        this.most = most;
        this.ranking = ranking;
        this.kept = new PriorityQueue<>(order(ranking).reversed());
    }

    /** Largest first; of equal ones the smaller row, then the smaller column. */
    static Comparator<Pair> order(Ranking ranking) {
        return (one, other) -> {
            // Primitive comparison, since zeros of both signs are equal.
            float a = ranking.score(one.value());
            float b = ranking.score(other.value());
            if (a != b) {
                return a > b ? -1 : 1;
            }
            return one.row() != other.row()
                    ? Long.compare(one.row(), other.row())
                    : Long.compare(one.column(), other.column());
        };
    }

    /** Scores below this are not kept. */
    float floor() {
        return floor;
    }

    void offer(long row, long column, float value) {
        if (!(ranking.score(value) >= floor)) {
            return;
        }
        kept.add(new Pair(row, column, value));
        if (kept.size() > most) {
            kept.remove();
        }
        if (kept.size() == most) {
            floor = ranking.score(kept.element().value());
        }
    }

    void offerAll(TopPairs other) {
        other.kept.forEach(pair -> offer(pair.row(), pair.column(), pair.value()));
    }

    List<Pair> sorted() {
        List<Pair> sorted = new ArrayList<>(kept);
        sorted.sort(order(ranking));
        return sorted;
    }
}

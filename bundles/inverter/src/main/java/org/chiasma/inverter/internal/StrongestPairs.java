package org.chiasma.inverter.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.operation.OperationReport;

/** The pairs of variables with the largest partial correlations in magnitude. */
final class StrongestPairs {
    private static final int MOST = 10;
    private static final Comparator<Pair> WEAKEST_FIRST = Comparator.comparingDouble(pair -> Math.abs(pair.partial()));

    private final PriorityQueue<Pair> strongest = new PriorityQueue<>(WEAKEST_FIRST);

    /** Offers a pair; O(log 10). */
    void offer(int i, int j, double partial, double plain) {
        if (strongest.size() == MOST) {
            if (Math.abs(partial) <= Math.abs(strongest.element().partial())) {
                return;
            }
            strongest.remove();
        }
        strongest.add(new Pair(i, j, partial, plain));
    }

    /** The pairs, strongest first. */
    OperationReport.Table table(Axis variables) {
        List<Pair> sorted = new ArrayList<>(strongest);
        sorted.sort(WEAKEST_FIRST.reversed());
        List<List<Object>> rows = new ArrayList<>();
        for (Pair pair : sorted) {
            rows.add(List.of(variables.label(pair.i()), variables.label(pair.j()), pair.partial(), pair.plain()));
        }
        return new OperationReport.Table(
                "Strongest partial correlations", List.of("variable", "with", "partial", "plain"), rows);
    }

    private record Pair(int i, int j, double partial, double plain) {}
}

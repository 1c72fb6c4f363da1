package org.chiasma.genomics.internal.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.text.Duplicates;
import org.chiasma.text.LabelCollector;
import org.chiasma.text.Refusals;

/** Names and descriptions of the sequences of a file. */
final class SequenceNames {
    /** Two entries of maps and three of lists, about. */
    private static final long NAME_BYTES = 200;

    private final Refusals refusals;
    private final DuplicateNames policy;
    private final HeapBudget budget;
    private final LabelCollector labels;
    private final List<String> descriptions = new ArrayList<>();
    private final Map<String, Long> firstLines = new HashMap<>();
    private boolean described;

    SequenceNames(Refusals refusals, DuplicateNames policy, HeapBudget budget) {
        this.refusals = refusals;
        this.policy = policy;
        this.budget = budget;
        this.labels = new LabelCollector(refusals, Duplicates.SUFFIX, true, true);
    }

    /**
     * Adds the name of the next sequence.
     *
     * @throws org.chiasma.api.DataException {@code E-*-NAME} if it is empty, {@code E-*-DUPLICATE} if it occurred before and
     *     the policy is to refuse, {@code E-*-MEMORY}
     */
    void add(String name, String description, long line) {
        if (name.isEmpty()) {
            throw refusals.line(
                    "NAME",
                    line,
                    "found no name for sequence " + (labels.asRead().size() + 1) + ", expected one; add it");
        }
        Long before = firstLines.putIfAbsent(name, line);
        if (before != null && policy == DuplicateNames.REFUSE) {
            throw refusals.line(
                    "DUPLICATE",
                    line,
                    "found sequence name " + Refusals.shown(name) + " in lines " + before + " and " + line
                            + ", expected unique names; rename one, or pass duplicates=suffix");
        }
        budget.take(NAME_BYTES + 2L * name.length() + 2L * description.length());
        labels.add(name, line);
        descriptions.add(description);
        described |= !description.isEmpty();
    }

    int count() {
        return descriptions.size();
    }

    String last() {
        return labels.asRead().get(count() - 1);
    }

    String first() {
        return labels.asRead().get(0);
    }

    /** The axis of the sequences; with descriptions if there are any. */
    Axis axis() {
        Axis axis = Axis.labelled("sequences", labels.suffixed());
        return described ? axis.withMetadata(List.of(new MetadataColumn("description", descriptions))) : axis;
    }
}

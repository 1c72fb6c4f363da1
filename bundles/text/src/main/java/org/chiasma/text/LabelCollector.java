package org.chiasma.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.chiasma.api.Progress;
import org.jspecify.annotations.Nullable;

/** The labels of one axis while a table is read, with the policy for those that occur twice. */
public final class LabelCollector {
    /** What spreadsheets make of gene names such as SEPT1, MARCH2 and DEC1. */
    private static final Pattern DATE = Pattern.compile(
            "\\d{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
                    + "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\\d{1,2}",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_DATE = 6;

    private final Refusals refusals;
    private final Duplicates policy;
    private final boolean policyOption;
    private final boolean onRows;
    private final List<String> labels = new ArrayList<>();
    private final Map<String, Integer> firstPositions = new HashMap<>();
    private long dates;
    private @Nullable String date;

    /**
     * @param policyOption whether the user can choose the policy, for remedies
     * @param onRows whether these are row labels, each with a line of its own
     */
    public LabelCollector(Refusals refusals, Duplicates policy, boolean policyOption, boolean onRows) {
        this.refusals = refusals;
        this.policy = policy;
        this.policyOption = policyOption;
        this.onRows = onRows;
    }

    /**
     * Adds the next label.
     *
     * @param line where it stands; rows stand on consecutive lines
     * @throws org.chiasma.api.DataException {@code E-*-LABEL} if it is empty, {@code E-*-DUPLICATE} if it occurred
     *     before and the policy is to refuse
     */
    public void add(String label, long line) {
        int position = labels.size();
        if (label.isEmpty()) {
            throw refusals.line(
                    "LABEL",
                    line,
                    "found an empty label for " + (onRows ? "row " : "column ") + (position + 1)
                            + ", expected a name; add it, or remove the superfluous delimiter or line");
        }
        Integer before = firstPositions.putIfAbsent(label, position);
        if (before != null && policy == Duplicates.REFUSE) {
            throw refusals.line(
                    "DUPLICATE",
                    line,
                    "found " + (onRows ? "row" : "column") + " label " + Refusals.shown(label) + " in "
                            + (onRows
                                    ? "lines " + (line - (position - before)) + " and " + line
                                    : "columns " + (before + 1) + " and " + (position + 1))
                            + ", expected unique labels; rename one"
                            + (policyOption ? ", or pass duplicates=suffix, first, mean or sum" : ""));
        }
        labels.add(label);
        if (isLikeDate(label)) {
            dates++;
            date = date == null ? label : date;
        }
    }

    /** Whether a label looks like what a spreadsheet makes of a gene name. */
    public static boolean isLikeDate(String label) {
        return label.length() <= LONGEST_DATE && DATE.matcher(label).matches();
    }

    /** Whether a label occurred twice. */
    public boolean hasDuplicates() {
        return firstPositions.size() < labels.size();
    }

    /** The labels as read. */
    public List<String> asRead() {
        return labels;
    }

    /** The labels made unique by numbers: {@code x}, {@code x.1}, {@code x.2}. */
    public List<String> suffixed() {
        if (!hasDuplicates()) {
            return labels;
        }
        Set<String> taken = new HashSet<>(firstPositions.keySet());
        Map<String, Integer> next = new HashMap<>();
        List<String> unique = new ArrayList<>(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            String name = label;
            int number = next.getOrDefault(label, 1);
            while (firstPositions.getOrDefault(label, i) != i && !taken.add(name)) {
                name = label + "." + number++;
            }
            next.put(label, number);
            unique.add(name);
        }
        return unique;
    }

    /** For each position the number of its label among the distinct ones, in the order of their first occurrence. */
    public int[] groups() {
        Map<String, Integer> numbers = new HashMap<>();
        return labels.stream()
                .mapToInt(label -> numbers.computeIfAbsent(label, unseen -> numbers.size()))
                .toArray();
    }

    /** The distinct labels in the order of their first occurrence. */
    public List<String> distinct() {
        return labels.stream().distinct().toList();
    }

    /** Tells the user of labels that look like gene names turned into dates. */
    public void noteDates(Progress progress) {
        if (dates > 0) {
            progress.note(
                    "warning: " + refusals.file() + ": " + Refusals.count(dates, onRows ? "row label" : "column label")
                            + " such as " + date + " may be a gene name that a spreadsheet turned into a date");
        }
    }
}

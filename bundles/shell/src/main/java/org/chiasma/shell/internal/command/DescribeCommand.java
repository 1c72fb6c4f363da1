package org.chiasma.shell.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chiasma.api.Provenance;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.shell.internal.render.Json;
import org.chiasma.shell.internal.render.MatrixFigures;
import org.chiasma.shell.internal.render.ReportText;
import org.chiasma.shell.internal.render.Words;

/** Describes a matrix: axes, type, missing entries, range, provenance. */
final class DescribeCommand extends BuiltIn<DescribeCommand.Parameters> {
    /**
     * What the command takes.
     *
     * @param matrix what to describe
     */
    public record Parameters(
            @Parameter(position = 0, description = "Name on the bus, or a file.")
            MatrixReference matrix) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS = new Parameters(MatrixReference.REQUIRED);
    }

    private static final int LABELS_SHOWN = 3;

    private final Workbench workbench;

    DescribeCommand(Workbench workbench) {
        super(
                "describe",
                "Describe a matrix: axes, type, missing entries, range, provenance.",
                Parameters.class,
                "describe sample-data/drug-response.gct");
        this.workbench = workbench;
    }

    @Override
    void run(Parameters given, Session session) {
        try (Workbench.Opened opened = workbench.open(given.matrix(), session.progress())) {
            MatrixFigures figures = MatrixFigures.of(opened.matrix());
            session.answer(
                    ReportText.facts(facts(given.matrix().text(), opened, figures)),
                    tree(given.matrix().text(), opened, figures));
        }
    }

    private static Map<String, Object> facts(String reference, Workbench.Opened opened, MatrixFigures figures) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("matrix", reference);
        if (!opened.format().isEmpty()) {
            facts.put("format", opened.format());
        }
        facts.put("rows", axis(opened.matrix().rows()));
        facts.put("columns", axis(opened.matrix().columns()));
        if (opened.matrix().spec().isStack()) {
            facts.put("stack of matrices with rows", opened.matrix().spec().blockRows());
        }
        facts.put(
                "type",
                Words.of(opened.matrix().spec().layout()) + " "
                        + Words.of(opened.matrix().spec().elementType()));
        facts.put(
                "missing",
                String.format(
                        Locale.ROOT,
                        "%d of %d entries (%.1f %%)",
                        figures.missing(),
                        figures.entries(),
                        figures.entries() == 0 ? 0.0 : 100.0 * figures.missing() / figures.entries()));
        facts.put("smallest", figures.minimum());
        facts.put("largest", figures.maximum());
        facts.put("mean", figures.mean());
        facts.put("standard deviation", figures.deviation());
        Provenance provenance = opened.provenance();
        facts.put("made by", provenance.operation() + parameters(provenance));
        int ordinal = 1;
        for (Provenance.Input input : provenance.inputs()) {
            facts.put(
                    provenance.inputs().size() == 1 ? "from" : "from (" + ordinal++ + ")",
                    input.reference()
                            + (input.sha256().isEmpty()
                                    ? ", on the bus"
                                    : ", " + Words.bytes(input.bytes()) + ", SHA-256 " + input.sha256()));
        }
        return facts;
    }

    private static String axis(Axis axis) {
        StringBuilder text = new StringBuilder(axis.toString());
        if (axis.isLabelled() && axis.size() > 0) {
            List<String> first = axis.labels().subList(0, (int) Math.min(LABELS_SHOWN, axis.size()));
            text.append(": ").append(String.join(", ", first)).append(axis.size() > LABELS_SHOWN ? ", …" : "");
        }
        axis.metadata().forEach(column -> text.append("; ")
                .append(column.name())
                .append(" (")
                .append(column.values().stream().distinct().count())
                .append(" values)"));
        return text.toString();
    }

    private static String parameters(Provenance provenance) {
        StringBuilder text = new StringBuilder();
        provenance.parameters().forEach((name, value) -> {
            if (!value.isEmpty()) {
                text.append(" --").append(name).append(' ').append(value);
            }
        });
        return text.toString();
    }

    private static Map<String, Object> tree(String reference, Workbench.Opened opened, MatrixFigures figures) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("matrix", reference);
        tree.put("format", opened.format());
        tree.put("spec", Json.spec(opened.matrix().spec()));
        tree.put("entries", figures.entries());
        tree.put("missing", figures.missing());
        tree.put("minimum", figures.minimum());
        tree.put("maximum", figures.maximum());
        tree.put("mean", figures.mean());
        tree.put("standardDeviation", figures.deviation());
        tree.put("provenance", Json.provenance(opened.provenance()));
        return tree;
    }
}

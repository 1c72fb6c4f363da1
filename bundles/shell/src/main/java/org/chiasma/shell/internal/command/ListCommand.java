package org.chiasma.shell.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.shell.internal.render.Json;
import org.chiasma.shell.internal.render.TextTable;
import org.chiasma.shell.internal.render.Words;

/** Lists what is on the bus. */
final class ListCommand extends BuiltIn<NoParameters> {
    private final Workbench workbench;

    ListCommand(Workbench workbench) {
        super("list", "List the matrices on the bus.", NoParameters.class, "list", "list --workspace results --json");
        this.workbench = workbench;
    }

    @Override
    void run(NoParameters given, Session session) {
        List<MatrixSummary> summaries = workbench.bus().list();
        TextTable table = new TextTable(List.of("name", "rows", "columns", "type", "size", "made by"));
        for (MatrixSummary summary : summaries) {
            table.row(
                    summary.name(),
                    summary.spec().rows().toString(),
                    summary.spec().columns().toString(),
                    type(summary),
                    Words.bytes(summary.bytes()),
                    summary.provenance().operation());
        }
        session.answer(
                summaries.isEmpty() ? "" : table.text(),
                summaries.stream().map(ListCommand::tree).toList());
    }

    private static String type(MatrixSummary summary) {
        return Words.of(summary.spec().layout()) + " " + Words.of(summary.spec().elementType());
    }

    static Map<String, Object> tree(MatrixSummary summary) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", summary.name());
        tree.put("bytes", summary.bytes());
        tree.put("spec", Json.spec(summary.spec()));
        tree.put("provenance", Json.provenance(summary.provenance()));
        return tree;
    }
}

package org.chiasma.shell.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.operation.OperationDescription;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.shell.internal.render.TextTable;

/** Lists the installed operations. */
final class OperationsCommand extends BuiltIn<NoParameters> {
    private final Workbench workbench;

    OperationsCommand(Workbench workbench) {
        super("operations", "List the installed operations.", NoParameters.class, "operations --json");
        this.workbench = workbench;
    }

    @Override
    void run(NoParameters given, Session session) {
        TextTable table = new TextTable(List.of("operation", "what it does", "bundle"));
        List<Object> tree = new ArrayList<>();
        for (OperationDescription operation : workbench.runner().operations()) {
            table.row(operation.name(), operation.summary(), operation.bundle());
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", operation.name());
            one.put("summary", operation.summary());
            one.put("outputs", operation.outputs());
            one.put("examples", operation.examples());
            one.put("bundle", operation.bundle());
            one.put("parameters", operation.parameters().jsonSchema());
            tree.add(one);
        }
        session.answer(tree.isEmpty() ? "" : table.text(), tree);
    }
}

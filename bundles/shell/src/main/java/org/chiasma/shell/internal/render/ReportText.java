package org.chiasma.shell.internal.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chiasma.api.operation.OperationReport;

/** A report as text: its facts, then its tables. */
public final class ReportText {
    private ReportText() {}

    /** The whole report, ended by a line feed; empty when there is nothing to say. */
    public static String of(OperationReport report) {
        List<String> parts = new ArrayList<>();
        if (!report.facts().isEmpty()) {
            parts.add(facts(report.facts()));
        }
        for (OperationReport.Table table : report.tables()) {
            TextTable text = new TextTable(table.columns());
            table.rows().forEach(text::row);
            parts.add(TextTable.printable(table.title()) + "\n" + text.text());
        }
        return String.join("\n", parts);
    }

    /** Names and values in two columns. */
    public static String facts(Map<String, Object> facts) {
        TextTable text = new TextTable(List.of("", ""));
        facts.forEach((name, value) -> text.row(name, value(value)));
        return text.text();
    }

    private static String value(Object value) {
        return value instanceof Double real ? Numbers.of(List.of(real)).format(real) : value.toString();
    }
}

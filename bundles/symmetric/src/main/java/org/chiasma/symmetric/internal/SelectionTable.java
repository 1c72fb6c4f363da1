package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.symmetric.internal.model.ClosedForm;
import org.chiasma.symmetric.internal.model.RidgeKind;

/** What cross-validation has tried, as a table. */
final class SelectionTable {
    private SelectionTable() {}

    static OperationReport.Table of(ClosedForm.Selection selection) {
        List<List<Object>> rows = new ArrayList<>();
        for (ClosedForm.Candidate candidate : selection.candidates()) {
            rows.add(List.of(candidate.features(), word(candidate.kind()), candidate.lambda(), candidate.r2()));
        }
        return new OperationReport.Table(
                "R2 on held-out columns, all ranks", List.of("features", "ridge", "lambda", "R2"), rows);
    }

    /** As flags write it. */
    static String word(RidgeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

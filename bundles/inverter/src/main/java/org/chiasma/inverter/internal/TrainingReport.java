package org.chiasma.inverter.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.Chart;
import org.chiasma.api.operation.OperationReport.Table;
import org.chiasma.inverter.internal.training.Quantiles;
import org.chiasma.inverter.internal.training.TrainedEnsemble;
import org.chiasma.inverter.internal.training.TrainedMember;
import org.chiasma.inverter.internal.training.TrainingRun;
import org.chiasma.inverter.internal.training.Validation;

/** What a training has to say. */
final class TrainingReport {
    private TrainingReport() {}

    /** The report, without what depends on the machine. */
    static OperationReport.Builder of(TrainingRun run, TrainedEnsemble ensemble) {
        OperationReport.Builder report = OperationReport.builder()
                .fact("preset", run.network().preset().name().toLowerCase(Locale.ROOT))
                .fact("size", (long) run.network().n())
                .fact("matrices", run.distributionText())
                .fact("parameters", ensemble.parameters())
                .fact("samples", samples(ensemble))
                .fact("held-out median residual", ensemble.residual().median())
                .fact("share in the basin", ensemble.basinShare())
                .table(table(ensemble))
                .figure(lossCurve(run, ensemble.members()))
                .figure(ensemble.scatter().chart("Entries of held-out inverses"));
        return report;
    }

    private static long samples(TrainedEnsemble ensemble) {
        return ensemble.members().stream()
                .mapToLong(member ->
                        member.history().get(member.history().size() - 1).samples())
                .sum();
    }

    private static Table table(TrainedEnsemble ensemble) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < ensemble.members().size(); i++) {
            TrainedMember member = ensemble.members().get(i);
            rows.add(row(name(i), member.best().samples(), member.best().residual()));
        }
        if (rows.size() > 1) {
            rows.add(row("mean of all", samples(ensemble), ensemble.residual()));
        }
        return new Table(
                "Residual |I - A X|_F of %,d held-out matrices, at the best look".formatted(ensemble.heldOut()),
                List.of("", "samples", "median", "95 %", "99 %", "largest"),
                rows);
    }

    private static String name(int member) {
        return "network " + (member + 1);
    }

    private static List<Object> row(String name, long samples, Quantiles residual) {
        return List.of(name, samples, residual.median(), residual.p95(), residual.p99(), residual.max());
    }

    private static Chart lossCurve(TrainingRun run, List<TrainedMember> members) {
        List<Chart.Series> series = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            String suffix = members.size() == 1 ? "" : ", " + name(i);
            List<Validation> history = members.get(i).history();
            series.add(line("training loss" + suffix, history, Validation::loss));
            series.add(line(
                    "held-out median" + suffix, history, look -> look.residual().median()));
            series.add(line(
                    "held-out 95 %" + suffix, history, look -> look.residual().p95()));
        }
        return new Chart(
                "Learning to invert %d x %d matrices"
                        .formatted(run.network().n(), run.network().n()),
                new Chart.Scale("matrices seen", true),
                new Chart.Scale("loss; residual |I - A X|_F", true),
                series);
    }

    private static Chart.Series line(String name, List<Validation> history, ToDoubleFunction<Validation> value) {
        return new Chart.Series(
                name,
                Chart.Mark.LINE,
                history.stream().mapToDouble(Validation::samples).toArray(),
                history.stream().mapToDouble(value).toArray());
    }
}

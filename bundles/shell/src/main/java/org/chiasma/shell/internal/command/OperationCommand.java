package org.chiasma.shell.internal.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.operation.OperationDescription;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.chiasma.api.operation.OperationRunner.Outcome;
import org.chiasma.api.parameter.CommandLine;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.shell.internal.render.HeatMapPicture;
import org.chiasma.shell.internal.render.Json;
import org.chiasma.shell.internal.render.ReportText;

/** Runs an installed operation. */
final class OperationCommand implements Command {
    private final OperationDescription operation;
    private final Workbench workbench;

    OperationCommand(OperationDescription operation, Workbench workbench) {
        this.operation = operation;
        this.workbench = workbench;
    }

    @Override
    public String name() {
        return operation.name();
    }

    @Override
    public String summary() {
        return operation.summary();
    }

    @Override
    public List<String> examples() {
        return operation.examples();
    }

    @Override
    public List<ParameterField> fields() {
        List<ParameterField> fields = new ArrayList<>(BuiltIn.positionalFirst(operation.parameters()));
        OutputFlags.SCHEMA.fields().stream()
                .filter(field -> !operation.outputs().isEmpty() || !field.name().equals("output"))
                .forEach(fields::add);
        fields.addAll(SideOutputs.fields(operation));
        return fields;
    }

    @Override
    public void execute(List<String> arguments, Console console) {
        SideOutputs side = SideOutputs.read(operation, arguments);
        CommandLine line =
                CommandLine.parse(side.rest(), operation.parameters(), OutputFlags.SCHEMA, CommonFlags.SCHEMA);
        CommonFlags flags = line.bind(CommonFlags.SCHEMA);
        OutputFlags outputs = line.bind(OutputFlags.SCHEMA);
        Record parameters = line.bind(operation.parameters());
        outputs.checkFigure();
        Map<String, MatrixReference> targets = new LinkedHashMap<>(mainTarget(outputs, parameters, console));
        targets.putAll(side.targets());
        refuseLoss(targets, flags, outputs, console);
        TerminalProgress progress = TerminalProgress.on(console, flags);
        Session session = new Session(console, flags, progress);
        Cancellation.during(console, progress, () -> {
            Outcome outcome = workbench.runner().run(operation.name(), parameters, targets, progress);
            List<Path> figures = draw(outcome, outputs, session);
            answer(outcome, outputs, targets, figures, session);
        });
    }

    private Map<String, MatrixReference> mainTarget(OutputFlags outputs, Record parameters, Console console) {
        if (operation.outputs().isEmpty()) {
            if (outputs.output().isPresent()) {
                throw new UsageException("E-FLAG-UNKNOWN", "--output: " + operation.name() + " makes no matrix");
            }
            return Map.of();
        }
        if (outputs.toStandardOutput()) {
            return Map.of();
        }
        String main = operation.outputs().get(0);
        if (outputs.output().isPresent()) {
            return Map.of(main, outputs.output().get());
        }
        if (!console.lasting()) {
            return Map.of();
        }
        List<MatrixReference> inputs = operation.parameters().matrices(parameters);
        String input = inputs.isEmpty() ? operation.name().replace(':', '.') : BusNames.of(inputs.get(0));
        return Map.of(main, MatrixReference.parse(input + "." + main));
    }

    /** Refuses, before any work is done, results that nobody would get. */
    private void refuseLoss(
            Map<String, MatrixReference> targets, CommonFlags flags, OutputFlags outputs, Console console) {
        if (flags.json() && outputs.toStandardOutput()) {
            throw StandardOutput.noRoomBesideJson("--output");
        }
        if (flags.json()
                && !operation.outputs().isEmpty()
                && !targets.containsKey(operation.outputs().get(0))) {
            throw new UsageException(
                    "E-FLAG-MISSING",
                    "--output: not given; with --json it is the file for "
                            + operation.outputs().get(0));
        }
        if (!console.lasting() && flags.workspace().isEmpty()) {
            targets.forEach((output, target) -> BusNames.refusePassing(output, target, workbench.files()));
        }
    }

    private List<Path> draw(Outcome outcome, OutputFlags outputs, Session session) {
        List<Path> files = new ArrayList<>();
        if (outputs.figure().isEmpty()) {
            return files;
        }
        List<HeatMap> maps = outcome.report().figures().stream()
                .filter(HeatMap.class::isInstance)
                .map(HeatMap.class::cast)
                .toList();
        if (maps.isEmpty()) {
            session.note("--figure: this run has nothing to draw");
        }
        for (int k = 0; k < maps.size(); k++) {
            HeatMap map = maps.get(k);
            Path file = numbered(outputs.figure().get(), k);
            workbench.files().writeAtomically(file, temporary -> HeatMapPicture.write(map, temporary));
            files.add(file);
        }
        return files;
    }

    /** {@code map.png}, {@code map-2.png}, {@code map-3.png}, ... */
    private static Path numbered(Path figure, int ordinal) {
        if (ordinal == 0) {
            return figure;
        }
        String name = figure.toString();
        int dot = name.lastIndexOf('.');
        return Path.of(name.substring(0, dot) + "-" + (ordinal + 1) + name.substring(dot));
    }

    private void answer(
            Outcome outcome,
            OutputFlags outputs,
            Map<String, MatrixReference> targets,
            List<Path> figures,
            Session session) {
        Console console = session.console();
        session.progress().clear();
        if (session.flags().json()) {
            console.out().print(Json.document(tree(outcome, targets, figures)));
            return;
        }
        String text = text(outcome, targets, figures);
        boolean unclaimed = !operation.outputs().isEmpty() && outputs.output().isEmpty() && !console.lasting();
        if (outputs.toStandardOutput() || unclaimed) {
            Matrix main = outcome.outputs().get(operation.outputs().get(0));
            if (main != null) {
                if (!session.flags().quiet()) {
                    console.err().print(text);
                }
                StandardOutput.print(main, outcome.provenance(), workbench.files(), console.out());
                return;
            }
        }
        console.out().print(text);
    }

    private static String text(Outcome outcome, Map<String, MatrixReference> targets, List<Path> figures) {
        StringBuilder text = new StringBuilder(ReportText.of(outcome.report()));
        if (text.length() > 0 && !(targets.isEmpty() && figures.isEmpty())) {
            text.append('\n');
        }
        targets.forEach((output, target) ->
                text.append(output).append(" -> ").append(target.path()).append('\n'));
        figures.forEach(figure -> text.append("figure -> ").append(figure).append('\n'));
        return text.toString();
    }

    private Map<String, Object> tree(Outcome outcome, Map<String, MatrixReference> targets, List<Path> figures) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("operation", operation.name());
        tree.putAll(Json.report(outcome.report()));
        Map<String, Object> written = new LinkedHashMap<>();
        targets.forEach((output, target) -> written.put(output, target.path()));
        tree.put("outputs", written);
        tree.put("figureFiles", figures.stream().map(Path::toString).toList());
        tree.put("provenance", Json.provenance(outcome.provenance()));
        return tree;
    }
}

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
import org.chiasma.api.operation.OperationRunner.Outcome;
import org.chiasma.api.parameter.CommandLine;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.shell.internal.page.ReportPage;
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
        outputs.checkPlaces();
        Map<String, MatrixReference> targets = new LinkedHashMap<>(mainTarget(outputs, parameters, console));
        targets.putAll(side.targets());
        refuseLoss(targets, flags, outputs, console);
        TerminalProgress progress = TerminalProgress.on(console, flags);
        Session session = new Session(console, flags, progress);
        Cancellation.during(console, progress, () -> {
            Outcome outcome = workbench.runner().run(operation.name(), parameters, targets, progress);
            if (outputs.figure().isPresent() && outcome.report().figures().isEmpty()) {
                session.note("--figure: this run has nothing to draw");
            }
            ReportFiles files = ReportFiles.write(
                    outcome.report().figures(),
                    outputs,
                    figures -> page(outcome, arguments, targets, figures).html(),
                    workbench.files());
            answer(outcome, outputs, targets, files, session);
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

    private ReportPage page(
            Outcome outcome, List<String> arguments, Map<String, MatrixReference> targets, List<Path> figures) {
        List<String> command = new ArrayList<>(List.of("chiasma", operation.name()));
        command.addAll(arguments);
        Map<String, String> files = new LinkedHashMap<>();
        targets.forEach((output, target) -> files.put(output, target.path()));
        for (int k = 0; k < figures.size(); k++) {
            files.put("figure " + (k + 1), figures.get(k).toString());
        }
        return new ReportPage(
                operation.name(), operation.summary(), command, outcome.report(), files, outcome.provenance());
    }

    private void answer(
            Outcome outcome,
            OutputFlags outputs,
            Map<String, MatrixReference> targets,
            ReportFiles files,
            Session session) {
        Console console = session.console();
        session.progress().clear();
        if (session.flags().json()) {
            console.out().print(Json.document(tree(outcome, targets, files)));
            return;
        }
        String text = text(outcome, targets, files);
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

    private static String text(Outcome outcome, Map<String, MatrixReference> targets, ReportFiles files) {
        StringBuilder written = new StringBuilder();
        targets.forEach((output, target) ->
                written.append(output).append(" -> ").append(target.path()).append('\n'));
        files.figures()
                .forEach(figure -> written.append("figure -> ").append(figure).append('\n'));
        files.page().ifPresent(page -> written.append("report -> ").append(page).append('\n'));
        String report = ReportText.of(outcome.report());
        return report.isEmpty() || written.isEmpty() ? report + written : report + "\n" + written;
    }

    private Map<String, Object> tree(Outcome outcome, Map<String, MatrixReference> targets, ReportFiles files) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("operation", operation.name());
        tree.putAll(Json.report(outcome.report()));
        Map<String, Object> written = new LinkedHashMap<>();
        targets.forEach((output, target) -> written.put(output, target.path()));
        tree.put("outputs", written);
        tree.put("figureFiles", files.figures().stream().map(Path::toString).toList());
        files.page().ifPresent(page -> tree.put("reportFile", page.toString()));
        tree.put("provenance", Json.provenance(outcome.provenance()));
        return tree;
    }
}

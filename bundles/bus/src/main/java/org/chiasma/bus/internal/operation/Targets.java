package org.chiasma.bus.internal.operation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.UsageException;
import org.chiasma.api.bus.MatrixBus;
import org.chiasma.api.bus.MatrixLease;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Suggestions;
import org.chiasma.bus.internal.format.FormatFiles;
import org.chiasma.bus.internal.io.StagedFiles;

/** Where the outputs of a run go: files by their endings and directories, names on the bus otherwise. */
final class Targets {
    private final MatrixBus bus;
    private final Predicate<String> onBus;
    private final FormatFiles files;
    private final Map<String, MatrixReference> fileByOutput = new LinkedHashMap<>();
    private final Map<String, String> nameByOutput = new LinkedHashMap<>();

    /**
     * Refuses what could not be delivered, before anything is computed.
     *
     * @param onBus whether a name is on the bus
     * @param declared names of the operation's outputs
     * @param requested target by output name
     */
    Targets(
            MatrixBus bus,
            Predicate<String> onBus,
            FormatFiles files,
            List<String> declared,
            Map<String, MatrixReference> requested) {
        this.bus = bus;
        this.onBus = onBus;
        this.files = files;
        Set<String> taken = new HashSet<>();
        requested.forEach((output, target) -> {
            if (!declared.contains(output)) {
                throw Suggestions.unknown("E-OP-OUTPUT", "output " + output, output, declared);
            }
            if (!taken.add(target.path())) {
                throw new UsageException(
                        "E-OP-OUTPUT", target.path() + ": found as the target of two outputs, expected one each");
            }
            if (files.isFile(target)) {
                files.checkTarget(target);
                fileByOutput.put(output, target);
            } else {
                nameByOutput.put(output, target.path());
            }
        });
    }

    /** Delivers everything or nothing: files are staged first, and renamed when the bus has taken its part. */
    void deliver(Map<String, Matrix> results, Provenance provenance, Progress progress) {
        Deque<Runnable> undo = new ArrayDeque<>();
        try (StagedFiles staged = files.stagedFiles()) {
            fileByOutput.forEach((output, target) -> {
                Matrix matrix = results.get(output);
                if (matrix != null) {
                    files.stage(matrix, target, provenance, progress, staged);
                }
            });
            progress.checkCancelled();
            nameByOutput.forEach((output, name) -> {
                Matrix matrix = results.get(output);
                if (matrix != null) {
                    undo.push(undoing(name));
                    bus.publish(name, matrix, provenance);
                }
            });
            staged.commit();
        } catch (RuntimeException e) {
            undo.forEach(Runnable::run);
            throw e;
        }
    }

    /** What puts the bus back to where it is now with regard to {@code name}. */
    private Runnable undoing(String name) {
        if (!onBus.test(name)) {
            return () -> {
                if (onBus.test(name)) {
                    bus.remove(name);
                }
            };
        }
        try (MatrixLease lease = bus.acquire(name)) {
            Matrix before = lease.matrix();
            Provenance made = lease.provenance();
            return () -> bus.publish(name, before, made);
        }
    }
}

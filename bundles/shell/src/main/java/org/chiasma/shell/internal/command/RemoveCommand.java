package org.chiasma.shell.internal.command;

import java.util.List;
import java.util.Map;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.Parameter;

/** Takes matrices off the bus. */
final class RemoveCommand extends BuiltIn<RemoveCommand.Parameters> {
    /**
     * What the command takes.
     *
     * @param names of matrices on the bus
     */
    public record Parameters(
            @Parameter(position = 0, value = "NAME", description = "Names of matrices on the bus.")
            List<String> names) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS = new Parameters(List.of());
    }

    private final Workbench workbench;

    RemoveCommand(Workbench workbench) {
        super("remove", "Take matrices off the bus.", Parameters.class, "remove response response.completed");
        this.workbench = workbench;
    }

    @Override
    void run(Parameters given, Session session) {
        if (given.names().isEmpty()) {
            throw new UsageException("E-FLAG-MISSING", "argument NAME: not given; it is a matrix on the bus");
        }
        // One that is not there refuses the others too.
        given.names().forEach(name -> workbench.bus().acquire(name).close());
        given.names().stream().distinct().forEach(workbench.bus()::remove);
        session.answer("removed " + String.join(", ", given.names()) + "\n", Map.of("removed", given.names()));
    }
}

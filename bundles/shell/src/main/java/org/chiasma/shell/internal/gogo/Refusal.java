package org.chiasma.shell.internal.gogo;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.chiasma.api.ChiasmaException;
import org.jspecify.annotations.Nullable;

/** A refusal in the form in which the interactive shell shows it: the line that the command line shows too. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Refusal(ChiasmaException cause) {
        super(cause.getMessage(), cause);
    }

    /**
     * Calls {@code function}.
     *
     * @throws Refusal in place of a {@link ChiasmaException}
     */
    public static @Nullable Object plainly(Function function, CommandSession session, List<Object> arguments)
            throws Exception {
        try {
            return function.execute(session, arguments);
        } catch (ChiasmaException e) {
            throw new Refusal(e);
        }
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // Gogo prints this, and would print the name of the class
    public String toString() {
        return "chiasma: " + getMessage();
    }
}

package org.chiasma.shell.internal.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasma.api.parameter.NoParameters;

/** Prints versions. */
final class VersionCommand extends BuiltIn<NoParameters> {
    private final String version;

    VersionCommand(String version) {
        super("version", "Print the version; also chiasma --version.", NoParameters.class, "version --json");
        this.version = version;
    }

    @Override
    void run(NoParameters given, Session session) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("chiasma", version);
        tree.put("java", Runtime.version().toString());
        session.answer("chiasma " + version + " (Java " + Runtime.version() + ")\n", tree);
    }
}

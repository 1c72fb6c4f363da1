package org.chiasma.shell.internal.command;

import java.util.List;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterSchema;

/** Something that a user can type: a command of the workbench or an installed operation. */
public interface Command {
    /** The first word: {@code load}, {@code completion:complete}. */
    String name();

    /** One line: what it does, in the imperative. */
    String summary();

    /** Example command lines, without the program's name. */
    List<String> examples();

    /** Its own parameters, positional ones first; not the flags that all commands share. */
    List<ParameterField> fields();

    /**
     * Does it.
     *
     * @param arguments what follows the first word
     * @throws org.chiasma.api.ChiasmaException if it is refused or fails
     */
    void execute(List<String> arguments, Console console);

    /** The flags that every command takes. */
    static ParameterSchema<CommonFlags> commonFlags() {
        return CommonFlags.SCHEMA;
    }
}

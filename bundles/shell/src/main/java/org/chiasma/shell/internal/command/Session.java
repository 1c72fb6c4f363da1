package org.chiasma.shell.internal.command;

import org.chiasma.shell.internal.render.Json;

/**
 * One execution of a command.
 *
 * @param console where it speaks
 * @param flags the flags that all commands share
 * @param progress its progress, which also knows whether it was cancelled
 */
record Session(Console console, CommonFlags flags, TerminalProgress progress) {
    /** Prints text, or with {@code --json} the tree instead. */
    void answer(String text, Object tree) {
        progress.clear();
        console.out().print(flags.json() ? Json.document(tree) : text);
    }

    /** Tells the user something on standard error unless {@code --quiet}. */
    void note(String message) {
        progress.note(message);
    }
}

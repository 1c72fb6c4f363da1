package org.chiasma.shell.internal.gogo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterField.Arity;
import org.chiasma.api.parameter.ParameterField.Kind;
import org.chiasma.shell.internal.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * What may stand at one place of a command line.
 *
 * @param words the words that may stand there
 * @param files whether a file may stand there too
 */
public record Candidates(List<String> words, boolean files) {
    /** Copies {@code words}. */
    public Candidates {
        words = List.copyOf(words);
    }

    /**
     * What may be the last of {@code line}, whose first word is the command.
     *
     * @param line the words up to the place, which may be empty or half typed
     * @param matrices names on the bus
     * @param commands names of commands
     */
    public static Candidates of(
            Command command, List<String> line, Supplier<List<String>> matrices, Supplier<List<String>> commands) {
        List<ParameterField> fields = new ArrayList<>(command.fields());
        fields.addAll(Command.commonFlags().fields());
        ParameterField field = fieldAt(fields, line.subList(1, Math.max(1, line.size() - 1)));
        if (field == null) {
            return new Candidates(List.of(), false);
        }
        List<String> words = new ArrayList<>(field.choices());
        boolean names = field.kind() == Kind.MATRIX || field.valueName().equals("NAME");
        if (names && !command.name().equals("load") && !command.name().equals("formats")) {
            words.addAll(matrices.get());
        }
        if (field.valueName().equals("COMMAND")) {
            words.addAll(commands.get());
        }
        return new Candidates(words, field.kind() == Kind.MATRIX || field.kind() == Kind.PATH);
    }

    /** The parameter to which the word behind {@code before} belongs. */
    private static @Nullable ParameterField fieldAt(List<ParameterField> fields, List<String> before) {
        int ordinal = 0;
        ParameterField awaiting = null;
        for (String word : before) {
            if (awaiting != null) {
                awaiting = null;
            } else if (word.startsWith("--")) {
                awaiting = valued(fields, word.substring(2));
            } else {
                ordinal++;
            }
        }
        return awaiting != null ? awaiting : positional(fields, ordinal);
    }

    private static @Nullable ParameterField valued(List<ParameterField> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name) && field.kind() != Kind.BOOLEAN)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable ParameterField positional(List<ParameterField> fields, int ordinal) {
        List<ParameterField> positional =
                fields.stream().filter(field -> field.position() >= 0).toList();
        if (ordinal < positional.size()) {
            return positional.get(ordinal);
        }
        ParameterField last = positional.isEmpty() ? null : positional.get(positional.size() - 1);
        return last != null && last.arity() == Arity.MANY ? last : null;
    }
}

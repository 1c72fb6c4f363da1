package org.chiasma.shell.internal.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterField.Arity;
import org.chiasma.api.parameter.ParameterField.Kind;
import org.chiasma.shell.internal.command.Command;
import org.chiasma.shell.internal.command.Console;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final Command COMMAND = new Command() {
        @Override
        public String name() {
            return "test:run";
        }

        @Override
        public String summary() {
            return "Run.";
        }

        @Override
        public List<String> examples() {
            return List.of();
        }

        @Override
        public List<ParameterField> fields() {
            return List.of(
                    field("matrix", Kind.MATRIX, "MATRIX", List.of(), 0),
                    field("axis", Kind.CHOICE, "rows|columns", List.of("rows", "columns"), -1),
                    field("self", Kind.BOOLEAN, "", List.of(), -1),
                    field("depth", Kind.INTEGER, "N", List.of(), -1));
        }

        @Override
        public void execute(List<String> arguments, Console console) {}
    };

    private static ParameterField field(String name, Kind kind, String value, List<String> choices, int position) {
        return new ParameterField(name, kind, Arity.ONE, name, value, choices, "", false, position);
    }

    private static Candidates at(String... line) {
        return Candidates.of(COMMAND, List.of(line), () -> List.of("response"), List::of);
    }

    @Test
    void firstArgumentIsAMatrixOnTheBusOrAFile() {
        assertEquals(new Candidates(List.of("response"), true), at("test:run", ""));
    }

    @Test
    void valueOfAFlagIsOneOfItsChoices() {
        assertEquals(new Candidates(List.of("rows", "columns"), false), at("test:run", "x", "--axis", "r"));
    }

    @Test
    void switchTakesNoValue() {
        assertEquals(new Candidates(List.of("response"), true), at("test:run", "--self", ""));
    }

    @Test
    void nothingFollowsTheLastArgument() {
        assertEquals(new Candidates(List.of(), false), at("test:run", "x", ""));
    }

    @Test
    void numbersHaveNoCandidates() {
        assertEquals(new Candidates(List.of(), false), at("test:run", "--depth", ""));
    }

    @Test
    void workspaceIsADirectory() {
        assertEquals(new Candidates(List.of(), true), at("test:run", "x", "--workspace", ""));
    }
}

package org.chiasma.api.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private final ParameterSchema<SampleParameters> schema = ParameterSchema.of(SampleParameters.class);
    private final ParameterSchema<Common> common = ParameterSchema.of(Common.class);

    @Test
    void readsFlagsWithSpaceAndEqualsSign() {
        SampleParameters bound = bind("table.tsv", "--depth", "2", "--ridge=0.5");
        assertEquals(2, bound.depth());
        assertEquals(0.5, bound.ridge());
    }

    @Test
    void readsPositionalArgumentsBetweenFlags() {
        SampleParameters bound = bind("--depth", "2", "table.tsv", "--seed", "7", "side.tsv", "other.tsv");
        assertEquals("table.tsv", bound.matrix().text());
        assertEquals(
                List.of("side.tsv", "other.tsv"),
                bound.priors().stream().map(MatrixReference::text).toList());
    }

    @Test
    void negatesSwitch() {
        assertTrue(bind("m").standardize());
        assertTrue(bind("m", "--standardize").standardize());
        assertFalse(bind("m", "--no-standardize").standardize());
    }

    @Test
    void takesNegativeNumberAsValue() {
        assertEquals(-1.5, bind("m", "--ridge", "-1.5").ridge());
    }

    @Test
    void splitsListsAtCommasAndRepetitions() {
        assertEquals(
                List.of("a", "b", "c"),
                bind("m", "--missing", "a,b", "--missing", "c").missing());
    }

    @Test
    void takesWhatFollowsDoubleDashAsPositional() {
        assertEquals("--odd-name.tsv", bind("--", "--odd-name.tsv").matrix().text());
    }

    @Test
    void takesStandardInputWithOptionsAsPositional() {
        for (String reference : List.of("-", "-?format=csv", "-#2", "-?format=mx#2")) {
            assertEquals(reference, bind(reference).matrix().text());
        }
        MatrixReference csv = bind("-?format=csv").matrix();
        assertEquals("-", csv.path());
        assertEquals("csv", csv.options().get("format"));
    }

    @Test
    void sharesOneLineBetweenSchemas() {
        CommandLine line = CommandLine.parse(List.of("m", "--quiet", "--depth", "4"), schema, common);
        assertEquals(4, line.bind(schema).depth());
        assertTrue(line.bind(common).quiet());
    }

    @Test
    void proposesNearFlag() {
        UsageException refusal = assertThrows(UsageException.class, () -> bind("m", "--dept", "2"));
        assertEquals("E-FLAG-UNKNOWN --dept is unknown; did you mean --depth?", refusal.getMessage());
    }

    @Test
    void refusesFlagWithoutValue() {
        UsageException refusal = assertThrows(UsageException.class, () -> bind("m", "--depth"));
        assertEquals("E-FLAG-VALUE --depth: found no value, expected N behind it", refusal.getMessage());
    }

    @Test
    void refusesRepeatedFlag() {
        assertEquals(
                "E-FLAG-REPEATED",
                assertThrows(UsageException.class, () -> bind("m", "--depth", "1", "--depth", "2"))
                        .code());
    }

    @Test
    void refusesSuperfluousArgument() {
        assertEquals(
                "E-ARG-EXTRA",
                assertThrows(UsageException.class, () -> CommandLine.parse(List.of("x"), common))
                        .code());
    }

    @Test
    void refusesShortFlag() {
        assertEquals(
                "E-FLAG-UNKNOWN",
                assertThrows(UsageException.class, () -> bind("m", "-d")).code());
    }

    private SampleParameters bind(String... arguments) {
        return CommandLine.parse(List.of(arguments), schema).bind(schema);
    }

    public record Common(
            @Parameter(description = "No progress.") boolean quiet) {
        public static final Common DEFAULTS = new Common(false);
    }
}

package org.chiasma.api.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.junit.jupiter.api.Test;

class ParameterSchemaTest {
    private final ParameterSchema<SampleParameters> schema = ParameterSchema.of(SampleParameters.class);

    @Test
    void namesFlagsInKebabCase() {
        assertEquals(
                List.of(
                        "matrix",
                        "priors",
                        "depth",
                        "seed",
                        "ridge",
                        "standardize",
                        "centering",
                        "log-file",
                        "missing"),
                schema.fields().stream().map(ParameterField::name).toList());
    }

    @Test
    void keepsDefaultsOfWhatIsNotGiven() {
        SampleParameters bound = schema.bindText(Map.of("matrix", "table.tsv", "depth", "3"));
        assertEquals(MatrixReference.parse("table.tsv"), bound.matrix());
        assertEquals(3, bound.depth());
        assertEquals(SampleParameters.DEFAULTS.ridge(), bound.ridge());
        assertEquals(SampleParameters.DEFAULTS.missing(), bound.missing());
    }

    @Test
    void refusesAbsentRequiredMatrix() {
        UsageException refusal = assertThrows(UsageException.class, () -> schema.bindText(Map.of("depth", "3")));
        assertEquals("E-FLAG-MISSING argument MATRIX: not given; it is the table to fill.", refusal.getMessage());
    }

    @Test
    void roundTripsThroughText() {
        SampleParameters parameters = new SampleParameters(
                MatrixReference.parse("a.csv?missing=NA#2"),
                List.of(MatrixReference.parse("b"), MatrixReference.parse("c.gct")),
                2,
                Long.MAX_VALUE,
                1e-17,
                false,
                SampleParameters.Centering.NONE,
                Optional.of(Path.of("x/y.log")),
                List.of());
        assertEquals(parameters, schema.bindText(schema.text(parameters)));
    }

    @Test
    void roundTripsDefaultsThroughText() {
        SampleParameters parameters = schema.bindText(Map.of("matrix", "m"));
        assertEquals(parameters, schema.bindText(schema.text(parameters)));
    }

    @Test
    void collectsMatricesInOrderOfComponents() {
        SampleParameters bound =
                schema.bind(Map.of("matrix", List.of("first"), "priors", List.of("second", "third.tsv")));
        assertEquals(
                List.of("first", "second", "third.tsv"),
                schema.matrices(bound).stream().map(MatrixReference::text).toList());
    }

    @Test
    void passesOnRefusalOfTheRecord() {
        UsageException refusal =
                assertThrows(UsageException.class, () -> schema.bindText(Map.of("matrix", "m", "depth", "0")));
        assertEquals("E-FLAG-VALUE --depth: found 0, expected at least 1", refusal.getMessage());
    }

    @Test
    void namesChoicesWhenAValueIsNone() {
        UsageException refusal =
                assertThrows(UsageException.class, () -> schema.bindText(Map.of("matrix", "m", "centering", "twoway")));
        assertEquals("E-FLAG-VALUE --centering: found \"twoway\", expected one of none, two-way", refusal.getMessage());
    }

    @Test
    void refusesTextWhereANumberIsExpected() {
        UsageException refusal =
                assertThrows(UsageException.class, () -> schema.bindText(Map.of("matrix", "m", "ridge", "1,5")));
        assertTrue(refusal.getMessage().startsWith("E-FLAG-VALUE --ridge: found \"1,5\""), refusal.getMessage());
    }

    @Test
    void describesEveryParameterInJsonSchema() {
        Map<String, Object> json = schema.jsonSchema();
        assertEquals(List.of("matrix"), json.get("required"));
        assertEquals(
                Map.of("type", "integer", "description", "Hidden layers.", "default", 1L), property(json, "depth"));
        assertEquals(List.of("none", "two-way"), property(json, "centering").get("enum"));
        assertEquals("array", property(json, "missing").get("type"));
        assertEquals(false, json.get("additionalProperties"));
    }

    @Test
    void takesParametersOfAnInnerRecordAmongItsOwn() {
        ParameterSchema<Outer> outer = ParameterSchema.of(Outer.class);
        assertEquals(
                List.of("seed", "ridge", "prior", "rounds"),
                outer.fields().stream().map(ParameterField::name).toList());
        Outer bound = outer.bindText(Map.of("ridge", "0.5", "prior", "side.tsv", "rounds", "3"));
        assertEquals(new Outer(1, new Inner(0.5, Optional.of(MatrixReference.parse("side.tsv"))), 3), bound);
        assertEquals(bound, outer.bindText(outer.text(bound)));
        assertEquals(List.of(MatrixReference.parse("side.tsv")), outer.matrices(bound));
    }

    @Test
    void takesDefaultsOfAnInnerRecordFromTheOuterOne() {
        assertEquals(
                2.0, ParameterSchema.of(Outer.class).bindText(Map.of()).inner().ridge());
    }

    @Test
    void rejectsParameterDeclaredTwice() {
        assertThrows(IllegalArgumentException.class, () -> ParameterSchema.of(Twice.class));
    }

    @Test
    void rejectsRecordWithoutDefaults() {
        assertThrows(IllegalArgumentException.class, () -> ParameterSchema.of(WithoutDefaults.class));
    }

    @Test
    void rejectsComponentWithoutDeclaration() {
        assertThrows(IllegalArgumentException.class, () -> ParameterSchema.of(WithoutDeclaration.class));
    }

    @Test
    void rejectsUnsupportedType() {
        assertThrows(IllegalArgumentException.class, () -> ParameterSchema.of(WithUnsupportedType.class));
    }

    public record Inner(
            @Parameter(description = "Ridge.") double ridge,

            @Parameter(description = "Side matrix.") Optional<MatrixReference> prior) {}

    public record Outer(
            @Parameter(description = "Seed.") int seed,
            Inner inner,
            @Parameter(description = "Rounds.") int rounds) {
        public static final Outer DEFAULTS = new Outer(1, new Inner(2.0, Optional.empty()), 1);
    }

    public record Twice(@Parameter(description = "Ridge.") double ridge, Inner inner) {
        public static final Twice DEFAULTS = new Twice(1, new Inner(2.0, Optional.empty()));
    }

    public record WithoutDefaults(
            @Parameter(description = "x") int x) {}

    public record WithoutDeclaration(int x) {
        public static final WithoutDeclaration DEFAULTS = new WithoutDeclaration(0);
    }

    public record WithUnsupportedType(
            @Parameter(description = "x") Object x) {
        public static final WithUnsupportedType DEFAULTS = new WithUnsupportedType("");
    }

    @SuppressWarnings("unchecked") // the schema is a tree of maps
    private static Map<String, Object> property(Map<String, Object> json, String name) {
        return ((Map<String, Map<String, Object>>) json.get("properties")).get(name);
    }
}

package org.chiasma.symmetric.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.symmetric.internal.simulation.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateOperationTest {
    private final HeapContext context = new HeapContext();

    private static SimulateParameters parameters(String... flags) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return ParameterSchema.of(SimulateParameters.class).bindText(values);
    }

    private OperationReport make(String... flags) {
        return new SimulateOperation().run(parameters(flags), context);
    }

    @ParameterizedTest
    @EnumSource
    void makesMatricesThatBelongTogether(Family family) {
        OperationReport report =
                make("family=" + family.name().toLowerCase(java.util.Locale.ROOT), "columns=40", "rows=3");
        Matrix z = context.publishedMatrix("z");
        assertEquals(Layout.PACKED_SYMMETRIC, z.spec().layout());
        for (String name : new String[] {"x", "y", "z", "signal"}) {
            Matrix matrix = context.publishedMatrix(name);
            assertEquals(z.columns(), matrix.columns());
            assertEquals(ElementType.FLOAT32, matrix.spec().elementType());
            assertEquals(name.equals("x") || name.equals("y") ? 3 : 40, matrix.rowCount());
        }
        assertEquals(820L, report.facts().get("entries of Z on and above the diagonal"));
        assertEquals(family.hasCeiling(), report.facts().containsKey("R2 of the signal on Z"));
    }

    @Test
    void contactMapsHaveBins() {
        make("family=contacts", "columns=5");
        assertEquals("chr1:80000-120000", context.publishedMatrix("x").columns().label(2));
        make("columns=5");
        assertFalse(context.publishedMatrix("x").columns().isLabelled());
    }

    @Test
    void sameSeedMakesTheSameExampleAndTheCeilingSetsTheNoise() {
        make("columns=30", "seed=4", "ceiling=1");
        double[][] z = context.published("z");
        assertArrayEquals(context.published("signal"), z);
        make("columns=30", "seed=4", "ceiling=1");
        assertArrayEquals(z, context.published("z"));
        make("columns=30", "seed=4", "ceiling=0.5");
        assertArrayEquals(z, context.published("signal"));
        assertNotEquals(z[0][1], context.published("z")[0][1]);
        make("columns=30", "seed=4", "ceiling=1", "model=1");
        assertNotEquals(z[0][1], context.published("z")[0][1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"columns=1", "columns=2000000", "rows=0", "ceiling=0", "ceiling=1.5", "ceiling=NaN"})
    void refusesParametersOutOfRange(String flag) {
        assertThrows(UsageException.class, () -> parameters(flag));
    }

    @Test
    void refusesWhatTheFamilyDoesNotUseAndWhatIsTooLarge() {
        assertThrows(UsageException.class, () -> parameters("family=network", "ceiling=0.5"));
        assertThrows(UsageException.class, () -> parameters("rows=5000", "columns=100000"));
    }
}

package org.chiasma.inverter.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.inverter.internal.sampling.MatrixSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionParametersTest {
    private static DistributionParameters parameters(String... flags) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return ParameterSchema.of(DistributionParameters.class).bindText(values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"low=1", "high=-1", "high=NaN", "high=1e60", "min-determinant=-1", "min-determinant=NaN"})
    void refusesValuesOutOfRange(String flag) {
        UsageException refusal = assertThrows(UsageException.class, () -> parameters(flag));
        assertEquals("E-FLAG-VALUE", refusal.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"condition=0.5", "condition=1e16", "condition=NaN"})
    void refusesConditionsOutOfRange(String flag) {
        assertThrows(UsageException.class, () -> parameters("distribution=randsvd", flag));
    }

    @ParameterizedTest
    @CsvSource({"uniform, condition=10", "covariance, condition=10", "unfiltered, min-determinant=1"})
    void refusesWhatTheDistributionDoesNotUse(String distribution, String flag) {
        UsageException refusal =
                assertThrows(UsageException.class, () -> parameters("distribution=" + distribution, flag));
        assertTrue(refusal.getMessage().contains("--distribution " + distribution), refusal.getMessage());
    }

    @Test
    void namesTheDistributionInWords() {
        assertEquals("uniform in [-1.0, 1.0], |det| above 0.1", DistributionParameters.DEFAULTS.text());
        assertEquals(
                "symmetric positive definite, condition 1000.0",
                parameters("distribution=spd", "condition=1e3").text());
    }

    @Test
    void givesAStreamOfTheSize() {
        MatrixSampler sampler = parameters("distribution=covariance").sampler(6, 1);
        assertEquals(6, sampler.size());
    }
}

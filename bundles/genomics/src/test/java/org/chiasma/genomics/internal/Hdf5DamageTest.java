package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files are read or refused in one line, never anything else. */
class Hdf5DamageTest {
    private static final int CASES = 250;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "small.gctx, ''",
        "small.h5ad, ''",
        "small.h5ad, #obsp/graph",
        "small.h5, ''",
        "small.loom, ''",
        "small.cool, ''"
    })
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedFilesAreReadOrRefused(String name, String tail) throws IOException {
        int refused =
                Hdf5Trials.of(name).damage(Hdf5Trials.bytes(name), folder.resolve(name), tail, CASES, name.hashCode());

        assertTrue(refused > CASES / 10, "refused " + refused);
    }
}

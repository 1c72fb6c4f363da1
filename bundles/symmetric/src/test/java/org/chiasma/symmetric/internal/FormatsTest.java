package org.chiasma.symmetric.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.storage.ArrayMatrix;
import org.chiasma.symmetric.internal.storage.FactoredMatrix;
import org.chiasma.symmetric.internal.storage.StoredType;
import org.chiasma.symmetric.internal.storage.TiledMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
    private static final NoParameters NONE =
            ParameterSchema.of(NoParameters.class).bindText(Map.of());

    @TempDir
    Path directory;

    private final TilesFormat tiles = new TilesFormat();
    private final FactorsFormat factors = new FactorsFormat();
    private final Matrix matrix = ArrayMatrix.factored(40, 2, Link.IDENTITY, 1);

    private static byte[] head(Path file) throws IOException {
        return Arrays.copyOf(Files.readAllBytes(file), 512);
    }

    @Test
    void eachFormatKnowsItsOwnFiles() throws IOException {
        Path z = directory.resolve("z.tiles");
        Path f = directory.resolve("z.factors");
        tiles.write(matrix, z, TilesWriteOptions.DEFAULTS, Progress.NONE);
        factors.write(matrix, f, NONE, Progress.NONE);
        assertTrue(tiles.recognises(head(z)));
        assertTrue(factors.recognises(head(f)));
        assertFalse(tiles.recognises(head(f)));
        assertFalse(factors.recognises(head(z)));
        assertFalse(tiles.recognises(new byte[3]));
        Matrix read = tiles.read(z, "", NONE, new HeapMatrixStore(), Progress.NONE);
        Matrix same = factors.read(f, "", NONE, new HeapMatrixStore(), Progress.NONE);
        assertInstanceOf(FactoredMatrix.class, same);
        assertArrayEquals(ArrayMatrix.entries(same), ArrayMatrix.entries(read));
    }

    @Test
    void writingTakesTypeAndEdge() throws IOException {
        TilesWriteOptions options =
                ParameterSchema.of(TilesWriteOptions.class).bindText(Map.of("type", "bfloat16", "edge", "16"));
        Path z = directory.resolve("z.tiles");
        tiles.write(matrix, z, options, Progress.NONE);
        TiledMatrix read =
                assertInstanceOf(TiledMatrix.class, tiles.read(z, "", NONE, new HeapMatrixStore(), Progress.NONE));
        assertEquals(StoredType.BFLOAT16, read.type());
        assertEquals(16, read.grid().edge());
        assertThrows(UsageException.class, () -> ParameterSchema.of(TilesWriteOptions.class)
                .bindText(Map.of("edge", "0")));
    }

    @Test
    void filesHaveNoParts() throws IOException {
        Path z = directory.resolve("z.tiles");
        tiles.write(matrix, z, TilesWriteOptions.DEFAULTS, Progress.NONE);
        DataException refusal =
                assertThrows(DataException.class, () -> tiles.read(z, "2", NONE, new HeapMatrixStore(), Progress.NONE));
        assertEquals("E-TILES-PART", refusal.code());
        assertEquals(
                "E-FACTORS-PART",
                assertThrows(
                                DataException.class,
                                () -> factors.read(z, "2", NONE, new HeapMatrixStore(), Progress.NONE))
                        .code());
    }
}

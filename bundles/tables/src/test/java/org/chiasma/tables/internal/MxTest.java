package org.chiasma.tables.internal;

import static org.chiasma.tables.internal.Tables.assertRows;
import static org.chiasma.tables.internal.Tables.file;
import static org.chiasma.tables.internal.Tables.read;
import static org.chiasma.tables.internal.Tables.readPart;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MxTest {
    private static final String TWO = "1,2,3\n4,5,6\nEND\n-1, -2 ,-3e-1\n\n0,0,.5\n END\r\n\n";

    @TempDir
    Path folder;

    private void refused(String code, String place, String text, String... options) throws IOException {
        Tables.refusal("mx", file(folder, "t.mx", text), code, place, options);
    }

    @Test
    void readsAStackOfEqualMatrices() throws IOException {
        Matrix matrix = read("mx", file(folder, "t.mx", TWO));
        assertTrue(matrix.spec().isStack());
        assertEquals(2, matrix.spec().blockRows());
        assertEquals(MissingValue.NONE, matrix.spec().missing());
        assertFalse(matrix.rows().isLabelled() || matrix.columns().isLabelled());
        assertRows(matrix, new double[] {1, 2, 3}, new double[] {4, 5, 6}, new double[] {-1, -2, -0.3}, new double[] {
            0, 0, 0.5
        });
    }

    @Test
    void readsOneMatrixByItsNumber() throws IOException {
        Matrix second = readPart("mx", file(folder, "t.mx", TWO), "2");
        assertFalse(second.spec().isStack());
        assertRows(second, new double[] {-1, -2, -0.3}, new double[] {0, 0, 0.5});
    }

    @Test
    void unknownPartsNameTheRange() throws IOException {
        Path file = file(folder, "t.mx", TWO);
        for (String part : new String[] {"0", "3", "-1", "last", "99999999999999999999"}) {
            DataException refused = assertThrows(DataException.class, () -> readPart("mx", file, part));
            assertEquals("E-MX-PART", refused.code());
            assertTrue(refused.getMessage().contains("expected #1 to #2"), refused.getMessage());
        }
    }

    @Test
    void lastEndIsRequiredUnlessOptional() throws IOException {
        refused("E-MX-NOEND", ":3:", "1,2\n3,4\n");
        assertRows(
                read("mx", file(folder, "t.mx", "1,2\n3,4\n"), "end=optional"), new double[] {1, 2}, new double[] {3, 4
                });
    }

    @Test
    void refusesWhatIsNoBatch() throws IOException {
        refused("E-MX-EMPTY", ":1:", "");
        refused("E-MX-EMPTYBLOCK", ":1:", "END\n");
        refused("E-MX-EMPTYBLOCK", ":3:", "1\nEND\nEND\n");
        refused("E-MX-RAGGED", ":2:", "1,2\n3\nEND\n");
        refused("E-MX-RAGGED", ":4:", "1,2\nEND\n\n3,4,5\nEND\n");
        refused("E-MX-SHAPE", ":5:", "1,2\nEND\n1,2\n3,4\nEND\n");
        refused("E-MX-TEXT", ":1:", "1,2,\nEND\n");
        refused("E-MX-RAGGED", ":2:", "1,2\n3,4,\nEND\n");
        refused("E-MX-TEXT", ":1:", "1,x\nEND\n");
        refused("E-MX-TEXT", ":1:", "id,a\nr,1\n");
    }

    @Test
    void nonFiniteNumbersAreRefusedUnlessAccepted() throws IOException {
        refused("E-MX-NONFINITE", ":1:", "1,NaN\n-Inf,4\nEND\n");
        refused("E-MX-NONFINITE", ":1:", "1,inf\nEND\n");
        Matrix matrix = read("mx", file(folder, "t.mx", "1,nan\n-Inf,4\nEND\n"), "nonfinite=accept");
        assertRows(matrix, new double[] {1, Double.NaN}, new double[] {Double.NEGATIVE_INFINITY, 4});
        assertEquals(MissingValue.NAN, matrix.spec().missing());
    }

    @Test
    void writesABlockForEachMatrix() throws IOException {
        Path out = folder.resolve("out.mx");
        Tables.write("mx", read("mx", file(folder, "t.mx", TWO)), out);
        assertEquals("1,2,3\n4,5,6\nEND\n-1,-2,-0.3\n0,0,0.5\nEND\n", Files.readString(out));
    }

    @Test
    void refusesToWriteMissingEntriesUnlessAccepted() throws IOException {
        Matrix matrix = Tables.matrix(new double[] {1, Double.NaN});
        Path out = folder.resolve("out.mx");
        DataException refused = assertThrows(DataException.class, () -> Tables.write("mx", matrix, out));
        assertEquals("E-MX-NONFINITE", refused.code());
        assertTrue(Tables.write("mx", matrix, out, "nonfinite=accept").mentions("labels are left out"));
        assertEquals("1,NaN\nEND\n", Files.readString(out));
    }
}

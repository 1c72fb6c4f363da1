package org.chiasma.api.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.chiasma.api.UsageException;
import org.junit.jupiter.api.Test;

class MatrixReferenceTest {
    @Test
    void splitsPathOptionsAndPart() {
        MatrixReference reference = MatrixReference.parse("dir/a.csv.gz?missing=NA,-&duplicates=suffix#3");
        assertEquals("dir/a.csv.gz", reference.path());
        assertEquals(Map.of("missing", "NA,-", "duplicates", "suffix"), reference.options());
        assertEquals("3", reference.part());
    }

    @Test
    void addsOptionsThatWinOverItsOwn() {
        MatrixReference reference =
                MatrixReference.parse("a.csv?missing=NA#2").withOptions(Map.of("missing", "-", "type", "float32"));
        assertEquals("-", reference.options().get("missing"));
        assertEquals("float32", reference.options().get("type"));
        assertEquals("2", reference.part());
        assertEquals(reference, MatrixReference.parse(reference.text()));
    }

    @Test
    void refusesOptionWithoutValueAndEmptyText() {
        assertThrows(UsageException.class, () -> MatrixReference.parse("a.csv?missing"));
        assertThrows(UsageException.class, () -> MatrixReference.parse("  "));
    }

    @Test
    void tellsNamesFromPaths() {
        assertTrue(MatrixReference.isName("response_1.filled"));
        assertFalse(MatrixReference.isName("../response"));
        assertFalse(MatrixReference.isName(".hidden"));
        assertFalse(MatrixReference.isName("a b"));
    }

    @Test
    void noReferenceEqualsRequired() {
        assertNotEquals(MatrixReference.REQUIRED, MatrixReference.parse("x"));
    }
}

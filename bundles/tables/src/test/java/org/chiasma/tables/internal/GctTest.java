package org.chiasma.tables.internal;

import static org.chiasma.tables.internal.Tables.assertRows;
import static org.chiasma.tables.internal.Tables.file;
import static org.chiasma.tables.internal.Tables.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MetadataColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GctTest {
    private static final String FULL =
            "#1.3\n2\t2\t1\t2\nid\tsym\tA\tB\ncell\tna\tMCF7\t-666\ndose\tna\t10 \u00B5M\t\ng1\tTP53\t1.5\t-666\ng2\t-666\tna\t4\n";

    @TempDir
    Path folder;

    private void refused(String code, String place, String text) throws IOException {
        Tables.refusal("gct", file(folder, "t.gct", text), code, place);
    }

    @Test
    void readsMetadataOfBothAxes() throws IOException {
        Matrix matrix = read("gct", file(folder, "t.gct", FULL));
        assertEquals(List.of("g1", "g2"), matrix.rows().labels());
        assertEquals(List.of("A", "B"), matrix.columns().labels());
        assertEquals(
                List.of(new MetadataColumn("sym", List.of("TP53", ""))),
                matrix.rows().metadata());
        assertEquals(
                List.of(
                        new MetadataColumn("cell", List.of("MCF7", "")),
                        new MetadataColumn("dose", List.of("10 \u00B5M", ""))),
                matrix.columns().metadata());
    }

    @Test
    void minus666IsMissingInMetadataAndANumberInTheMatrix() throws IOException {
        assertRows(read("gct", file(folder, "t.gct", FULL)), new double[] {1.5, -666}, new double[] {Double.NaN, 4});
    }

    @Test
    void readsVersion12WithItsDescription() throws IOException {
        Matrix matrix = read(
                "gct", file(folder, "t.gct", "#1.2\t\t\r\n1\t2\t\r\nName\tDescription\tA\tB\r\ng1\tx y\t1\t\r\n\r\n"));
        assertEquals(
                List.of(new MetadataColumn("Description", List.of("x y"))),
                matrix.rows().metadata());
        assertRows(matrix, new double[] {1, Double.NaN});
    }

    @Test
    void writesWhatItRead() throws IOException {
        Matrix matrix = read("gct", file(folder, "t.gct", FULL));
        for (String name : List.of("out.gct", "out.gct.gz")) {
            Path out = folder.resolve(name);
            Tables.write("gct", matrix, out);
            Matrix back = read("gct", out);
            assertEquals(matrix.spec(), back.spec());
            assertRows(back, Tables.rows(matrix));
        }
        assertEquals(
                FULL.replace("\t\ng1", "\t-666\ng1").replace("\tna\t4", "\tNaN\t4"),
                Files.readString(folder.resolve("out.gct")));
    }

    @Test
    void writesVersion12AndSaysWhatIsLost() throws IOException {
        Path out = folder.resolve("out.gct");
        RecordedProgress notes = Tables.write("gct", read("gct", file(folder, "t.gct", FULL)), out, "version=1.2");
        assertTrue(notes.mentions("3 metadata fields left out"), notes.notes().toString());
        assertEquals("#1.2\n2\t2\nName\tDescription\tA\tB\ng1\tna\t1.5\t-666\ng2\tna\tNaN\t4\n", Files.readString(out));
    }

    @Test
    void countsAreCheckedAgainstTheContent() throws IOException {
        String body = "Name\tDescription\tA\tB\ng1\tx\t1\t2\ng2\ty\t3\t4\n";
        refused("E-GCT-ROWS", ":6:", "#1.2\n3\t2\n" + body);
        refused("E-GCT-ROWS", ":5:", "#1.2\n1\t2\n" + body);
        refused("E-GCT-COLUMNS", ":3:", "#1.2\n2\t3\n" + body);
        refused("E-GCT-COLUMNS", ":3:", "#1.2\n100000\t100000\n" + body);
        refused("E-GCT-COUNTS", ":2:", "#1.2\n2\n" + body);
        refused("E-GCT-COUNTS", ":2:", "#1.2\n2\t-2\n" + body);
        refused("E-GCT-COUNTS", ":2:", "#1.2\n2\t99999999999\n" + body);
        refused("E-GCT-EMPTY", ":2:", "#1.2\n0\t2\n" + body);
        refused("E-GCT-RAGGED", ":5:", "#1.2\n2\t2\nName\tDescription\tA\tB\ng1\tx\t1\t2\ng2\ty\t3\n");
        refused("E-GCT-RAGGED", ":4:", "#1.2\n1\t2\nName\tDescription\tA\tB\ng1\n");
        refused("E-GCT-RAGGED", ":4:", "#1.3\n1\t1\t0\t1\nid\tA\ncell\ng1\t1\n");
        refused("E-GCT-EMPTY", ":3:", "#1.2\n2\t2\n");
    }

    @Test
    void refusesOtherVersionsByName() throws IOException {
        refused("E-GCT-VERSION", ":1:", "#1.1\n1\t1\nName\tDescription\tA\ng1\tx\t1\n");
        refused("E-GCT-VERSION", ":1:", "id\tA\ng1\t1\n");
    }

    @Test
    void refusesDuplicates() throws IOException {
        refused("E-GCT-DUPLICATE", ":3:", "#1.2\n1\t2\nName\tDescription\tA\tA\ng1\tx\t1\t2\n");
        refused("E-GCT-DUPLICATE", ":5:", "#1.2\n2\t1\nName\tDescription\tA\ng1\tx\t1\ng1\tx\t1\n");
        refused("E-GCT-METADATA", ":3:", "#1.3\n1\t1\t2\t0\nid\ts\ts\tA\ng1\tx\ty\t1\n");
        refused("E-GCT-METADATA", ":5:", "#1.3\n1\t1\t0\t2\nid\tA\nc\tx\nc\ty\ng1\t1\n");
    }

    @Test
    void refusesTextAndInfinityInTheMatrix() throws IOException {
        refused("E-GCT-TEXT", ":4:", "#1.2\n1\t1\nName\tDescription\tA\ng1\tx\tabc\n");
        refused("E-GCT-INFINITE", ":4:", "#1.2\n1\t1\nName\tDescription\tA\ng1\tx\tinf\n");
    }

    @Test
    void isRecognisedByContent() {
        assertTrue(Tables.format("gct").recognises(Tables.ascii("#1.3\n1\t1\t0\t0\n")));
        assertTrue(Tables.format("gct").recognises(Tables.ascii("#1.1\r\n")));
        assertFalse(Tables.format("gct").recognises(Tables.ascii("#1.30\n")));
        assertFalse(Tables.format("gct").recognises(new byte[0]));
    }
}

package org.chiasma.tables.internal;

import static org.chiasma.tables.internal.Tables.assertRows;
import static org.chiasma.tables.internal.Tables.file;
import static org.chiasma.tables.internal.Tables.read;
import static org.chiasma.tables.internal.Tables.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.CancelledException;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelimitedTest {
    private static final double NA = Double.NaN;

    @TempDir
    Path folder;

    private Matrix csv(String text, String... options) throws IOException {
        return read("csv", file(folder, "t.csv", text), options);
    }

    private String refused(String code, String place, String text, String... options) throws IOException {
        return refusal("csv", file(folder, "t.csv", text), code, place, options);
    }

    @Test
    void readsLabelsOfBothAxes() throws IOException {
        Matrix matrix = csv("id,a,b\nr1,1,2.5\nr2,-3e2,.5\n", "rows=genes", "columns=samples");
        assertEquals(Axis.labelled("genes", List.of("r1", "r2")), matrix.rows());
        assertEquals(Axis.labelled("samples", List.of("a", "b")), matrix.columns());
        assertRows(matrix, new double[] {1, 2.5}, new double[] {-300, 0.5});
    }

    @Test
    void readsAHeaderWithoutCornerAsRWritesIt() throws IOException {
        RecordedProgress notes = new RecordedProgress();
        Matrix matrix = read("tsv", file(folder, "t.tsv", "\"a\"\t\"b\"\n\"r 1\"\t1\tNA\n"), notes);
        assertEquals(List.of("a", "b"), matrix.columns().labels());
        assertEquals(List.of("r 1"), matrix.rows().labels());
        assertTrue(notes.mentions("without a corner cell"));
        assertTrue(notes.mentions("1 of 2 entries are missing"));
    }

    @Test
    void readsQuotedFieldsWithDoubledQuotesAndDelimiters() throws IOException {
        Matrix matrix = csv("\"\",\"a,b\",\"say \"\"x\"\"\"\n\"r,1\",\"1.5\", 2 \n");
        assertEquals(List.of("a,b", "say \"x\""), matrix.columns().labels());
        assertEquals(List.of("r,1"), matrix.rows().labels());
        assertRows(matrix, new double[] {1.5, 2});
    }

    @Test
    void acceptsByteOrderMarkCarriageReturnsAndTrailingBlankLines() throws IOException {
        Matrix matrix = csv("\uFEFFid,a,b\r\nr1,1,2\r\nr2,3,\r\n\r\n\n");
        assertEquals(List.of("a", "b"), matrix.columns().labels());
        assertRows(matrix, new double[] {1, 2}, new double[] {3, NA});
    }

    @Test
    void acceptsALastLineWithoutLineEnd() throws IOException {
        assertRows(csv("id,a\nr1,1\nr2,25"), new double[] {1}, new double[] {25});
    }

    @Test
    void takesEveryUsualTextForMissing() throws IOException {
        Matrix matrix = csv("id,a,b,c,d,e,f,g,h,i,j\nr,NA,NaN,nan,na,N/A,NULL,null,,.,-\n");
        for (double value : Tables.rows(matrix)[0]) {
            assertEquals(Double.NaN, value);
        }
    }

    @Test
    void missingOptionReplacesTheUsualTexts() throws IOException {
        assertRows(csv("id,a,b\nr1,-999,1\nr2,?,2\n", "missing=-999,?"), new double[] {NA, 1}, new double[] {NA, 2});
        assertRows(csv("id,a,b\nr1,,1\n", "missing=,x"), new double[] {NA, 1});
        assertTrue(refused("E-CSV-TEXT", ":2:", "id,a,b\nr1,,1\n", "missing=x").contains("an empty cell"));
        refused("E-CSV-TEXT", ":2:", "id,a,b\nr1,NA,1\n", "missing=x");
    }

    @Test
    void infinityIsRefusedUnlessAccepted() throws IOException {
        String text = "id,a,b\nr1,Inf,2\nr2,NaN,-inf\n";
        String message = refused("E-CSV-INFINITE", ":2:", text);
        assertTrue(message.contains("column 1 (\"a\")") && message.contains("infinite=accept"), message);
        double infinity = Double.POSITIVE_INFINITY;
        assertRows(csv(text, "infinite=accept"), new double[] {infinity, 2}, new double[] {NA, -infinity});
        refused("E-CSV-INFINITE", ":2:", "id,a\nr1,1e999\n");
    }

    @Test
    void refusesRaggedRowsNamingLineAndCounts() throws IOException {
        String message = refused("E-CSV-RAGGED", ":3:", "id,a,b\nr1,1,2\nr2,3\n");
        assertTrue(message.contains("found 2 fields, expected 3 (as in the header)"), message);
        assertTrue(refused("E-CSV-RAGGED", ":3:", "id,a,b\nr1,1,2\nr2,3,4,5\n").contains("found 4 fields"));
        assertTrue(refused("E-CSV-RAGGED", ":3:", "id,a,b\nr1,1,2\nr2\n").contains("found 1 field,"));
        refused("E-CSV-RAGGED", ":2:", "id,a,b\nr1,1,2,3,4\n");
        refused("E-CSV-BLANK", ":3:", "id,a,b\nr1,1,2\n\nr2,3,4\n");
    }

    @Test
    void refusesTextInNumbersNamingTheColumn() throws IOException {
        String message = refused("E-CSV-TEXT", ":3:", "id,a,b\nr1,1,2\nr2,3,abc\n");
        assertTrue(message.contains("column 2 (\"b\"): found \"abc\""), message);
        for (String number : List.of("1d", "0x10", "1_000", "1e", "1 2", "--1", "1.2.3", "\u0663", "1\u00a0")) {
            refused("E-CSV-TEXT", ":2:", "id,a\nr1," + number + "\n");
        }
    }

    @Test
    void decimalCommaIsRefusedUntilAskedFor() throws IOException {
        String text = "id;a;b\nr1;1,5;2,5\n";
        String message = refused("E-CSV-DELIMITER", ":1:", text);
        assertTrue(message.contains("delimiter=semicolon") && message.contains("decimal=comma"), message);
        assertTrue(refused("E-CSV-DECIMAL", ":2:", text, "delimiter=;").contains("decimal=comma"));
        assertRows(csv(text, "decimal=comma"), new double[] {1.5, 2.5});
        assertRows(csv(text, "decimal=comma", "delimiter=;"), new double[] {1.5, 2.5});
        assertThrows(UsageException.class, () -> csv(text, "decimal=comma", "delimiter=comma"));
        assertThrows(UsageException.class, () -> csv(text, "delimiter=ab"));
    }

    @Test
    void refusesFilesWithoutRows() throws IOException {
        refused("E-CSV-EMPTY", ":1:", "");
        refused("E-CSV-EMPTY", ":2:", "id,a,b\n");
        refused("E-CSV-EMPTY", ":2:", "id,a,b\n\n\n");
        refused("E-CSV-COLUMNS", ":1:", "id\nr1\n");
    }

    @Test
    void refusesDuplicateLabels() throws IOException {
        String message = refused("E-CSV-DUPLICATE", ":1:", "id,a,a\nr1,1,2\n");
        assertTrue(message.contains("columns 1 and 2") && message.contains("duplicates=suffix"), message);
        assertTrue(refused("E-CSV-DUPLICATE", ":4:", "id,a\nr1,1\nr2,2\nr1,3\n").contains("lines 2 and 4"));
    }

    @Test
    void duplicatePoliciesKeepPickOrMerge() throws IOException {
        String text = "id,a,b,a\nr,1,2,3\ns,4,,6\nr,7,8,NA\n";
        Matrix suffixed = csv(text, "duplicates=suffix");
        assertEquals(List.of("r", "s", "r.1"), suffixed.rows().labels());
        assertEquals(List.of("a", "b", "a.1"), suffixed.columns().labels());
        Matrix first = csv(text, "duplicates=first");
        assertEquals(List.of("r", "s"), first.rows().labels());
        assertRows(first, new double[] {1, 2}, new double[] {4, NA});
        assertRows(csv(text, "duplicates=mean"), new double[] {11 / 3.0, 5}, new double[] {5, NA});
        assertRows(csv(text, "duplicates=sum"), new double[] {11, 10}, new double[] {10, NA});
    }

    @Test
    void suffixedLabelsAvoidLabelsThatExist() throws IOException {
        Matrix matrix = csv("id,a,a,a.1,a\nr,1,2,3,4\n", "duplicates=suffix");
        assertEquals(List.of("a", "a.2", "a.1", "a.3"), matrix.columns().labels());
    }

    @Test
    void labelsOptionReadsTablesWithoutThem() throws IOException {
        Matrix none = csv("1,2\n3,4\n", "labels=none");
        assertFalse(none.rows().isLabelled() || none.columns().isLabelled());
        assertRows(none, new double[] {1, 2}, new double[] {3, 4});
        assertEquals(List.of("r", "s"), csv("r,2\ns,4\n", "labels=rows").rows().labels());
        assertEquals(
                List.of("a", "b"), csv("a,b\n3,4\n", "labels=columns").columns().labels());
        refused("E-CSV-RAGGED", ":2:", "a,b\n3,4,5\n", "labels=columns");
        refused("E-CSV-RAGGED", ":2:", "1,2\n3\n", "labels=none");
    }

    @Test
    void warnsWhenTheHeaderLooksLikeNumbers() throws IOException {
        RecordedProgress notes = new RecordedProgress();
        read("csv", file(folder, "t.csv", "1,2\n3,4\n"), notes);
        assertTrue(notes.mentions("labels=none"));
    }

    @Test
    void refusesEmptyLabels() throws IOException {
        refused("E-CSV-LABEL", ":1:", "id,a,\nr1,1,2\n");
        refused("E-CSV-LABEL", ":2:", "id,a\n,1\n");
    }

    @Test
    void warnsOfGeneNamesTurnedIntoDates() throws IOException {
        RecordedProgress notes = new RecordedProgress();
        read("csv", file(folder, "t.csv", "id,a\n2-Mar,1\nTP53,1\n1-Sep,1\nDec-01,3\n"), notes);
        assertTrue(notes.mentions("3 row labels such as 2-Mar"), notes.notes().toString());
    }

    @Test
    void refusesOtherEncodings() throws IOException {
        Path latin = Files.write(
                folder.resolve("t.csv"), new byte[] {'i', 'd', ',', 'a', '\n', (byte) 0xB5, ',', '1', '\n'});
        assertTrue(refusal("csv", latin, "E-CSV-ENCODING", ":2:").contains("iconv"));
        Path utf16 = Files.write(folder.resolve("t.csv"), "id,a\n".getBytes(java.nio.charset.StandardCharsets.UTF_16));
        refusal("csv", utf16, "E-CSV-ENCODING", ":1:");
    }

    @Test
    void refusesOpenQuotes() throws IOException {
        refused("E-CSV-QUOTE", ":2:", "id,a\n\"r1,1\n");
        refused("E-CSV-QUOTE", ":2:", "id,a\n\"r1\"x,1\n");
        refused("E-CSV-QUOTE", ":2:", "id,a\nr1,\"1\n");
        refused("E-CSV-QUOTE", ":2:", "id,a\nr1,\"1\"2\n");
    }

    @Test
    void float32RefusesWhatItCannotHold() throws IOException {
        assertEquals(
                ElementType.FLOAT32, csv("id,a\nr,0.1\n", "type=float32").spec().elementType());
        refused("E-CSV-RANGE", ":2:", "id,a\nr,1e39\n", "type=float32");
    }

    @Test
    void refusesAPart() throws IOException {
        Path file = file(folder, "t.csv", "id,a\nr,1\n");
        assertThrows(org.chiasma.api.DataException.class, () -> Tables.readPart("csv", file, "2"));
    }

    @Test
    void stopsWhenCancelled() throws IOException {
        Path file = file(folder, "t.csv", "id,a\nr,1\n");
        RecordedProgress notes = RecordedProgress.cancelled();
        assertThrows(CancelledException.class, () -> read("csv", file, notes));
    }

    @Test
    void writesQuotesOnlyWhereNeeded() throws IOException {
        Matrix matrix = Tables.matrix(
                MatrixSpec.dense(
                        Axis.labelled("genes", List.of("a,b", "x\"y")), Axis.labelled("cells", List.of("p", "q r"))),
                new double[] {1, NA},
                new double[] {-0.0, 1e-7});
        Path file = folder.resolve("out.csv");
        Tables.write("csv", matrix, file);
        assertEquals("genes,p,q r\n\"a,b\",1,NA\n\"x\"\"y\",-0.0,1.0E-7\n", Files.readString(file));
        Matrix back = read("csv", file, "rows=genes", "columns=cells");
        assertEquals(matrix.spec(), back.spec());
    }

    @Test
    void writesWithOtherDelimiterAndDecimalMark() throws IOException {
        Path file = folder.resolve("out.csv");
        Tables.write("csv", Tables.matrix(new double[] {1.5, 2}), file, "decimal=comma", "missing=.", "labels=columns");
        assertEquals("c1;c2\n1,5;2\n", Files.readString(file));
    }

    @Test
    void compressedOutputIsTheSameEveryTime() throws IOException {
        Matrix matrix = Tables.matrix(new double[] {1, 2}, new double[] {3, NA});
        Path one = folder.resolve("one.tsv.gz");
        Path two = folder.resolve("two.tsv.gz");
        Tables.write("tsv", matrix, one);
        Tables.write("tsv", matrix, two);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
        assertEquals(0x1F, Files.readAllBytes(one)[0]);
        assertEquals(matrix.spec(), read("tsv", one).spec());
    }

    @Test
    void saysWhatWritingLeavesOut() throws IOException {
        Matrix matrix = Tables.matrix(
                MatrixSpec.dense(Axis.anonymous("rows", 1), Axis.anonymous("columns", 1)), new double[] {1});
        assertTrue(Tables.write("csv", matrix, folder.resolve("o.csv")).mentions("numbered from 1"));
        assertEquals("rows,1\n1,1\n", Files.readString(folder.resolve("o.csv")));
    }

    @Test
    void saysThatInfinityWasWritten() throws IOException {
        Matrix matrix = Tables.matrix(new double[] {1, Double.NEGATIVE_INFINITY});
        assertTrue(Tables.write("csv", matrix, folder.resolve("o.csv")).mentions("infinite=accept"));
        assertRows(read("csv", folder.resolve("o.csv"), "infinite=accept"), Tables.rows(matrix));
    }

    @Test
    void refusesToWriteWhatCouldNotBeRead() {
        Matrix matrix = Tables.matrix(new double[] {1});
        assertThrows(UsageException.class, () -> Tables.write("csv", matrix, folder.resolve("o.csv"), "missing=a,b"));
        Matrix broken = Tables.matrix(
                MatrixSpec.dense(Axis.labelled("rows", List.of("a\nb")), Axis.labelled("columns", List.of("c"))),
                new double[] {1});
        org.chiasma.api.DataException refused = assertThrows(
                org.chiasma.api.DataException.class, () -> Tables.write("csv", broken, folder.resolve("o.csv")));
        assertEquals("E-CSV-LABEL", refused.code());
    }

    @Test
    void defaultsReadThroughTheComponent() throws IOException {
        Path file = file(folder, "t.csv", "id,a\nr,1\n");
        Matrix matrix =
                new CsvFormat().read(file, "", DelimitedReadOptions.DEFAULTS, new HeapMatrixStore(), Progress.NONE);
        assertRows(matrix, new double[] {1});
    }
}

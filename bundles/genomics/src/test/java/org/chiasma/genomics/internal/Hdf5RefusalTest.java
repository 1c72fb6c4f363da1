package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.PublicData;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and that the line says why. */
class Hdf5RefusalTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "external.gctx | '' | E-GCTX-LINK | other.gctx",
                "outside.gctx | '' | E-GCTX-LINK | ../../../elsewhere",
                "filter.gctx | '' | E-GCTX-FILTER | 32001",
                "claims.gctx | '' | E-GCTX-SIZE | [1000000, 1000000]",
                "chunk.gctx | '' | E-GCTX-CHUNK | [30000, 20000]",
                "unwritten.gctx | '' | E-GCTX-CHUNK | found nothing for the chunk",
                "shape.gctx | '' | E-GCTX-COUNT | expected 2 x 3",
                "large.gctx | '' | E-GCTX-PRECISION | 9007199254740993",
                "duplicates.gctx | '' | E-GCTX-DUPLICATE | number 1 and 2",
                "small.gctx | #x | E-GCTX-PART | #x",
                "small.h5ad | #layers/none | E-H5AD-PART | '#X, #layers/scaled, #obsp/directed, #obsp/graph, #obsm/pca'",
                "small.h5 | ?label=name | E-TENX-DUPLICATE | TBCE",
                "genomes.h5 | '' | E-TENX-PART | '#GRCh38, #mm10'",
                "small.loom | '' | E-LOOM-DUPLICATE | col_attrs/CellID",
                "small.loom | ?row-label=Symbol | E-LOOM-LABEL | 'Accession, Gene'",
                "small.loom | #layers/x | E-LOOM-PART | '#matrix, #layers/spliced'",
                "small.mcool | '' | E-COOL-PART | '#resolutions/10, #resolutions/20'",
                "small.cool | ?weight-column=ICE | E-COOL-WEIGHT | 'KR, weight'",
                "small.cool | ?region=1:26-30 | E-REGION-BEYOND | 1:26-30",
                "small.cool | ?region=X | E-CONTIG-MISMATCH | X",
            })
    void refuses(String name, String tail, String code, String part) throws IOException {
        String message = Hdf5Trials.of(name).refusal(Hdf5Trials.file(folder, name), tail, code);

        assertTrue(message.contains(part), message);
    }

    @ParameterizedTest
    @CsvSource({
        "small.loom, gctx, GCTX, loom",
        "small.gctx, h5ad, H5AD, gctx",
        "small.h5ad, h5, TENX, h5ad",
        "small.cool, loom, LOOM, cool",
        "small.h5, cool, COOL, 10x-h5",
    })
    void refusesAnotherLayoutAndNamesItsFormat(String name, String ending, String family, String right)
            throws IOException {
        Path file = folder.resolve("x." + ending);
        Files.write(file, Hdf5Trials.bytes(name));

        String message = Hdf5Trials.of(ending).refusal(file, "", "E-" + family + "-LAYOUT");

        assertTrue(message.contains("format=" + right), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gctx", "h5ad", "h5", "loom", "cool"})
    void refusesWhatIsNotHdf5(String ending) throws IOException {
        Path file = folder.resolve("x." + ending);
        Files.writeString(file, "id\tA\ng1\t1\n");

        String family = ending.equals("h5") ? "TENX" : ending.toUpperCase(java.util.Locale.ROOT);
        String message = Hdf5Trials.of(ending).refusal(file, "", "E-" + family + "-MAGIC");

        assertTrue(message.contains("no HDF5 signature"), message);
    }

    @Test
    void gctTextNamedGctxIsLeftToItsFormat() throws IOException {
        byte[] head = "#1.3\n1\t1\t0\t0\nid\tA\ng1\t1\n".getBytes(StandardCharsets.US_ASCII);
        Path file = folder.resolve("text_named_gctx.gctx");
        Files.write(file, head);

        String message = Hdf5Trials.of("x.gctx").refusal(file, "", "E-GCTX-MAGIC");

        assertTrue(message.contains("format=gct"), message);
    }

    @Test
    void refusesATruncatedFile() {
        Path file = PublicData.file("malformed/truncated.gctx");

        String message = Hdf5Trials.of("x.gctx").refusal(file, "", "E-GCTX-TRUNCATED");

        assertTrue(message.contains("found 400000 bytes, expected 1654253"), message);
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = folder.resolve("x.gctx");
        Files.write(file, new byte[0]);

        Hdf5Trials.of("x.gctx").refusal(file, "", "E-GCTX-MAGIC");
    }

    @Test
    void refusesARegionBetweenTheBins() {
        Path file = PublicData.file("hic/chr1_160-180Mb_10kb.cool");

        String message = Hdf5Trials.of("x.cool").refusal(file, "?region=chr1:1-1000", "E-COOL-REGION");

        assertTrue(message.contains("chr1:160000001-180000000"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.h5", "x.loom", "x.cool"})
    void refusesToWriteWhatCannotBeWritten(String name) {
        Axis axis = Axis.anonymous("genes", 1);
        Matrix matrix =
                new HeapMatrixStore().create(MatrixSpec.dense(axis, axis)).seal();
        FormatTrial trial = Hdf5Trials.of(name);

        DataException refused = assertThrows(DataException.class, () -> trial.write(matrix, folder.resolve(name), ""));

        assertEquals("E-FORMAT-READONLY", refused.code());
        assertTrue(refused.getMessage().contains("save as"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E-BG2-FIELDS | 1 0 10 1 0 10 | :1: found 6 fields",
                "E-BG2-NUMBER | 1 0 10 1 0 10 many | many",
                "E-BG2-NUMBER | 1 0 10 1 0 10 inf | inf",
                "E-BG2-BINS | 1 10 10 1 0 10 2 | start < end",
                "E-BG2-BINS | 1 -1 10 1 0 10 2 | start < end",
                "E-BG2-DUPLICATE | 1 0 10 1 10 20 2;1 10 20 1 0 10 2 | twice",
                "E-BG2-EMPTY | '#nothing' | no pixel",
            })
    void refusesTextThatIsNoContactMap(String code, String text, String part) throws IOException {
        Path file = folder.resolve("x.bg2");
        Files.writeString(file, text.replace(' ', '\t').replace(';', '\n') + "\n");

        String message = Hdf5Trials.of("x.bg2").refusal(file, "", code);

        assertTrue(message.contains(part), message);
    }

    @Test
    void refusesToWriteAContactMapThatIsNotSymmetricOrHasMissingEntries() throws IOException {
        Axis bins = Axis.labelled("bins", List.of("1:0-10", "1:10-20"));
        var lopsided = new HeapMatrixStore().create(MatrixSpec.dense(bins, bins));
        lopsided.writeRow(0, new double[] {1, 2}, 0);
        var missing = new HeapMatrixStore().create(MatrixSpec.dense(bins, bins));
        missing.writeRow(0, new double[] {1, Double.NaN}, 0);
        missing.writeRow(1, new double[] {Double.NaN, 3}, 0);
        Matrix withMissing = missing.seal();

        assertEquals("E-BG2-SYMMETRY", writing(lopsided.seal()).code());
        assertEquals("E-BG2-MISSING", writing(withMissing).code());
        Path file = Hdf5Trials.of("x.bg2").write(withMissing, folder.resolve("omitted.bg2"), "?missing=omit");
        assertEquals("1\t0\t10\t1\t0\t10\t1\n1\t10\t20\t1\t10\t20\t3\n", Files.readString(file));
    }

    private DataException writing(Matrix matrix) {
        return assertThrows(
                DataException.class, () -> Hdf5Trials.of("x.bg2").write(matrix, folder.resolve("x.bg2"), ""));
    }
}

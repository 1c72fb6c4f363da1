package org.chiasma.tables.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MetadataColumn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real tables; shapes, missing counts and exact sums were computed independently with Python's csv and math.fsum. */
class PublicFilesTest {
    @ParameterizedTest
    @CsvSource({
        "csv, drug/GDSC_lnIC50_266x969.csv.gz, 266, 969, 49020, 438444.718909, GDSC:94, ACH-000828",
        "csv, drug/CCLE_promoter_methylation_561x808.csv.gz, 561, 808, 0, 67918.43761, ACH-000825,"
                + " MTCP1_X_154299547_154300547",
        "csv, drug/CCLE_cell_drug_436x24.csv.gz, 436, 24, 0, 53786.099767022, ZR7530_BREAST, 135611162",
        "gct, l1000/LJP005_A375_level3_978x377.gct, 978, 377, 0, 3088568.1324, , LJP005_A375_24H_X1_B19:P24",
        "gct, l1000/cmapR_modzs_978x272_65cells_3perts.gct.gz, 978, 272, 0, 870.7200392123017, ,"
                + " CPD002_PC3_24H:BRD-A51714012-001-04-9:10",
        "gct, l1000/test_p100.gct, 96, 96, 1, -16065.167181139706, , PM7-27493-096H12-3"
    })
    void agreesWithAnIndependentReader(
            String format,
            String name,
            long rows,
            long columns,
            long missing,
            double sum,
            @Nullable String lastRow,
            String lastColumn)
            throws IOException {
        Matrix matrix = Tables.read(format, Tables.data(name));
        assertEquals(rows, matrix.rowCount());
        assertEquals(columns, matrix.columnCount());
        double[] values = Arrays.stream(Tables.rows(matrix))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        assertEquals(missing, Arrays.stream(values).filter(Double::isNaN).count());
        double found =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).sum();
        assertEquals(sum, found, 1e-9 * Math.abs(sum));
        if (lastRow != null) {
            assertEquals(lastRow, matrix.rows().label(rows - 1));
        }
        assertEquals(lastColumn, matrix.columns().label(columns - 1));
    }

    @Test
    void metadataOfL1000AreComplete() throws IOException {
        Matrix matrix = Tables.read("gct", Tables.data("l1000/LJP005_A375_level3_978x377.gct"));
        assertEquals(11, matrix.rows().metadata().size());
        assertEquals(35, matrix.columns().metadata().size());
        assertEquals("pr_analyte_id", matrix.rows().metadata().get(0).name());
        assertEquals("Analyte 11", matrix.rows().metadata().get(0).values().get(0));
        assertTrue(matrix.columns().metadata().stream()
                .map(MetadataColumn::values)
                .noneMatch(values -> values.contains("-666")));
    }
}

package org.chiasma.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chiasma.api.matrix.MatrixReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusNamesTest {
    @ParameterizedTest
    @CsvSource({
        "dir/drug-response.gct, drug-response",
        "table.tsv.gz?missing=-, table",
        "response, response",
        "/a b/my table (2).csv, my_table__2_",
        "/, matrix",
        ".hidden.tsv, _hidden"
    })
    void namesAMatrixAfterItsFile(String reference, String name) {
        assertEquals(name, BusNames.of(MatrixReference.parse(reference)));
    }
}

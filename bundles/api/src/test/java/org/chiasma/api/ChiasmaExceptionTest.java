package org.chiasma.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ChiasmaExceptionTest {
    @Test
    void putsItsMessageOnOneLine() {
        DataException refusal = new DataException("E-TSV-RAGGED", "a.tsv:3: found 2\n  fields,\r\nexpected 3");
        assertEquals("E-TSV-RAGGED a.tsv:3: found 2 fields, expected 3", refusal.getMessage());
    }

    @Test
    void carriesExitStatusOfSysexits() {
        assertEquals(64, new UsageException("E", "m").exitCode().status());
        assertEquals(65, new DataException("E", "m").exitCode().status());
        assertEquals(66, new NoInputException("E", "m").exitCode().status());
        assertEquals(74, new OutputException("E", "m").exitCode().status());
        assertEquals(130, new CancelledException().exitCode().status());
    }
}

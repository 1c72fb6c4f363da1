package org.chiasma.shell.internal.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsTextLeftAndNumbersRightWithEqualDecimals() {
        String text = new TextTable(List.of("method", "RMSE", "n"))
                .row("row mean", 1.75, 12L)
                .row("kernel", 0.7147, 1_776L)
                .text();
        assertEquals("""
                method      RMSE     n
                row mean  1.7500    12
                kernel    0.7147  1776
                """, text);
    }

    @Test
    void leavesOutAnEmptyHead() {
        assertEquals("a  1\n", new TextTable(List.of("", "")).row("a", 1L).text());
    }

    @Test
    void showsMissingNumbersAsDots() {
        assertEquals(
                "x\n·\n1\n",
                new TextTable(List.of("x")).row(Double.NaN).row(1.0).text());
    }

    @Test
    void showsNoControlCharacters() {
        assertEquals(
                "x\na?[31mb\n", new TextTable(List.of("x")).row("a\u001B[31mb").text());
    }

    @Test
    void writesVerySmallNumbersWithExponents() {
        assertEquals(
                "        x\n2.500e-09\n",
                new TextTable(List.of("x")).row(2.5e-9).text());
    }

    @Test
    void numbersTooSmallForTheirColumnKeepADigit() {
        assertEquals(
                "      x\n 0.9800\n 0.0001\n5.2e-05\n",
                new TextTable(List.of("x")).row(0.98).row(1.2e-4).row(5.2e-5).text());
    }

    @Test
    void columnOfManyMagnitudesKeepsItsReadableNumbers() {
        assertEquals(
                "        x\n9.522e+15\n   0.1654\n    12.50\n        5\n        0\n2.000e-11\n",
                new TextTable(List.of("x"))
                        .row(9.522e15)
                        .row(0.16543)
                        .row(12.5)
                        .row(5.0)
                        .row(0.0)
                        .row(2e-11)
                        .text());
    }

    @Test
    void refusesRowsOfAnotherLength() {
        assertThrows(IllegalArgumentException.class, () -> new TextTable(List.of("x")).row("a", "b"));
    }
}

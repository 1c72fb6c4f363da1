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
    void refusesRowsOfAnotherLength() {
        assertThrows(IllegalArgumentException.class, () -> new TextTable(List.of("x")).row("a", "b"));
    }
}

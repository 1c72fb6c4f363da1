package org.chiasma.shell.internal.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.felix.gogo.jline.ParsedLineImpl;
import org.apache.felix.gogo.jline.Parser;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarefulParserTest {
    private final CarefulParser parser = new CarefulParser(new Parser());

    private CompletingParsedLine complete(String line) {
        return (CompletingParsedLine) parser.parse(line, line.length(), ParseContext.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"load 'sp", "load \"t.", "load sp", "load sp\\ a", "load ", "load 'a b' \"c", "load \"a\\\""})
    void cursorIsNeverBehindTheWord(String line) {
        CompletingParsedLine parsed = complete(line);
        assertEquals(parsed.word(), parsed.word().substring(0, parsed.wordCursor()));
    }

    @Test
    void candidatesAreEscapedInTheWayTheWordWasBegun() {
        assertEquals(
                "sp\\ a\\ ce\\$.csv",
                complete("load sp").escape("sp a ce$.csv", true).toString());
        assertEquals(
                "'sp a ce$.csv'",
                complete("load 'sp").escape("sp a ce$.csv", true).toString());
        assertEquals(
                "\"sp a ce\\$.csv",
                complete("load \"sp").escape("sp a ce$.csv", false).toString());
    }

    @Test
    void whatIsRunHasItsOptionsProtected() {
        ParsedLineImpl line = (ParsedLineImpl) parser.parse("load t.tsv?a=b&c=d", 0, ParseContext.ACCEPT_LINE);
        assertEquals("load t.tsv\\?a=b\\&c=d", line.program().toString());
    }
}

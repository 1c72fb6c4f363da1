package org.chiasma.shell.internal.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StatementTextTest {
    @Test
    void optionsBehindAFileAreNeitherPatternsNorJobs() {
        assertEquals(
                "load t.tsv\\?missing=NA,\\*\\&skip=2 --as x",
                StatementText.protectOptions("load t.tsv?missing=NA,*&skip=2 --as x"));
    }

    @Test
    void patternsJobsAndQuotedTextStayAsTheyAre() {
        for (String text :
                new String[] {"ls ?.tsv *.gz", "show x & list", "load 't.tsv?a=b&c=d'", "a && b", "# a?b=c"}) {
            assertEquals(text, StatementText.protectOptions(text));
        }
    }

    @Test
    void backslashAtTheEndGoesOnUnlessEscapedOrInAComment() {
        assertTrue(StatementText.goesOn("show t.tsv \\"));
        assertFalse(StatementText.goesOn("show t.tsv \\\\"));
        assertFalse(StatementText.goesOn("# note \\"));
        assertFalse(StatementText.goesOn(""));
    }

    @Test
    void findsVariablesThatAreReadAndNotSet() {
        assertEquals(Set.of("OUT", "B"), StatementText.variables("save x $OUT/r.gct \"${B}\" '$C' # $D"));
        assertEquals(Set.of(), StatementText.variables("f = 3; show $f \\$g; each [1 2] { show $it $1 }"));
    }

    @Test
    void quotesWhatIsNotPlain() {
        assertEquals("results/a.gct", StatementText.quote("results/a.gct"));
        assertEquals("'d o'", StatementText.quote("d o"));
        assertEquals("'it'\\''s'", StatementText.quote("it's"));
    }
}

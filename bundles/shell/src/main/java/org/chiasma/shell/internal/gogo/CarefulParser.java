package org.chiasma.shell.internal.gogo;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Gogo's parser of the line that is being typed, without two faults of it that would end the shell when Tab is pressed
 * (a place behind the end of a word, escapes counted twice), and with options of files that need no quotes.
 */
public final class CarefulParser implements Parser {
    private final Parser gogo;

    /** @param gogo the parser of Gogo's shell */
    public CarefulParser(Parser gogo) {
        this.gogo = gogo;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context != ParseContext.COMPLETE) {
            // Gogo's shell runs what is parsed here.
            return gogo.parse(StatementText.protectOptions(line), cursor, context);
        }
        CompletingParsedLine parsed = (CompletingParsedLine) gogo.parse(line, cursor, context);
        int start = Math.max(0, cursor - parsed.rawWordCursor());
        char first = parsed.rawWordLength() > 0 && start < line.length() ? line.charAt(start) : 0;
        return new Line(parsed, first == '\'' || first == '"' ? first : 0);
    }

    /** A line as the completion sees it. Public for Gogo, which calls its methods by name. */
    public static final class Line implements CompletingParsedLine {
        private final CompletingParsedLine parsed;
        private final char quote;

        Line(CompletingParsedLine parsed, char quote) {
            this.parsed = parsed;
            this.quote = quote;
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            String word = StatementText.escape(candidate.toString(), quote);
            return quote == 0 ? word : quote + word + (complete ? quote : "");
        }

        @Override
        public int wordCursor() {
            return Math.min(parsed.wordCursor(), parsed.word().length());
        }

        @Override
        public int rawWordCursor() {
            return parsed.rawWordCursor();
        }

        @Override
        public int rawWordLength() {
            return parsed.rawWordLength();
        }

        @Override
        public String word() {
            return parsed.word();
        }

        @Override
        public int wordIndex() {
            return parsed.wordIndex();
        }

        @Override
        public List<String> words() {
            return parsed.words();
        }

        @Override
        public String line() {
            return parsed.line();
        }

        @Override
        public int cursor() {
            return parsed.cursor();
        }
    }
}

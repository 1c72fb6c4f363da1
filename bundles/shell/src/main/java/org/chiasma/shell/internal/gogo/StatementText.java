package org.chiasma.shell.internal.gogo;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is done to the text of a statement before Gogo reads it. */
final class StatementText {
    /** The beginning of the options behind a file: {@code ?missing=}. */
    private static final Pattern OPTIONS = Pattern.compile("\\?[A-Za-z][A-Za-z0-9_-]*=");

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)})");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?:^|[\\s;{(])([A-Za-z_]\\w*)\\s*=");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,@+-]+");

    private StatementText() {}

    /**
     * Escapes, in words with options ({@code t.csv?missing=NA&skip=2}), what Gogo takes for a pattern of file names or for
     * the end of a command. Quoted text stays as it is.
     */
    static String protectOptions(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        Quotes quotes = new Quotes();
        boolean options = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean bare = quotes.isBare(c);
            if (bare && Character.isWhitespace(c)) {
                options = false;
            } else if (bare && c == '?') {
                options |= OPTIONS.matcher(text).region(i, text.length()).lookingAt();
            }
            boolean glued = i + 1 < text.length() && !Character.isWhitespace(text.charAt(i + 1));
            if (bare && options && ("?*".indexOf(c) >= 0 || (c == '&' && glued))) {
                safe.append('\\');
            }
            safe.append(c);
        }
        return safe.toString();
    }

    /** Whether the line goes on in the next one: its last character is a backslash that is not itself escaped. */
    static boolean goesOn(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1 && !line.stripLeading().startsWith("#");
    }

    /** The variables that {@code text} reads outside of single quotes, without those that it sets and Gogo's own. */
    static Set<String> variables(String text) {
        StringBuilder read = new StringBuilder(text.length());
        Quotes quotes = new Quotes();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quotes.isBare(c);
            read.append(quotes.isLiteral() ? ' ' : c);
        }
        Set<String> names = new LinkedHashSet<>();
        for (Matcher found = VARIABLE.matcher(read); found.find(); ) {
            names.add(found.group(1) == null ? found.group(2) : found.group(1));
        }
        for (Matcher found = ASSIGNMENT.matcher(read); found.find(); ) {
            names.remove(found.group(1));
        }
        names.removeIf(Set.of("it", "args", "argv", "_", "exception")::contains);
        return names;
    }

    /** {@code word} as one word of a statement, whatever it holds. */
    static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** {@code word} behind an opening {@code quote} ({@code 0} for none), with escapes for what Gogo would act on. */
    static String escape(String word, char quote) {
        if (quote == '\'') {
            return word.replace("'", "'\\''");
        }
        Predicate<Character> special =
                quote == '"' ? c -> "\"\\$%".indexOf(c) >= 0 : c -> " \t'\"\\$%;&|<>(){}[]*?#".indexOf(c) >= 0;
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            safe.append(special.test(c) ? "\\" : "").append(c);
        }
        return safe.toString();
    }

    /** Follows quotes, escapes and comments through a text, character by character. */
    private static final class Quotes {
        private boolean literal;
        private boolean quoted;
        private boolean escaped;
        private boolean wasEscaped;
        private boolean comment;
        private boolean wordBegins = true;

        /** Goes over {@code c}; whether it stands for itself or for what Gogo does with it, outside of all quotes. */
        boolean isBare(char c) {
            boolean first = wordBegins;
            wordBegins = false;
            wasEscaped = escaped;
            if (comment) {
                comment = c != '\n';
                wordBegins = c == '\n';
            } else if (escaped) {
                escaped = false;
            } else if (literal) {
                literal = c != '\'';
            } else if (c == '\\') {
                escaped = true;
            } else if (quoted) {
                quoted = c != '"';
            } else if (c == '\'') {
                literal = true;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '#' && first) {
                comment = true;
            } else {
                wordBegins = Character.isWhitespace(c);
                return true;
            }
            return false;
        }

        /** Whether the last character is part of text in which variables have no meaning. */
        boolean isLiteral() {
            return literal || comment || wasEscaped;
        }
    }
}

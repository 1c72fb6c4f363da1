package org.chiasma.shell.internal.render;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes well-formed markup, as HTML and SVG have it; every text and attribute is escaped. */
public final class Markup {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element, which {@link #close} ends. */
    public Markup open(String element, String... attributes) {
        start(element, attributes).append('>');
        open.push(element);
        return this;
    }

    /** Ends the element that was begun last. */
    public Markup close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element without content. */
    public Markup empty(String element, String... attributes) {
        start(element, attributes).append("/>");
        return this;
    }

    /** An element with text in it. */
    public Markup leaf(String element, String content, String... attributes) {
        return open(element, attributes).text(content).close();
    }

    /** Text of the element that is open. */
    public Markup text(String content) {
        text.append(escape(content));
        return this;
    }

    /** Something that is markup already. */
    public Markup raw(String markup) {
        text.append(markup);
        return this;
    }

    /** A line feed, for those who read the source. */
    public Markup line() {
        text.append('\n');
        return this;
    }

    /** Everything so far. */
    @Override
    public String toString() {
        return text.toString();
    }

    private StringBuilder start(String element, String... attributes) {
        text.append('<').append(element);
        for (int k = 0; k < attributes.length; k += 2) {
            text.append(' ')
                    .append(attributes[k])
                    .append("=\"")
                    .append(escape(attributes[k + 1]))
                    .append('"');
        }
        return text;
    }

    /** {@code text} with the characters that mean something to markup as entities, and those it may not hold as ?. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isAllowed(point) ? point : '?');
            }
        });
        return safe.toString();
    }

    private static boolean isAllowed(int point) {
        boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !control && !surrogate && (point & 0xFFFE) != 0xFFFE;
    }
}

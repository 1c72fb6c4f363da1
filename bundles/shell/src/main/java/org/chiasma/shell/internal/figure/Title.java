package org.chiasma.shell.internal.figure;

import java.util.ArrayList;
import java.util.List;
import org.chiasma.shell.internal.render.TextTable;
import org.chiasma.shell.internal.render.Words;

/** A title, in as many lines as it needs up to three. */
final class Title {
    private static final int MOST_LINES = 3;

    /** Bold letters are wider than others in this proportion. */
    private static final double BOLD = 1.25;

    private final List<String> lines;

    Title(String text, double width) {
        int longest = (int) (width / (Canvas.ADVANCE * BOLD));
        List<String> all = Words.wrap(TextTable.printable(text), longest);
        lines = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST_LINES)));
        if (all.size() > MOST_LINES) {
            lines.set(MOST_LINES - 1, lines.get(MOST_LINES - 1) + " …");
        }
        lines.replaceAll(line -> Words.elide(line, longest));
    }

    double height() {
        return (double) lines.size() * Canvas.LINE + 4;
    }

    void draw(Canvas canvas, double left, double top) {
        for (int k = 0; k < lines.size(); k++) {
            canvas.heading(lines.get(k), left, top + k * Canvas.LINE + 10);
        }
    }
}

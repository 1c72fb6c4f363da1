package org.chiasma.tables.internal;

import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.Progress;

/** Keeps what the user would be told. */
final class Notes implements Progress {
    final List<String> lines = new ArrayList<>();
    boolean cancelled;

    @Override
    public void begin(String phase, long total) {}

    @Override
    public void advance(long amount) {}

    @Override
    public void note(String message) {
        lines.add(message);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    boolean mentions(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }
}

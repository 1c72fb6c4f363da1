package org.chiasma.completion.internal;

import org.chiasma.api.Progress;

/** The user has asked to stop before the work began. */
public final class CancelledProgress implements Progress {
    @Override
    public void begin(String phase, long total) {}

    @Override
    public void advance(long amount) {}

    @Override
    public void note(String message) {}

    @Override
    public boolean isCancelled() {
        return true;
    }
}

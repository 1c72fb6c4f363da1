package org.chiasma.bus.internal.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasma.api.Progress;

/** Passes progress on and measures how long each phase takes. */
final class PhaseClock implements Progress {
    private static final double NANOS = 1e9;

    private final Progress listener;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private String phase = "";
    private long phaseStart;

    PhaseClock(Progress listener) {
        this.listener = listener;
    }

    @Override
    public void begin(String nextPhase, long total) {
        synchronized (this) {
            endPhase();
            phase = nextPhase;
            phaseStart = System.nanoTime();
        }
        listener.begin(nextPhase, total);
    }

    @Override
    public void advance(long amount) {
        listener.advance(amount);
    }

    @Override
    public void note(String message) {
        listener.note(message);
    }

    @Override
    public boolean isCancelled() {
        return listener.isCancelled();
    }

    /** Ends the last phase and returns the seconds by phase, and in {@code total} since the clock was made. */
    synchronized Map<String, Double> stop() {
        endPhase();
        phase = "";
        seconds.put("total", (System.nanoTime() - start) / NANOS);
        return Map.copyOf(seconds);
    }

    private void endPhase() {
        if (!phase.isEmpty()) {
            seconds.merge(phase, (System.nanoTime() - phaseStart) / NANOS, Double::sum);
        }
    }
}
